import { deepStrictEqual } from "node:assert";
import {
	type ChannelId,
	type ConversationId,
	type Projection,
	type Snapshot,
	isDirect,
	isRequestError,
	project,
	seqOf,
	take,
} from "@clickclack/sdk";
import { ifThere } from "../site.ts";
import type { Person } from "./people.ts";
import { listAfter } from "./reader.ts";

/** What is compared. Mentions that are counted need not all be listed: those are, where both list all. */
function shared(one: Projection, other: Projection): Partial<Projection> {
	const isWhole = ({ conversations, direct_conversations, mentions }: Projection, id: ConversationId) =>
		((isDirect(id) ? direct_conversations.get(id) : conversations.get(id))?.mention_count ?? 0) ===
		[...mentions.values()].filter(({ conversation_id }) => conversation_id === id).length;
	const { me, workspace, conversations, direct_conversations, members, mentions } = one;
	const isKept = (id: ConversationId) => isWhole(one, id) && isWhole(other, id);
	const kept = [...mentions].filter(([, { conversation_id }]) => isKept(conversation_id));
	return { me, workspace, conversations, direct_conversations, members, mentions: new Map(kept) };
}

/** What differs, in words, line by line. */
function difference(projected: unknown, fetched: unknown): string[] {
	try {
		deepStrictEqual(projected, fetched);
		return [];
	} catch (error) {
		return [(error as Error).message];
	}
}

/** Where what was projected from events is not what a fresh reader gets. */
export async function compare({ chat }: Person, projection: Projection, snapshot: Snapshot): Promise<string[]> {
	const fresh = project(snapshot);
	// no snapshot has those that one looks at without being in them, or after closing them
	for (const [id, { is_member }] of projection.conversations)
		if (!is_member) take(fresh, id, await ifThere(chat.channels.get(id as ChannelId)));
	for (const [id, { hidden_at }] of projection.direct_conversations)
		if (hidden_at !== undefined) take(fresh, id, await ifThere(chat.dms.get(id)));
	const found = difference(shared(projection, fresh), shared(fresh, projection));
	for (const [id, { messages }] of projection.timelines) {
		// from where the window begins: its newest end is open, for nothing is let go of there
		const after = messages[0] ? seqOf(messages[0]) - 1 : 0;
		const fetched = await listAfter(chat, id, after).catch((error: unknown) => error);
		// a window on what one may not see any more is one that should have been let go
		if (isRequestError(fetched)) found.push(`${id} is loaded, and answers ${fetched.code}`);
		else if (fetched instanceof Error) throw fetched;
		else found.push(...difference(messages, fetched));
	}
	return found;
}
