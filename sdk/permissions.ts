import type { Channel, Member, Message, ModeratedMember, Role } from "./types.ts";

type Rule<Subject> = (me: Member, subject: Subject) => boolean;
type Openness = Pick<Channel, "kind" | "archived_at">;

const ranks: readonly Role[] = ["owner", "moderator", "member", "guest"];
const rank = (role: Role): number => ranks.indexOf(role);
export const isBelow = (role: Role, other: Role): boolean => rank(role) > rank(other);

const atLeast = (role: Role) => (me: Member) => !isBelow(me.role, role);
const isMe: Rule<Member> = (me, member) => me.user.id === member.user.id;
const isAuthor: Rule<Pick<Message, "author_id">> = (me, { author_id }) => author_id === me.user.id;
const isAbove: Rule<Member> = (me, member) => atLeast("moderator")(me) && isBelow(member.role, me.role);
const isOpen: Rule<Openness> = (_, { archived_at }) => archived_at === undefined;
const runsChannel: Rule<Channel> = (me, { created_by }) => atLeast("moderator")(me) || created_by === me.user.id;

const rules = {
	"workspace.update": atLeast("moderator"),
	"member.invite": atLeast("moderator"),
	"member.appoint_moderator": atLeast("owner"),
	"member.moderate": isAbove,
	"member.remove": (me: Member, member: Member) => member.role !== "owner" && (isMe(me, member) || isAbove(me, member)),
	"channel.create": atLeast("member"),
	"channel.join": (me: Member, channel: Openness) =>
		isOpen(me, channel) && channel.kind === "public" && atLeast("member")(me),
	"channel.update": runsChannel,
	"channel.delete": atLeast("owner"),
	"channel.add_member": (me: Member, channel: Channel) => isOpen(me, channel) && atLeast("member")(me),
	"channel.remove_member": runsChannel,
	"message.create": isOpen,
	"message.edit": isAuthor,
	"message.delete": (me: Member, message: Pick<Message, "author_id">) => isAuthor(me, message) || atLeast("owner")(me),
};

type Rules = typeof rules;
type Subject<Id extends keyof Rules> =
	Parameters<Rules[Id]> extends [Member, infer About] ? [About] : [about?: unknown];

/** Whether the rules let a member do something, so that an app offers nothing that would be refused. The server decides. */
export function can<Id extends keyof Rules>(id: Id, me: Member, ...[subject]: Subject<Id>): boolean {
	const rule: Rule<never> = rules[id];
	return rule(me, subject as never);
}

/** Whoever is blocked, or timed out for now: they may read but not take part. */
export const isRestricted = ({ blocked_at, timeout_until }: ModeratedMember, now: string): boolean =>
	blocked_at !== undefined || (timeout_until !== undefined && timeout_until > now);
