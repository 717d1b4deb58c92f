import { isDeepStrictEqual } from "node:util";
import { type Message, type Projection, type Snapshot, isRequestError, project, seqOf } from "@clickclack/sdk";
import type { Person } from "./people.ts";

export interface Difference {
	path: string;
	projected: string;
	fetched: string;
}

/** What there is from where a window begins: its newest end is open, for nothing is let go of there. */
async function fetchWindow({ chat }: Person, id: string, known: Message[]): Promise<Message[]> {
	const after_seq = known[0] ? seqOf(known[0]) - 1 : 0;
	const fetched: Message[] = [];
	if (id.startsWith("chn_"))
		for await (const one of chat.messages.list(id, { after_seq, limit: 200 })) fetched.push(one);
	else fetched.push(...(await chat.threads.get(id, { after_seq, limit: 200 })).replies);
	return fetched;
}

/** Mentions that are counted need not all be listed: those are compared where both list all. */
function listedAlike(one: Projection, other: Projection): [Projection, Projection] {
	const isWhole = ({ channels, mentions }: Projection, id: string) =>
		(channels.get(id)?.mention_count ?? 0) ===
		[...mentions.values()].filter(({ channel_id }) => channel_id === id).length;
	const cut = (projection: Projection): Projection => ({
		...projection,
		mentions: new Map(
			[...projection.mentions].filter(([, { channel_id }]) => isWhole(one, channel_id) && isWhole(other, channel_id)),
		),
	});
	return [cut(one), cut(other)];
}

type Known = Record<string, Record<string, unknown>>;

const known = ({ me, workspace, channels, members, mentions }: Projection): Known => ({
	mine: { me, workspace },
	channels: Object.fromEntries(channels),
	members: Object.fromEntries(members),
	mentions: Object.fromEntries(mentions),
});

function differences(name: string, mine: Record<string, unknown>, theirs: Record<string, unknown>): Difference[] {
	return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((id) => {
		if (isDeepStrictEqual(mine[id], theirs[id])) return [];
		return [{ path: `${name}/${id}`, projected: show(mine[id], theirs[id]), fetched: show(theirs[id], mine[id]) }];
	});
}

/** Only the members in which they differ. */
function show(one: unknown, other: unknown): string {
	if (typeof one !== "object" || one === null || typeof other !== "object" || other === null)
		return JSON.stringify(one) ?? "nothing";
	const others = new Map<string, unknown>(Object.entries(other));
	return JSON.stringify(
		Object.fromEntries(Object.entries(one).filter(([name, value]) => !isDeepStrictEqual(value, others.get(name)))),
	);
}

/** Where what was folded from events is not what a fresh reader gets. */
export async function compare(person: Person, projection: Projection, snapshot: Snapshot): Promise<Difference[]> {
	const [mine, theirs] = listedAlike(projection, project(snapshot)).map(known) as [Known, Known];
	const found = Object.keys(mine).flatMap((name) => differences(name, mine[name]!, theirs[name]!));
	for (const [id, { messages }] of projection.timelines) {
		const byId = (all: Message[]) => Object.fromEntries(all.map((message) => [message.id, message]));
		const fetched = await fetchWindow(person, id, messages).catch((error: unknown) => error);
		if (!Array.isArray(fetched)) {
			// a window on what one may not see any more is one that should have been let go
			if (!isRequestError(fetched)) throw fetched;
			found.push({ path: `${id}/window`, projected: "loaded", fetched: fetched.code });
			continue;
		}
		found.push(...differences(id, byId(messages), byId(fetched)));
		const [had, has] = [messages, fetched].map((all) => all.map((message) => message.id).join());
		if (had !== has && found.length === 0) found.push({ path: `${id}/order`, projected: had!, fetched: has! });
	}
	return found;
}
