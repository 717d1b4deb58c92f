import type { ScheduledMessage, ServerEvent } from "@clickclack/sdk";
import { laterClient } from "./later-client.ts";
import { oneFor } from "./one-for.ts";
import { WholeList } from "./whole-list.svelte.ts";

/** My messages that are sent later: those that could not be sent first, then by time. There are a hundred at most. */
class Scheduled extends WholeList<ScheduledMessage> {
	readonly failed = $derived((this.list ?? []).filter(({ failure }) => failure !== undefined).length);

	protected ask(): AsyncIterable<ScheduledMessage> {
		return laterClient.scheduled.list(this.workspace.workspace.id);
	}

	receive(events: ServerEvent[]): void {
		const isSent = (nonce: string | undefined) => this.list?.some((one) => one.nonce === nonce);
		for (const { type, payload } of events) {
			if (type === "scheduled_message.updated") void this.load();
			if (type !== "message.created" && type !== "thread.reply_created") continue;
			// what is on its way may be from before
			if (payload.message.author_id === this.workspace.me.user.id) this.isOutdated = true;
			if (isSent(payload.nonce)) this.list = this.list?.filter(({ nonce }) => nonce !== payload.nonce);
		}
	}
}

export const scheduledIn = oneFor((workspace) => new Scheduled(workspace));
