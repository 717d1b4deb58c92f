import type { Message, Snapshot } from "@clickclack/sdk";
import { each } from "./each.ts";
import { Audience } from "./audience.ts";
import { type Row, entries } from "./history.ts";
import { keyOf, numOf } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./person.ts";
import type { Stage } from "./stage.ts";
import type { State } from "./state.ts";

const page_size = 200;
const nonces_each = 8;

/** Reads through public doors, when all is quiet, what has changed since it was last quiet. */
export class Reading {
	readonly #stage: Stage;
	readonly #ledger: Ledger;
	readonly #before: State;
	readonly #rows: Row[];
	readonly #audience: Audience;
	readonly #end: number;

	/** The stage's history holds the rows and the channels already. */
	constructor(stage: Stage, ledger: Ledger, before: State) {
		this.#stage = stage;
		this.#ledger = ledger;
		this.#before = before;
		this.#audience = new Audience(stage.history);
		this.#rows = this.#audience.rows;
		this.#end = this.#rows.at(-1)?.num ?? 0;
	}

	/** Somebody who can see a channel. */
	#viewer(channel: string): Person | undefined {
		return this.#stage.people.find(
			(one) => one.standing === "in" && this.#audience.sees(channel, one.user_id, this.#end),
		);
	}

	/** Every timeline that something was said in, from where the last reading ended; threads as a whole. */
	async timelines(): Promise<void> {
		const sent = this.#rows.filter(({ nonce, message }) => nonce !== undefined && message !== undefined);
		const channels = new Set(sent.flatMap(({ root, channel }) => (root === undefined ? channel! : [])));
		await each(channels, (channel) => this.#listChannel(channel));
		const threads = new Map(
			sent.flatMap(({ root, channel }) => (root === undefined ? [] : [[root, channel!] as const])),
		);
		await each(threads, ([root, channel]) => this.#listThread(root, channel));
	}

	async #listChannel(channel: string): Promise<void> {
		const viewer = this.#viewer(channel);
		if (!viewer) return;
		const after_seq = this.#before.heads.get(channel) ?? 0;
		this.#stage.write({ kind: "window", at: Date.now(), timeline: channel, after: after_seq });
		for await (const message of viewer.chat.messages.list(channel, { after_seq, limit: page_size }))
			this.#list(message, channel);
	}

	async #listThread(root: string, channel: string): Promise<void> {
		const viewer = this.#viewer(channel);
		if (!viewer) return;
		const first = this.#rows.find((row) => row.root === root && row.nonce !== undefined)!;
		const replies: Message[] = [];
		for (let hasMore = true; hasMore;) {
			const page = await viewer.chat.threads.get(root, {
				after_seq: replies.at(-1)?.thread_seq ?? 0,
				limit: page_size,
			});
			replies.push(...page.replies);
			hasMore = page.has_newer;
		}
		// what the log tells of now begins with the first new reply
		const at = replies.findIndex(({ id }) => id === first.message);
		this.#stage.write({ kind: "window", at: Date.now(), timeline: root, after: at < 0 ? replies.length : at });
		for (const reply of replies) this.#list(reply, root);
	}

	#list(message: Message, timeline: string): void {
		const { id, nonce = "", body } = message;
		const seq = message.channel_seq ?? message.thread_seq!;
		this.#stage.write({ kind: "listed", at: Date.now(), timeline, seq, message: id, nonce, body });
		this.#ledger.note(message);
	}

	/** Older messages that were edited or deleted. */
	async changes(): Promise<void> {
		const listed = new Set(entries(this.#stage.history, "listed").map(({ message }) => message));
		const changed = this.#rows.filter(({ type }) => type === "message.updated" || type === "message.deleted");
		const older = new Map(
			changed.flatMap(({ message, channel }) => (listed.has(message!) ? [] : [[message!, channel!] as const])),
		);
		await each(older, async ([id, channel]) => {
			const message = await this.#viewer(channel)?.chat.messages.get(id);
			if (message) this.#list(message, message.thread_root_id === id ? channel : message.thread_root_id);
		});
	}

	/** What GET tells some of them of the log. */
	async log(people: Person[]): Promise<void> {
		const { workspace_id } = this.#stage;
		const from = (this.#rows[0]?.num ?? 1) - 1;
		await each(people, async ({ chat, user_id: user }) => {
			const zero = `${this.#stage.epoch}${String(from).padStart(12, "0")}`;
			this.#stage.write({ kind: "asked", at: Date.now(), user, num: from });
			for (let after_cursor = zero, hasMore = true; hasMore;) {
				const page = await chat.realtime.events({ workspace_id, after_cursor, limit: 500 });
				for (const event of page.events)
					this.#stage.write({ kind: "told", at: Date.now(), user, num: numOf(event.cursor), key: keyOf(event) });
				[after_cursor, hasMore] = [page.events.at(-1)?.cursor ?? "", page.has_more];
			}
		});
	}

	/** What the last nonces of some of them find; in a channel that one has left that is nothing. */
	async nonces(people: Person[]): Promise<void> {
		const { workspace_id, history } = this.#stage;
		const sent = entries(history, "act").filter(({ outcome }) => outcome === "done");
		await each(people, async ({ chat, user_id }) => {
			const mine = sent.flatMap(({ who, fact }) => (who === user_id && fact?.is === "sent" ? fact : []));
			const here = mine.filter(({ timeline }) => this.#audience.sees(timeline, user_id, this.#end));
			for (const { nonce } of here.slice(-nonces_each)) {
				const { id } = await chat.messages.byNonce(workspace_id, nonce);
				this.#stage.write({ kind: "kept", at: Date.now(), nonce, message: id });
			}
		});
	}

	/** Names and invites. */
	async elsewhere(people: Person[]): Promise<void> {
		const [at, { warden, workspace_id }] = [Date.now(), this.#stage];
		await each(people, async ({ chat, user_id: user }) => {
			this.#stage.write({ kind: "named", at, user, name: (await chat.me.get()).display_name });
		});
		for (const { id: invite, revoked_at } of await warden.chat.invites.list(workspace_id))
			this.#stage.write({ kind: "invite", at, invite, isWithdrawn: revoked_at !== undefined });
	}

	/** What somebody is told of what they have not read. */
	counts(user: string, snapshot: Snapshot): void {
		const at = Date.now();
		for (const { id: channel, unread_count: unread, mention_count: mentions } of snapshot.channels)
			this.#stage.write({ kind: "counted", at, user, channel, unread, mentions });
		for (const { id: message, channel, seq } of this.#ledger.calling(user))
			this.#stage.write({ kind: "mention", at, user, channel, seq: seq!, message });
	}

	/** What some of them find by some words. */
	async search(people: Person[], words: string[]): Promise<void> {
		const [at, { workspace_id }] = [Date.now(), this.#stage];
		for (const word of words)
			for (const { id: message, channel } of this.#ledger.with(word))
				this.#stage.write({ kind: "live", at, message, channel, word });
		const pairs = people.flatMap((person) => words.map((word) => [person, word] as const));
		await each(pairs, async ([{ chat, user_id: user }, word]) => {
			const found: string[] = [];
			for await (const { id } of chat.search.messages({ workspace_id, q: word, sort: "newest", limit: 50 }))
				found.push(id);
			this.#stage.write({ kind: "searched", at, user, word, found });
		});
	}
}
