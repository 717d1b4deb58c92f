import type { ChannelId, Message, MessageId } from "@clickclack/sdk";
import { each } from "../each.ts";
import { Audience } from "./audience.ts";
import type { Environment } from "./environment.ts";
import { type Row, entries, the } from "./history.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./people.ts";
import type { State } from "./state.ts";

const page_size = 200;

/** Reads through public doors, when all is quiet, what has changed since it was last quiet. */
export class Reader {
	readonly #env: Environment;
	readonly #ledger: Ledger;
	readonly #before: State;
	readonly #audience: Audience;
	readonly rows: Row[];
	readonly #end: number;

	/** The history holds the rows and the channels already. */
	constructor(env: Environment, ledger: Ledger, before: State) {
		this.#env = env;
		this.#ledger = ledger;
		this.#before = before;
		this.#audience = new Audience(env.history);
		this.rows = this.#audience.rows;
		this.#end = this.rows.at(-1)?.num ?? 0;
	}

	sees({ user_id }: Person, channel: string): boolean {
		return this.#audience.sees(channel, user_id, this.#end);
	}

	viewer(channel: string): Person | undefined {
		return this.#env.people.find((one) => one.standing === "in" && this.sees(one, channel));
	}

	/** Every timeline that something was said in, from where the last reading ended; threads as a whole. */
	async timelines(): Promise<void> {
		const sent = this.rows.filter(({ nonce, message }) => nonce !== undefined && message !== undefined);
		const channels = new Set(sent.flatMap(({ root, channel }) => (root === undefined ? channel! : [])));
		await each(channels, (channel) => this.#listChannel(channel));
		const threads = new Map(
			sent.flatMap(({ root, channel }) => (root === undefined ? [] : [[root, channel!] as const])),
		);
		await each(threads, ([root, channel]) => this.#listThread(root, channel));
	}

	async #listChannel(channel: string): Promise<void> {
		const viewer = this.viewer(channel);
		if (!viewer) return;
		const after_seq = Number(this.#before.get(the.head(channel)) ?? 0);
		this.#env.write({ kind: "window", at: Date.now(), timeline: channel, after: after_seq });
		for await (const message of viewer.chat.messages.list(channel as ChannelId, { after_seq, limit: page_size }))
			this.#list(message, channel);
	}

	async #listThread(root: string, channel: string): Promise<void> {
		const viewer = this.viewer(channel);
		if (!viewer) return;
		const first = this.rows.find((row) => row.root === root && row.nonce !== undefined)!;
		const replies: Message[] = [];
		for (let hasMore = true; hasMore;) {
			const page = await viewer.chat.threads.get(root as MessageId, {
				after_seq: replies.at(-1)?.thread_seq ?? 0,
				limit: page_size,
			});
			replies.push(...page.replies);
			hasMore = page.has_newer;
		}
		// what the log tells of now begins with the first new reply
		const at = replies.findIndex(({ id }) => id === first.message);
		this.#env.write({ kind: "window", at: Date.now(), timeline: root, after: at < 0 ? replies.length : at });
		for (const reply of replies) this.#list(reply, root);
	}

	#list(message: Message, timeline: string): void {
		const { id, nonce = "", body } = message;
		const seq = message.channel_seq ?? message.thread_seq!;
		this.#env.write({ kind: "listed", at: Date.now(), timeline, seq, message: id, nonce, body });
		this.#ledger.note(message);
	}

	/** What has changed and is in no list of now. What nobody can read is left for when somebody can. */
	async changes(): Promise<void> {
		const listed = new Set(entries(this.#env.history, "listed").map(({ message }) => message));
		this.#ledger.noteChanges(this.rows, listed, (channel) => this.viewer(channel) !== undefined);
		await each(this.#ledger.changed, async ([id, channel]) => {
			const message = await this.viewer(channel)?.chat.messages.get(id as MessageId);
			if (message) this.#list(message, message.thread_root_id === id ? channel : message.thread_root_id);
		});
	}
}
