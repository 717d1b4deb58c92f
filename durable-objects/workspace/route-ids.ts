import {
	ChatError,
	type ConversationId,
	type Message,
	type MessageId,
	type ResolvedRoute,
	isDirect,
	routeId,
} from "@clickclack/protocol";
import { countOf } from "../ids.ts";
import { visibleConversation } from "./conversations/row.ts";
import { getMessage } from "./messages/present.ts";
import { rootId, visibleMessage } from "./messages/row.ts";
import type { Read } from "./transaction.ts";

const nothing = () => new ChatError("not_found", "not found");

/** The conversation or message of a public route id: a letter, then the end of an id in capitals. */
function idOf({ sql }: Read, target: string): ConversationId | MessageId | undefined {
	if (target.includes("_")) return target as ConversationId | MessageId;
	const end = target.slice(1).toLowerCase();
	const [row] = target.startsWith("M")
		? sql<{ id: MessageId }>`SELECT id FROM messages WHERE num = ${countOf(end)} AND substr(id, -16) = ${end}`
		: sql<{ id: ConversationId }>`
			SELECT id FROM conversations WHERE substr(id, -16) = ${end} AND (kind = 'direct') = ${Number(target.startsWith("D"))}`;
	return row?.id;
}

/** What is hidden from the caller is refused in the same words as what does not exist. */
export function resolveRoute(tx: Read, asked: { workspace_route_id: string; target_id: string }): ResolvedRoute {
	const { id: workspace_id } = tx.identity;
	const workspace_route_id = routeId("T", workspace_id);
	const target_id = idOf(tx, asked.target_id);
	if (target_id === undefined || ![workspace_id, workspace_route_id].includes(asked.workspace_route_id))
		throw nothing();
	const target = targetOf(tx, target_id);
	const canonical_path = `/app/${workspace_route_id}/${target.target_route_id}`;
	return { workspace_id, workspace_route_id, ...target, canonical_path };
}

type Target = Omit<ResolvedRoute, "workspace_id" | "workspace_route_id" | "canonical_path">;

function targetOf(tx: Read, id: ConversationId | MessageId): Target {
	try {
		return id.startsWith("msg_") ? threadOf(tx, id as MessageId) : conversationAt(tx, id as ConversationId);
	} catch (error) {
		throw error instanceof ChatError ? nothing() : error;
	}
}

const kindOf = (id: ConversationId): "direct" | "channel" => (isDirect(id) ? "direct" : "channel");
const conversationRouteId = (id: ConversationId): string => routeId(isDirect(id) ? "D" : "C", id);

function conversationAt(tx: Read, id: ConversationId): Target {
	visibleConversation(tx, id);
	return { target_type: kindOf(id), target_id: id, target_route_id: conversationRouteId(id) };
}

/** A reply resolves to its thread. */
function threadOf(tx: Read, message_id: MessageId): Target {
	const { row } = visibleMessage(tx, message_id);
	const { conversation_id: id } = row;
	const parent = { parent_type: kindOf(id), parent_id: id, parent_route_id: conversationRouteId(id) };
	return { target_type: "thread", target_id: rootId(row), target_route_id: routeId("M", rootId(row)), ...parent };
}

/** Route ids are derived from ids, so nothing is allocated; replies have none. */
export function routeMessage(tx: Read, { message_id }: { message_id: MessageId }): Message {
	const message = getMessage(tx, { message_id });
	if (message.route_id === undefined) throw new ChatError("not_found", "message not found");
	return message;
}
