import { type Message, type Snapshot, isRequestError } from "@clickclack/sdk";
import { each } from "../lanes.ts";
import { entries } from "./history.ts";
import { numOf } from "../cursor.ts";
import { keyOf } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./person.ts";
import type { Reading } from "./reading.ts";
import type { Stage } from "./stage.ts";

const nonces_each = 8;

/** Asks some of the people, through public doors, what all could be asked. */
export class Asking {
	readonly #stage: Stage;
	readonly #ledger: Ledger;
	readonly #reading: Reading;

	/** @param reading of all that was said: it is in the ledger */
	constructor(stage: Stage, ledger: Ledger, reading: Reading) {
		this.#stage = stage;
		this.#ledger = ledger;
		this.#reading = reading;
	}

	/** What GET tells some of them of the log. */
	async log(people: Person[]): Promise<void> {
		const { workspace_id } = this.#stage;
		const from = (this.#reading.rows[0]?.num ?? 1) - 1;
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
		const sent = entries(this.#stage.history, "act").filter(({ outcome }) => outcome === "done");
		await each(people, async (person) => {
			const mine = sent.flatMap(({ who, fact }) => (who === person.user_id && fact?.is === "sent" ? fact : []));
			const here = mine.filter(({ channel }) => this.#reading.sees(person, channel));
			const isReply = ({ timeline, channel }: { timeline: string; channel: string }) => timeline !== channel;
			const [replies, roots] = [here.filter(isReply), here.filter((fact) => !isReply(fact))];
			for (const { nonce } of [...replies.slice(-nonces_each), ...roots.slice(-nonces_each)]) {
				const message = await this.#found(person, nonce);
				this.#stage.write({ kind: "kept", at: Date.now(), nonce, message: message?.id ?? "nothing" });
			}
		});
	}

	async #found({ chat }: Person, nonce: string): Promise<Message | undefined> {
		return await chat.messages.byNonce(this.#stage.workspace_id, nonce).catch((error: unknown) => {
			if (isRequestError(error) && error.code === "not_found") return undefined;
			throw error;
		});
	}

	/** Names and invites. */
	async elsewhere(people: Person[]): Promise<void> {
		const [at, { warden, workspace_id }] = [Date.now(), this.#stage];
		await each(people, async ({ chat, user_id: user }) => {
			this.#stage.write({ kind: "named", at, user, name: (await chat.me.get()).display_name });
		});
		for await (const { id: invite, revoked_at } of warden.chat.invites.list(workspace_id))
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

	/** What they find by some words, and besides them whoever is needed so that each channel is searched by somebody. */
	async search(people: Person[], words: string[]): Promise<void> {
		const [at, { workspace_id }] = [Date.now(), this.#stage];
		for (const word of words)
			for (const { id: message, channel } of this.#ledger.with(word))
				this.#stage.write({ kind: "live", at, message, channel, word });
		const pairs = words.flatMap((word) => this.#searchers(people, word).map((person) => [person, word] as const));
		await each(pairs, async ([{ chat, user_id: user }, word]) => {
			const found: string[] = [];
			for await (const { id } of chat.search.messages({ workspace_id, q: word, sort: "newest", limit: 50 }))
				found.push(id);
			this.#stage.write({ kind: "searched", at, user, word, found });
		});
	}

	#searchers(people: Person[], word: string): Person[] {
		const searchers = [...people];
		for (const channel of new Set(this.#ledger.with(word).map((message) => message.channel))) {
			const viewer = this.#reading.viewer(channel);
			if (viewer && !searchers.some((one) => this.#reading.sees(one, channel))) searchers.push(viewer);
		}
		return searchers;
	}
}
