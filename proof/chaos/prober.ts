import { type Snapshot, conversationOf, isRequestError } from "@clickclack/sdk";
import { each } from "../each.ts";
import type { Prng } from "../prng.ts";
import { ifThere, numOf } from "../site.ts";
import type { Environment } from "./environment.ts";
import { entries } from "./history.ts";
import type { Person } from "./people.ts";
import type { Reader } from "./reader.ts";

// Some of the people are asked, through public doors, what all could be asked. The reader has read all that was said.

/** What GET tells of the log. */
export async function askLog({ env, log }: Reader, people: Person[]): Promise<void> {
	const { workspace_id, epoch } = env;
	const num = (log.rows[0]?.num ?? 1) - 1;
	await each(people, async ({ chat, user_id: user }) => {
		const nums: number[] = [];
		for (let after_cursor = `${epoch}${String(num).padStart(12, "0")}`, hasMore = true; hasMore;) {
			const page = await chat.realtime.events({ workspace_id, after_cursor, limit: 500 });
			nums.push(...page.events.map(({ cursor }) => numOf(cursor)));
			[after_cursor, hasMore] = [page.events.at(-1)?.cursor ?? "", page.has_more];
		}
		env.write({ kind: "told", user, num, nums });
	});
}

const nonces_each = 8;

/** What their last nonces find; in a channel that one has left that is nothing. */
export async function askNonces(reader: Reader, people: Person[]): Promise<void> {
	const { env } = reader;
	const sent = entries(env.history, "act").filter(({ outcome }) => outcome === "done");
	await each(people, async (person) => {
		const mine = sent.flatMap(({ who, fact }) => (who === person.user_id && fact?.is === "sent" ? fact : []));
		const here = mine.filter(({ channel }) => reader.sees(person, channel));
		// of channels and of threads
		const both = Map.groupBy(here, ({ timeline, channel }) => timeline === channel).values();
		for (const { nonce } of [...both].flatMap((facts) => facts.slice(-nonces_each))) {
			const message = await ifThere(person.chat.messages.byNonce(env.workspace_id, nonce));
			env.write({ kind: "kept", nonce, message: message?.id ?? "nothing" });
		}
	});
}

/** Their names, and all invites. */
export async function askStored(env: Environment, people: Person[]): Promise<void> {
	await each(people, async ({ chat, user_id: user }) => {
		env.write({ kind: "named", user, name: (await chat.me.get()).display_name });
	});
	for await (const { id: invite, revoked_at } of env.keeper.chat.invites.list(env.workspace_id))
		env.write({ kind: "invite", invite, isWithdrawn: revoked_at !== undefined });
}

/** What they are told to be unread, and what there is. */
export function noteCounts({ env, ledger }: Reader, { user_id: user }: Person, snapshot: Snapshot): void {
	const all = ledger.forReader(user);
	for (const one of [...snapshot.channels, ...snapshot.direct_conversations]) {
		const { id: channel, unread_count: unread, mention_count: mentions, last_read_seq: position } = one;
		const after = (all.get(channel) ?? []).filter(({ channel_seq = 0 }) => channel_seq > position);
		const calling = after.filter(({ mentioned_user_ids: called }) => called.includes(user));
		const there = { unread: after.length, mentions: calling.length };
		env.write({ kind: "counted", user, channel, position, told: { unread, mentions }, there });
	}
}

/** What they find, and for each channel that none of them sees somebody who does. */
export async function askSearch(reader: Reader, people: Person[], words: string[]): Promise<void> {
	const { env, ledger } = reader;
	const pairs = words.flatMap((word) => {
		const searchers = new Set(people);
		for (const message of ledger.with(word)) {
			const channel = conversationOf(message);
			env.write({ kind: "live", message: message.id, channel, word });
			const viewer = reader.viewer(channel);
			if (viewer && ![...searchers].some((one) => reader.sees(one, channel))) searchers.add(viewer);
		}
		return [...searchers].map((person) => [person, word] as const);
	});
	await each(pairs, async ([{ chat, user_id: user }, word]) => {
		const found: string[] = [];
		const query = { workspace_id: env.workspace_id, q: word, scope: "all", sort: "newest", limit: 50 } as const;
		for await (const { id } of chat.search.messages(query)) found.push(id);
		env.write({ kind: "searched", user, word, found });
	});
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
