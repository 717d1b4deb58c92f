import { setTimeout as pause } from "node:timers/promises";
import type { ChannelId, UserId, WorkspaceId } from "@clickclack/sdk";
import { each } from "../each.ts";
import type { Site } from "../site.ts";
import { Listener } from "./listener.ts";
import type { Logs, Return } from "./returns.ts";

const at_once = 32;
const first = { name: "Ada", email: "ada@example.com", workspace_name: "Tidepool", channels: ["general"] };

export const sizes = {
	long: {
		people: 600,
		sockets: 3_000,
		/** sent before the server dies */
		messages: 7_200,
		/** how many events most of those who come back have missed at most */
		behind: 500,
		/** beside the one who does not read */
		readers: 20,
		/** of text, that each of them is sent */
		bytes: 60_000_000,
		/** by how much the runtime may grow beside one who never reads; `bytes` has to be far more, or it proves nothing */
		memory: 24 * 1024 * 1024,
	},
	// memory: so little goes out that a heap which has not settled grows by as much
	short: { people: 20, sockets: 150, messages: 300, behind: 150, readers: 5, bytes: 10_000_000, memory: Infinity },
};
export type Size = typeof sizes.long;

/** A workspace of many people. Each second one, Ada too, is in a private channel too, so not all hear the same. */
export class Environment {
	readonly site: Site;
	readonly #people: UserId[] = [];
	readonly #channels: ChannelId[] = [];
	#workspace_id: WorkspaceId = "wsp_";
	#sent = 0;

	constructor(site: Site) {
		this.site = site;
	}

	async start(crowd: number): Promise<void> {
		const { admin } = this.site.operator;
		const { user, workspace } = await admin.bootstrap(first);
		const workspace_id = (this.#workspace_id = workspace.id);
		this.#people.push(user.id);
		const { channels } = this.site.as(user.id);
		const { channel } = await channels.create(workspace_id, { name: "back-room", kind: "private" });
		this.#channels.push(...(await channels.list(workspace_id)).map(({ id }) => id));
		const admit = async (person: number) => {
			const who = { name: `Person ${person}`, email: `person-${person}@example.com`, workspace_id };
			const { id } = await admin.createUser(who);
			this.#people[person] = id;
			if (person % 2 === 0) await channels.addMember(channel.id, id);
		};
		const others = Array.from({ length: crowd - 1 }, (_, index) => index + 1);
		await each(others, admit, at_once);
	}

	/** Ada sends messages, `in_flight` at a time, as long as `isMore` says. @returns how long each took, in ms */
	async speak(isMore: () => boolean, { in_flight = at_once, padding = "", pause_ms = 0 } = {}): Promise<number[]> {
		const took: number[] = [];
		const { messages } = this.site.as(this.#people[0]);
		const lane = async () => {
			while (isMore()) {
				const sent_at = performance.now();
				const channel = this.#channels[this.#sent++ % 4 === 0 ? 0 : 1]!;
				await messages.create(channel, { body: `${sent_at} ${padding}` });
				took.push(performance.now() - sent_at);
				await pause(pause_ms);
			}
		};
		await Promise.all(Array.from({ length: in_flight }, lane));
		return took;
	}

	/** What there is to hear for those in the private channel and for those outside. */
	async logs(): Promise<Logs> {
		return [await this.log(0), await this.log(1)];
	}

	/** Everything that a person may hear, as GET tells it: the cursors of the log. */
	async log(person: number): Promise<string[]> {
		const { realtime } = this.site.as(this.#people[person]);
		const cursors: string[] = [];
		for (let isMore = true; isMore;) {
			const query = { workspace_id: this.#workspace_id, after_cursor: cursors.at(-1) ?? "", limit: 500 };
			const { events, has_more } = await realtime.events(query);
			cursors.push(...events.map(({ cursor }) => cursor));
			isMore = has_more;
		}
		return cursors;
	}

	listen(plan: Return): Listener {
		const { person, after_cursor, frames } = plan;
		const query = new URLSearchParams({ workspace_id: this.#workspace_id, after_cursor, frames });
		return new Listener(`${this.site.url}/api/realtime/ws?${query.toString()}`, this.#people[person]!, plan);
	}
}
