import type {
	ChannelId,
	DirectConversationId,
	MessageId,
	ScheduledMessageId,
	GroupId,
	TopicId,
	UserId,
	WorkspaceId,
} from "@clickclack/sdk";
import type { Client } from "../../sdk/client.ts";
import { type Operation, type Schema, ask, operationOf, operations, schemaOf } from "../operations.ts";

/** Where one payload goes: its own author, message, reply, channel, workspace and invite. */
export interface Place {
	/** unlike that of any other payload */
	n: number;
	by: Record<"author" | "operator" | "nobody" | "reader", Client>;
	root_id: MessageId;
	reply_id: MessageId;
	/** what else operations need */
	usual: {
		user_id: UserId;
		owner_id: UserId;
		channel_id: ChannelId;
		direct_conversation_id: DirectConversationId;
		workspace_id: WorkspaceId;
		scheduled_id: ScheduledMessageId;
		topic_id: TopicId;
		group_id: GroupId;
		target_id: DirectConversationId;
		token: string;
	};
}

/** In each reply, so that a search finds it. */
export const search_word = "zebra";

/** Not tried: the operator's own first words, of the type of createUser.name, and a secret that the server made. */
const unread = new Set([
	// in plain letters, and an address of our own
	"createCustomEmoji.name",
	"updateWorkspace.icon_url",
	"bootstrap.name",
	"bootstrap.email",
	"bootstrap.workspace_name",
	"consumeMagicLink.token",
]);

/** Not of a closed list, and neither id nor time. */
const isText = ({ anyOf, type, enum: choices, pattern = "", format }: Schema): boolean =>
	anyOf?.some((one) => isText(schemaOf(one))) ??
	([type].flat().includes("string") && !choices && !/^\^[a-z]{2,3}_/.test(pattern) && format !== "date-time");

/** Every text that a request can carry, as `operation.property`. */
const texts = operations.flatMap((operation) => {
	const { properties = {} } = schemaOf(operation.body ?? {});
	const named = Object.keys(properties).filter((name) => isText(schemaOf(properties[name]!)));
	return named.map((name) => `${operation.name}.${name}`).filter((name) => !unread.has(name));
});

/** What stands beside a text, or in its place, where it is not sent as it is. */
const instead: Record<string, (place: Place, text: string) => object> = {
	"updateMe.avatar_url (in an address)": (_, text) => ({ avatar_url: `https://example.com/${text}`.slice(0, 500) }),
	"createMagicLink.name": ({ n }, name) => ({ email: `linked-${n}@example.com`, name }),
	// no two channels have one name
	"updateChannel.name": ({ n }, name) => ({ name: `${n} ${name}`.slice(0, 80) }),
	// nor topics of one channel
	"createTopic.name": ({ n }, name) => ({ name: `${n} ${name}`.slice(0, 80) }),
	"updateTopic.name": ({ n }, name) => ({ name: `${n}! ${name}`.slice(0, 80) }),
	"editMessage.body": (_, body) => ({ body: `${search_word}\n\n${body}` }),
	"replyInThread.nonce": (_, nonce) => ({ nonce: `r${nonce}`.slice(0, 128) }),
	"updateSidebar.name (of a section)": (_, name) => ({ put: { key: `sec_${"0".repeat(26)}`, name } }),
	"publishEphemeral.status": (_, status) => ({ type: "presence.changed", payload: { status } }),
};

export const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** What else has to be said. */
const usual = (place: Place, field: string): object => ({
	...place.usual,
	message_id: field.startsWith("replyInThread") ? place.root_id : place.reply_id,
	name: `${field.toLowerCase().replaceAll(/\W/g, "-")}-${place.n}`,
	display_name: "x",
	handle: `h${place.n}`,
	email: `${field.toLowerCase()}-${place.n}@example.com`,
	body: "x",
	send_at: tomorrow(),
	emoji: "🦞",
});

/** The reader's are the channels in which each payload has one of its own. */
const by_reader = new Set(["createMessage", "scheduleMessage", "updateChannel"]);

function callerOf({ name, access }: Operation): keyof Place["by"] {
	if (access === "operator") return "operator";
	return access === "public" ? "nobody" : by_reader.has(name) ? "reader" : "author";
}

/** Names of everything that a payload is put into; the last is a message that stays. */
export const fields = [...new Set([...texts, ...Object.keys(instead)])].toSorted(
	(a, b) => Number(a === "createMessage.body") - Number(b === "createMessage.body"),
);

/** @throws {RequestError} where it is refused */
export async function putInto(field: string, place: Place, text: string): Promise<unknown> {
	const [name = "", property = ""] = field.split(/[. ]/);
	const operation = operationOf(name);
	const said = instead[field]?.(place, text) ?? { [property]: text };
	return await ask(place.by[callerOf(operation)], operation, usual(place, field), said);
}
