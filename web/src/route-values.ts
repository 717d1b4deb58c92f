import { isId, type ConversationId, type MessageId, type WorkspaceId } from "@clickclack/sdk";

/** What an address may name. */
export interface Values {
	workspace_id: WorkspaceId;
	conversation_id: ConversationId;
	root_id: MessageId;
	workspace_route_id: string;
	parent_route_id: string;
	target_route_id: string;
	token: string;
	unknown: string;
}

/** What a part of an address has to be to stand for each. */
export const accepts: Record<keyof Values, (part: string) => boolean> = {
	workspace_id: (part) => isId("wsp", part),
	conversation_id: (part) => isId("chn", part) || isId("dm", part),
	root_id: (part) => isId("msg", part),
	workspace_route_id: (part) => /^T[0-9A-Z]{16}$/.test(part),
	parent_route_id: (part) => /^[CD][0-9A-Z]{16}$/.test(part),
	target_route_id: (part) => /^[CDM][0-9A-Z]{16}$/.test(part),
	token: () => true,
	unknown: (part) => part !== "-",
};
