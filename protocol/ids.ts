import * as z from "zod";

/*
 * `prefix_` + a lower-case 26-character ULID. The id of something in a workspace contains the workspace's tag: 10
 * characters of time, 8 of tag, 8 of a counter. So the workspace of an id is known without a look-up.
 */
const ulidPattern = "[0-7][0-9a-hjkmnp-tv-z]{25}";

type Id<Prefix extends string> = `${Prefix}_${string}`;

function id<Prefix extends string>(prefix: Prefix, name: string) {
	const schema = z.string().regex(new RegExp(`^${prefix}_${ulidPattern}$`), `must be a ${prefix}_… id`);
	return schema.meta({ id: name, examples: [`${prefix}_01jd7xk3m9h5q2w8e4r6t0y1z7`] }) as z.ZodType<
		Id<Prefix>,
		Id<Prefix>
	>;
}

export const UserId = id("usr", "UserId");
export const WorkspaceId = id("wsp", "WorkspaceId");
export const ChannelId = id("chn", "ChannelId");
export const DirectConversationId = id("dm", "DirectConversationId");
export const MessageId = id("msg", "MessageId");
export const PinId = id("pin", "PinId");
export const ScheduledMessageId = id("sch", "ScheduledMessageId");
export const EventId = id("evt", "EventId");
export const InviteId = id("inv", "InviteId");
export const SessionId = id("ses", "SessionId");
export const SectionId = id("sec", "SectionId");
export const TopicId = id("top", "TopicId");
export const AuditLogEntryId = id("aud", "AuditLogEntryId");
export const UploadId = id("upl", "UploadId");
export const GroupId = id("grp", "GroupId");

export type UserId = z.infer<typeof UserId>;
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export type ChannelId = z.infer<typeof ChannelId>;
export type DirectConversationId = z.infer<typeof DirectConversationId>;
export type MessageId = z.infer<typeof MessageId>;
export type PinId = z.infer<typeof PinId>;
export type ScheduledMessageId = z.infer<typeof ScheduledMessageId>;
export type EventId = z.infer<typeof EventId>;
export type InviteId = z.infer<typeof InviteId>;
export type SessionId = z.infer<typeof SessionId>;
export type SectionId = z.infer<typeof SectionId>;
export type TopicId = z.infer<typeof TopicId>;
export type AuditLogEntryId = z.infer<typeof AuditLogEntryId>;
export type UploadId = z.infer<typeof UploadId>;
export type GroupId = z.infer<typeof GroupId>;

/** Ids with a workspace's tag; those of people and sessions have none. */
export type TaggedId =
	| WorkspaceId
	| ChannelId
	| DirectConversationId
	| MessageId
	| EventId
	| InviteId
	| ScheduledMessageId
	| TopicId
	| UploadId
	| GroupId;
const tagged = new RegExp(`^(?:wsp|chn|dm|msg|evt|inv|sch|top|upl|grp)_${ulidPattern}$`);

/**
 * The 8-character tag of the workspace that an id belongs to, which is also the name of that workspace's object. Undefined
 * for anything else.
 */
export const tagOf = (id: TaggedId): string | undefined => (tagged.test(id) ? id.slice(-16, -8) : undefined);

const route_id = /^[TCDM][0-9A-HJKMNP-TV-Z]{16}$/;

/** The tag in a public route id. */
export const routeTag = (id: string): string | undefined =>
	route_id.test(id) ? id.slice(1, 9).toLowerCase() : undefined;
