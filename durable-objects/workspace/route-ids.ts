import {
	type ChannelId,
	ChatError,
	type Message,
	type MessageId,
	type ResolvedRoute,
	type TaggedId,
	routeId,
} from "@clickclack/protocol";
import { countOf } from "../ids.ts";
import { visibleChannel } from "./channels.ts";
import { getMessage, rootId, visibleMessage } from "./messages/row.ts";
import type { Read } from "./transaction.ts";

const nothing = () => new ChatError("not_found", "not found");

/** A public route id is the end of an id, in capitals. */
const endOf = (public_id: string): string => public_id.slice(1).toLowerCase();

/** The channel or message that is meant by a public route id, or by its own id. */
function targetOf({ sql }: Read, target: string): ChannelId | MessageId | undefined {
	if (target.includes("_")) return target as ChannelId | MessageId;
	const rows = target.startsWith("C")
		? sql<{ id: ChannelId }>`SELECT id FROM channels WHERE substr(id, 15) = ${endOf(target)}`
		: sql<{
				id: MessageId;
			}>`SELECT id FROM messages WHERE num = ${countOf(endOf(target))} AND substr(id, 15) = ${endOf(target)}`;
	return rows[0]?.id;
}

/** What is hidden from the caller answers as what is not there, in the same words. */
export function resolveRoute(tx: Read, asked: { workspace_route_id: string; target_id: string }): ResolvedRoute {
	const { id } = tx.identity;
	if (![id, routeId("T", id)].includes(asked.workspace_route_id)) throw nothing();
	const target = targetOf(tx, asked.target_id);
	if (target === undefined) throw nothing();
	try {
		return target.startsWith("chn_") ? toChannelRoute(tx, target as ChannelId) : toThreadRoute(tx, target as MessageId);
	} catch (error) {
		throw error instanceof ChatError ? nothing() : error;
	}
}

function routeTo(tx: Read, target_id: TaggedId, letter: "C" | "M") {
	const { id } = tx.identity;
	const [workspace_route_id, target_route_id] = [routeId("T", id), routeId(letter, target_id)];
	const canonical_path = `/app/${workspace_route_id}/${target_route_id}`;
	return { workspace_id: id, workspace_route_id, target_route_id, canonical_path };
}

function toChannelRoute(tx: Read, channel_id: ChannelId): ResolvedRoute {
	visibleChannel(tx, channel_id);
	return { ...routeTo(tx, channel_id, "C"), target_type: "channel", target_id: channel_id };
}

/** A reply leads to its thread. */
function toThreadRoute(tx: Read, message_id: MessageId): ResolvedRoute {
	const { row } = visibleMessage(tx, message_id);
	const parent = { parent_id: row.channel_id, parent_route_id: routeId("C", row.channel_id) };
	return {
		...routeTo(tx, rootId(row), "M"),
		target_type: "thread",
		target_id: rootId(row),
		parent_type: "channel",
		...parent,
	};
}

/** Route ids are derived, so there is nothing to allocate; replies have none. */
export function routeMessage(tx: Read, { message_id }: { message_id: MessageId }): Message {
	const message = getMessage(tx, { message_id });
	if (message.route_id === undefined) throw new ChatError("not_found", "message not found");
	return message;
}
