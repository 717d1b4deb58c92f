import { type Snapshot, type UserId, isRequestError } from "@clickclack/sdk";
import { each } from "../each.ts";
import type { Prng } from "../prng.ts";
import type { Environment } from "./environment.ts";
import { ifThere, numOf } from "../site.ts";
import { keyOf } from "./events.ts";
import { entries } from "./history.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./people.ts";
import type { Reader } from "./reader.ts";

const nonces_each = 8;

/** Asks some of the people, through public doors, what all could be asked. */
export class Prober {
	readonly #env: Environment;
	readonly #ledger: Ledger;
	readonly #reader: Reader;

	/** @param reader of all that was said: it is in the ledger */
	constructor(env: Environment, ledger: Ledger, reader: Reader) {
		this.#env = env;
		this.#ledger = ledger;
		this.#reader = reader;
	}

	/** What GET tells some of them of the log. */
	async log(people: Person[]): Promise<void> {
		const { workspace_id } = this.#env;
		const from = (this.#reader.rows[0]?.num ?? 1) - 1;
		await each(people, async ({ chat, user_id: user }) => {
			const zero = `${this.#env.epoch}${String(from).padStart(12, "0")}`;
			this.#env.write({ kind: "asked", at: Date.now(), user, num: from });
			for (let after_cursor = zero, hasMore = true; hasMore;) {
				const page = await chat.realtime.events({ workspace_id, after_cursor, limit: 500 });
				for (const event of page.events)
					this.#env.write({ kind: "told", at: Date.now(), user, num: numOf(event.cursor), key: keyOf(event) });
				[after_cursor, hasMore] = [page.events.at(-1)?.cursor ?? "", page.has_more];
			}
		});
	}

	/** What the last nonces of some of them find; in a channel that one has left that is nothing. */
	async nonces(people: Person[]): Promise<void> {
		const sent = entries(this.#env.history, "act").filter(({ outcome }) => outcome === "done");
		await each(people, async (person) => {
			const mine = sent.flatMap(({ who, fact }) => (who === person.user_id && fact?.is === "sent" ? fact : []));
			const here = mine.filter(({ channel }) => this.#reader.sees(person, channel));
			const isReply = ({ timeline, channel }: { timeline: string; channel: string }) => timeline !== channel;
			const [replies, roots] = [here.filter(isReply), here.filter((fact) => !isReply(fact))];
			for (const { nonce } of [...replies.slice(-nonces_each), ...roots.slice(-nonces_each)]) {
				const message = await ifThere(person.chat.messages.byNonce(this.#env.workspace_id, nonce));
				this.#env.write({ kind: "kept", at: Date.now(), nonce, message: message?.id ?? "nothing" });
			}
		});
	}

	async stored(people: Person[]): Promise<void> {
		const [at, { keeper, workspace_id }] = [Date.now(), this.#env];
		await each(people, async ({ chat, user_id: user }) => {
			this.#env.write({ kind: "named", at, user, name: (await chat.me.get()).display_name });
		});
		for await (const { id: invite, revoked_at } of keeper.chat.invites.list(workspace_id))
			this.#env.write({ kind: "invite", at, invite, isWithdrawn: revoked_at !== undefined });
	}

	counts(user: UserId, snapshot: Snapshot): void {
		const at = Date.now();
		for (const { id: channel, unread_count: unread, mention_count: mentions } of snapshot.channels)
			this.#env.write({ kind: "counted", at, user, channel, unread, mentions });
		for (const { id: message, channel_id: channel = "", channel_seq: seq = 0, edited_at } of this.#ledger.calling(
			user,
		)) {
			const isEdited = edited_at !== undefined;
			this.#env.write({ kind: "mention", at, user, channel, seq, message, isEdited });
		}
	}

	async search(people: Person[], words: string[]): Promise<void> {
		const [at, { workspace_id }] = [Date.now(), this.#env];
		for (const word of words)
			for (const { id: message, channel_id: channel = "" } of this.#ledger.with(word))
				this.#env.write({ kind: "live", at, message, channel, word });
		const pairs = words.flatMap((word) => this.#searchers(people, word).map((person) => [person, word] as const));
		await each(pairs, async ([{ chat, user_id: user }, word]) => {
			const found: string[] = [];
			for await (const { id } of chat.search.messages({ workspace_id, q: word, sort: "newest", limit: 50 }))
				found.push(id);
			this.#env.write({ kind: "searched", at, user, word, found });
		});
	}

	#searchers(people: Person[], word: string): Person[] {
		const searchers = [...people];
		for (const channel of new Set(this.#ledger.with(word).map((message) => message.channel_id!))) {
			const viewer = this.#reader.viewer(channel);
			if (viewer && !searchers.some((one) => this.#reader.sees(one, channel))) searchers.push(viewer);
		}
		return searchers;
	}
}

/** What one is told who is not in: removed, or signed out. Any other failure is no reason to look away. */
const not_in = new Set(["not_found", "unauthorized"]);

export function unlessOut(error: unknown): undefined {
	if (!isRequestError(error) || !not_in.has(error.code)) throw error;
}

/**
 * Those who may read, with what a fresh client gets. When the answer to a sign-out was lost, the Directory may know of
 * it before the workspace does: then both would be right, each for themselves.
 */
export async function whoIsIn({ people, workspace_id }: Environment): Promise<Map<Person, Snapshot>> {
	const snapshots = new Map<Person, Snapshot>();
	await each(people, async (person) => {
		const isSignedIn = await person.chat.me.get().catch(unlessOut);
		const snapshot = isSignedIn && (await person.chat.workspaces.snapshot(workspace_id).catch(unlessOut));
		person.standing = snapshot ? "in" : "unsure";
		if (snapshot) snapshots.set(person, snapshot);
	});
	return snapshots;
}

/** How many are asked at each inspection for what all could be asked. */
const asked = 4;

/** Any of those who may listen: who is blocked may only read. */
export function someOf(snapshots: Map<Person, Snapshot>, prng: Prng): Person[] {
	const all = [...snapshots].flatMap(([person, { me }]) => (me.blocked_at === undefined ? person : []));
	return [...new Set(Array.from({ length: asked }, () => prng.of(all)!))];
}
