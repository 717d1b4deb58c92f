import {
	ChatError,
	type ConversationId,
	type Message,
	type MessageId,
	type ResolvedRoute,
	TargetRouteId,
	isDirect,
	routeId,
} from "@clickclack/protocol";
import { countOf } from "../ids.ts";
import { channelNamed } from "./channels/row.ts";
import { visibleConversation } from "./conversations/row.ts";
import { getMessage } from "./messages/present.ts";
import { messageRows, visibleMessage } from "./messages/row.ts";
import type { Read } from "./transaction.ts";

const nothing = () => new ChatError("not_found", "not found");

/** The conversation or message of a public route id: a letter, then the end of an id in capitals; or a channel by its name. */
function idOf(tx: Read, target: string): ConversationId | MessageId | undefined {
	if (/^(?:chn|dm|msg)_[0-9a-z]{26}$/.test(target)) return target as ConversationId | MessageId;
	if (!TargetRouteId.safeParse(target).success) return channelNamed(tx, target);
	const end = target.slice(1).toLowerCase();
	return rowsWith(tx, target[0]!, end).find(({ id }) => id.endsWith(end))?.id;
}

/** Of the workspace's direct conversations, which may be very many, only the caller's are looked at. */
function rowsWith(tx: Read, letter: string, end: string): { id: ConversationId | MessageId }[] {
	const { sql, me } = tx;
	if (letter === "M") return messageRows(tx, [countOf(end)]);
	if (letter === "C") return sql`SELECT id FROM channels WHERE substr(id, -16) = ${end}`;
	return sql`
		SELECT conversation_id AS id FROM conversation_members
		WHERE user_id = ${me.user_id} AND conversation_id GLOB 'dm_*' AND substr(conversation_id, -16) = ${end}`;
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

/** A reply resolves to its thread; a root that came from one to that too. */
function threadOf(tx: Read, message_id: MessageId): Target {
	const { row } = visibleMessage(tx, message_id);
	const { conversation_id: id, twin_root_id } = row;
	const root_id = twin_root_id ?? row.root_id;
	const parent = { parent_type: kindOf(id), parent_id: id, parent_route_id: conversationRouteId(id) };
	return { target_type: "thread", target_id: root_id, target_route_id: routeId("M", root_id), ...parent };
}

/** Route ids are derived from ids, so nothing is allocated; replies have none. */
export function routeMessage(tx: Read, { message_id }: { message_id: MessageId }): Message {
	const message = getMessage(tx, { message_id });
	if (message.route_id === undefined) throw new ChatError("not_found", "message not found");
	return message;
}
