import { ChatError, type EphemeralEvent, type EventType, Role } from "@clickclack/protocol";
import type { ChannelRow } from "./channels.ts";
import type { MemberRow } from "./members/row.ts";
import type { MessageRow } from "./messages/row.ts";
import type { Read } from "./transaction.ts";

type Rule<Subject> = (me: MemberRow, subject: Subject) => boolean;

/** 0 for the owner, 3 for a guest. */
const rank = (role: string): number => Role.options.indexOf(role as Role);
export const isBelow = (role: Role, other: Role): boolean => rank(role) > rank(other);
const atLeast = (role: Role) => (me: MemberRow) => rank(me.role) <= rank(role);
const runsChannel: Rule<ChannelRow> = (me, channel) => atLeast("moderator")(me) || channel.created_by === me.user_id;
const isOpen: Rule<ChannelRow> = (_, channel) => channel.archived_at === null;

/*
 * Who may do what, in one place. That one may *see* a channel at all is decided before (visible_channels): what one
 * does not see answers like what does not exist.
 */
const workspaceActs = {
	"rename the workspace": atLeast("moderator"),
	"invite people": atLeast("moderator"),
	"create channels": atLeast("member"),
};
const channelActs = {
	"join this channel": (me, channel) => isOpen(me, channel) && channel.kind === "public",
	"post here": isOpen,
	"change this channel": runsChannel,
	"delete this channel": atLeast("owner"),
	"add people here": (me, channel) => isOpen(me, channel) && atLeast("member")(me),
	"remove people here": runsChannel,
} satisfies Record<string, Rule<ChannelRow>>;
const messageActs = {
	"edit this message": (me, message) => message.author_id === me.user_id,
	"delete this message": (me, message) => message.author_id === me.user_id || atLeast("owner")(me),
} satisfies Record<string, Rule<MessageRow>>;
const memberActs = {
	"moderate this member": (me, member) => atLeast("moderator")(me) && rank(me.role) < rank(member.role),
	"remove this member": (me, member) =>
		member.role !== "owner" &&
		(me.user_id === member.user_id || (atLeast("moderator")(me) && rank(me.role) < rank(member.role))),
} satisfies Record<string, Rule<MemberRow>>;

/** Whoever is blocked, or timed out for now: they may read but not take part. */
export const isRestricted = ({ blocked_at, timeout_until }: MemberRow, now: string): boolean =>
	blocked_at !== null || (timeout_until !== null && timeout_until > now);

const restricted = () => new ChatError("moderated", "moderation restriction: you may read but not take part for now");

/** What is told although the one who did it is restricted, and why. */
export const publishedAnyway: Partial<Record<EventType | EphemeralEvent["type"], string>> = {
	"member.left": "going is never taking part",
	"channel.member_left": "nor is leaving a channel",
	"channel.deleted": "a private channel goes with the last who leaves it; to delete one is permitted or refused before",
	"channel.read": "is told to their own devices only",
};

/**
 * The one rule about what others hear of somebody: it is asked for each event that a call tells, kept or not.
 * @throws ChatError moderated
 */
export function permitPublishing(tx: Read, type: EventType | EphemeralEvent["type"]): void {
	if (tx.actor.kind === "human" && isRestricted(tx.me, tx.now) && !(type in publishedAnyway)) throw restricted();
}

/** @throws ChatError moderated | forbidden, in words that say what is not allowed */
export function permit(tx: Read, act: keyof typeof workspaceActs): void;
export function permit(tx: Read, act: keyof typeof channelActs, channel: ChannelRow): void;
export function permit(tx: Read, act: keyof typeof messageActs, message: MessageRow): void;
export function permit(tx: Read, act: keyof typeof memberActs, member: MemberRow): void;
export function permit(tx: Read, act: string, subject?: unknown): void {
	if (tx.actor.kind === "operator" || tx.actor.kind === "system") return;
	if (isRestricted(tx.me, tx.now)) throw restricted();
	const rules: Record<string, Rule<never>> = { ...workspaceActs, ...channelActs, ...messageActs, ...memberActs };
	if (!rules[act]!(tx.me, subject as never)) throw new ChatError("forbidden", `you may not ${act}`);
}

/** @throws ChatError moderated for one who is blocked: they may read, but nothing is told to them, nor of them */
export function permitListening({ me }: Read): void {
	if (me.blocked_at !== null) throw new ChatError("moderated", "moderation restriction: you may read but not listen");
}

/** @throws ChatError forbidden when the caller is below `role`; for what only some may read */
export function permitRole(tx: Read, role: Role, what: string): void {
	if (tx.actor.kind === "operator") return;
	if (!atLeast(role)(tx.me)) throw new ChatError("forbidden", `only a ${role} or above may ${what}`);
}
