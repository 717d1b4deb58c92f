import {
	type ClickClack,
	type ConversationId,
	type Message,
	type MessageId,
	type UserId,
	conversationOf,
	isId,
	seqOf,
} from "@clickclack/sdk";
import { each } from "../each.ts";
import type { Environment } from "./environment.ts";
import { entries } from "./history.ts";
import { Log } from "./log.ts";
import type { Person } from "./people.ts";

const limit = 200;

/** What there is in a channel or thread after a place. */
export async function listAfter(chat: ClickClack, timeline: string, after_seq: number): Promise<Message[]> {
	const all: Message[] = [];
	if (!isId("msg", timeline)) {
		for await (const one of chat.messages.list(timeline as ConversationId, { after_seq, limit })) all.push(one);
		return all;
	}
	for (let hasMore = true; hasMore;) {
		const last = all.at(-1);
		const page = await chat.threads.get(timeline, { after_seq: last ? seqOf(last) : after_seq, limit });
		all.push(...page.replies);
		hasMore = page.has_newer;
	}
	return all;
}

/** What a reader knows from one time to the next. */
export class Ledger {
	/** every message that was ever listed, as it was last found */
	readonly messages = new Map<string, Message>();
	/** of messages that are not as they were last found, their channel */
	readonly changed = new Map<string, string>();

	/** The live messages that begin with a word, or have it in the second place, or pass on one that does. */
	with(word: string): Message[] {
		const has = (body = "") => body.split(" ", 2).includes(word);
		return [...this.messages.values()].filter(({ body, forwarded }) => has(body) || has(forwarded?.body));
	}

	/** The live roots that others wrote, by conversation. */
	forReader(user: UserId): Map<ConversationId, Message[]> {
		const live = [...this.messages.values()].filter(
			({ channel_seq, deleted_at, author_id }) =>
				channel_seq !== undefined && deleted_at === undefined && author_id !== user,
		);
		return Map.groupBy(live, conversationOf);
	}
}

/** Reads through public doors, when all is quiet, what has changed since it was last quiet. */
export class Reader {
	readonly env: Environment;
	readonly ledger: Ledger;
	readonly log: Log;

	/** The history holds the rows and the channels already. */
	constructor(env: Environment, ledger: Ledger) {
		[this.env, this.ledger, this.log] = [env, ledger, new Log(env.history)];
	}

	sees({ user_id }: Person, channel: string): boolean {
		return this.log.sees(channel, user_id, this.log.end);
	}

	viewer(channel: string): Person | undefined {
		return this.env.people.find((one) => one.standing === "in" && this.sees(one, channel));
	}

	/** Every channel and thread that something was said in, from where the last reading ended. */
	async timelines(): Promise<void> {
		const sent = this.log.rows.filter(({ nonce }) => nonce !== undefined);
		const all = new Map(sent.map(({ root, channel = "" }) => [root ?? channel, channel]));
		await each(all, async ([timeline, channel]) => {
			const viewer = this.viewer(channel);
			if (!viewer) return;
			const after = this.log.head(timeline, 0);
			this.env.write({ kind: "window", timeline, after });
			for (const message of await listAfter(viewer.chat, timeline, after)) this.#list(message, timeline);
		});
	}

	#list(message: Message, timeline: string): void {
		const { id, nonce = "", body } = message;
		this.env.write({ kind: "listed", timeline, seq: seqOf(message), message: id, nonce, body });
		this.ledger.messages.set(id, message);
		this.ledger.changed.delete(id);
	}

	/**
	 * What the log tells of and the lists do not: changes of older messages, and all that was said where nobody can read
	 * now. Somebody may come back to such a channel, and bring others.
	 */
	async changes(): Promise<void> {
		const { changed } = this.ledger;
		const listed = new Set(entries(this.env.history, "listed").map(({ message }) => message));
		for (const { type, nonce, message = "", channel = "" } of this.log.rows) {
			const isChange = type === "message.updated" || type === "message.deleted";
			const isUnread = nonce !== undefined && !this.viewer(channel);
			if (!listed.has(message) && (isChange || isUnread)) changed.set(message, channel);
		}
		await each(changed, async ([id, channel]) => {
			const message = await this.viewer(channel)?.chat.messages.get(id as MessageId);
			if (message) this.#list(message, message.thread_root_id === id ? channel : message.thread_root_id);
		});
	}
}
