/*
 * Who may do what. The workspace applies these rules in its transaction, and the app uses the same functions to decide
 * which buttons to show. Visibility of a conversation is checked before (the view visible_conversations).
 * No dependency on a library, so that the app can import it.
 */

/** From highest to lowest. A bot has the rights of a member within its token's scopes. */
export const roles = ["owner", "moderator", "member", "bot", "guest"] as const;
type Role = (typeof roles)[number];

/** A member, in the form of the API or of the database. */
export type Person = { role: Role } & ({ user_id: string } | { user: { id: string } });
/** Whom a right of a channel is for; `moderators` includes owners and the channel's creator. */
export const right_holders = ["everyone", "moderators"] as const;
type RightHolders = (typeof right_holders)[number] | null | undefined;
interface Channel {
	kind: string;
	created_by?: string | null | undefined;
	archived_at?: string | null | undefined;
	/** absent: everyone */
	who_can_post?: RightHolders;
	who_can_add_members?: RightHolders;
	who_can_pin?: RightHolders;
	/** absent: nobody waits */
	slow_mode_seconds?: number | null | undefined;
}
interface Message {
	author_id: string;
	/** as the API has it, or as the database does: in direct conversations only authors delete */
	direct_conversation_id?: string | undefined;
	conversation_id?: string;
}

/** What a workspace decides for itself, with the roles that can be the lowest; `member` includes bots. */
export const decided_permissions = {
	"member.invite": ["owner", "moderator", "member"],
	"channel.create": ["owner", "moderator", "member"],
	"emoji.create": ["owner", "moderator", "member"],
	"message.call_all": ["owner", "moderator", "member", "guest"],
} as const;
export type DecidedPermission = keyof typeof decided_permissions;
/** The lowest role that may. */
export type WorkspacePermissions = { [P in DecidedPermission]: (typeof decided_permissions)[P][number] };
export const default_permissions: WorkspacePermissions = {
	"member.invite": "moderator",
	"channel.create": "member",
	"emoji.create": "member",
	"message.call_all": "member",
};
/** A workspace, in the form of the API. In lists of workspaces its permissions are absent. */
interface Workspace {
	permissions?: WorkspacePermissions | undefined;
}

const idOf = (person: Person): string => ("user" in person ? person.user.id : person.user_id);
const rank = (role: Role): number => roles.indexOf(role);
/** Whether somebody with the first role ranks below somebody with the second. */
export const isBelow = (role: Role, other: Role): boolean => rank(role) > rank(other);
const isAtLeast = (me: Person, role: Role): boolean => !isBelow(me.role, role);

/** The result of a rule: undefined when it is allowed, else the reason, for people. */
type Refusal = string | undefined;

const manager_required = "workspace manager permission required";
const owner_required = "workspace owner permission required";
const atLeast = (me: Person, role: Role): Refusal => {
	if (isAtLeast(me, role)) return undefined;
	return role === "owner" ? owner_required : role === "moderator" ? manager_required : "guests may not do this";
};
const asDecided = (
	me: Person,
	{ permissions = default_permissions }: Workspace,
	permission: DecidedPermission,
): Refusal => {
	const lowest = permissions[permission];
	return atLeast(me, lowest === "member" ? "bot" : lowest);
};
const unlessArchived = ({ archived_at }: Channel): Refusal =>
	archived_at ? "this channel is archived: reopen it first" : undefined;
const isManager = (me: Person, channel: Channel): boolean =>
	channel.created_by === idOf(me) || isAtLeast(me, "moderator");
const mayRun = (me: Person, channel: Channel): Refusal =>
	me.role === "bot" || isManager(me, channel) ? undefined : manager_required;
const ifHeld = (me: Person, channel: Channel, holders: RightHolders): Refusal =>
	holders === "moderators" && !isManager(me, channel)
		? "only moderators and the creator of this channel may do this"
		: undefined;
export const isDirectId = (id: string): boolean => id.startsWith("dm_");
const isDirect = ({ direct_conversation_id, conversation_id = "" }: Message): boolean =>
	direct_conversation_id !== undefined || isDirectId(conversation_id);
const isAuthor = (me: Person, message: Message): boolean => message.author_id === idOf(me);
const mayModerate = (me: Person, other: Person): Refusal => {
	if (!isAtLeast(me, "moderator")) return manager_required;
	if (other.role === "owner") return "owners cannot be moderated";
	if (idOf(me) === idOf(other)) return "moderators cannot moderate themselves";
	return isBelow(other.role, me.role) ? undefined : owner_required;
};
const mayRemove = (me: Person, other: Person): Refusal => {
	if (other.role === "owner") return "the owner cannot leave: transfer the workspace first";
	return idOf(me) === idOf(other) ? undefined : mayModerate(me, other);
};

const rules = {
	"workspace.update": (me: Person) => atLeast(me, "moderator"),
	"workspace.delete": (me: Person) => atLeast(me, "owner"),
	/** to have everything in it as a file, private channels included */
	"workspace.export": (me: Person) => atLeast(me, "owner"),
	"workspace.transfer": (me: Person) => atLeast(me, "owner"),
	/** to say what the lowest role for each of the decided permissions is */
	"workspace.update_permissions": (me: Person) => atLeast(me, "owner"),
	"member.invite": (me: Person, workspace: Workspace) => asDecided(me, workspace, "member.invite"),
	/** to see those that can still be accepted: all, or only one's own below moderators */
	"invite.list": (me: Person, workspace: Workspace) =>
		isAtLeast(me, "moderator") ? undefined : asDecided(me, workspace, "member.invite"),
	"invite.revoke": (me: Person, { created_by }: { created_by?: string | null | undefined }) =>
		created_by === idOf(me) ? undefined : atLeast(me, "moderator"),
	/** to invite moderators, or to promote somebody to one */
	"member.appoint_moderator": (me: Person) => atLeast(me, "owner"),
	"member.moderate": mayModerate,
	"member.change_role": (me: Person, other: Person) =>
		other.role === "bot" ? "the role of a bot cannot be changed" : mayModerate(me, other),
	"member.remove": mayRemove,
	/** to see who is blocked or timed out, all open invites, and the audit log */
	"moderation.read": (me: Person) => atLeast(me, "moderator"),
	"word_filter.update": (me: Person) => atLeast(me, "moderator"),
	/** what is reported of a moderator is for another one, and for the owner */
	"report.close": (me: Person, { author_id }: { author_id?: string }) =>
		author_id === idOf(me) && me.role === "moderator"
			? "what was reported about you is for another moderator"
			: atLeast(me, "moderator"),
	"channel.create": (me: Person, workspace: Workspace) => asDecided(me, workspace, "channel.create"),
	"emoji.create": (me: Person, workspace: Workspace) => asDecided(me, workspace, "emoji.create"),
	/** a channel that the member sees without being in it */
	"channel.join": (_: Person, channel: Channel) =>
		channel.kind === "public" ? unlessArchived(channel) : "a private channel is joined by being added to it",
	"channel.update": mayRun,
	/** to say who may post, add people and pin; not for every bot, as `channel.update` is: it would lift what keeps it out */
	"channel.update_rights": (me: Person, channel: Channel) => (isManager(me, channel) ? undefined : manager_required),
	/** to say which channels new members join */
	"channel.set_default": (me: Person) => atLeast(me, "owner"),
	"channel.delete": (me: Person) => atLeast(me, "owner"),
	"channel.add_member": (me: Person, channel: Channel) =>
		unlessArchived(channel) ?? atLeast(me, "bot") ?? ifHeld(me, channel, channel.who_can_add_members),
	"channel.remove_member": mayRun,
	"direct.create": (me: Person) => atLeast(me, "bot"),
	/** to be in a new direct conversation */
	"direct.include": (_: Person, other: Person) =>
		other.role === "guest" ? "guests cannot be in direct conversations" : undefined,
	/** to post, and to send a reply to the channel too */
	"message.create": (me: Person, conversation: Channel) =>
		unlessArchived(conversation) ?? ifHeld(me, conversation, conversation.who_can_post),
	/** to reply, to react, to edit one's own, to publish typing: also where only moderators post */
	"message.reply": (_: Person, conversation: Channel) => unlessArchived(conversation),
	/** to pin and to unpin, for everybody in the conversation */
	"message.pin": (me: Person, conversation: Channel) =>
		unlessArchived(conversation) ?? ifHeld(me, conversation, conversation.who_can_pin),
	"poll.close": (me: Person, message: Message) => {
		const mayModerate = isAtLeast(me, "moderator") && !isDirect(message);
		return isAuthor(me, message) || mayModerate ? undefined : "only its author or a moderator may close a poll";
	},
	/** for a channel or for all; it may be used where one may post */
	"topic.create": (me: Person) => atLeast(me, "bot"),
	/** to rename, archive, reopen and delete it */
	"topic.update": (me: Person, { created_by }: { created_by: string }) =>
		created_by === idOf(me) || isAtLeast(me, "moderator")
			? undefined
			: "only who created a topic or a moderator may change it",
	"group.create": (me: Person) => atLeast(me, "moderator"),
	/** to rename it, and to say who is in it and which channels it has */
	"group.update": (me: Person, { my_role }: { my_role?: string | null | undefined }) =>
		isAtLeast(me, "moderator") || (my_role === "admin" && me.role !== "guest")
			? undefined
			: "only an admin of this group or a moderator may do this",
	/** to give a message a topic, or to take it off; messages of direct conversations have none */
	"message.set_topic": (me: Person, message: Message) =>
		isAuthor(me, message) || isAtLeast(me, "moderator")
			? undefined
			: "only its author or a moderator may change the topic of a message",
	"emoji.delete": (me: Person, { created_by }: { created_by: string }) =>
		created_by === idOf(me) || isAtLeast(me, "moderator")
			? undefined
			: "only who made an emoji or a moderator may delete it",
	/** to store a file, for a message */
	"upload.create": (me: Person) => atLeast(me, "bot"),
	/** one that others see, too */
	"upload.delete": (me: Person, upload: { owner_id: string }) =>
		upload.owner_id === idOf(me) ? undefined : "only its owner may delete a file",
	/** to call everybody in a conversation; what others write stays text */
	"message.call_all": (me: Person, workspace: Workspace) => asDecided(me, workspace, "message.call_all"),
	"message.edit": (me: Person, message: Message) =>
		isAuthor(me, message) ? undefined : "only its author may edit a message",
	"message.delete": (me: Person, message: Message) => {
		const mayClean = isAtLeast(me, "owner") && !isDirect(message);
		return isAuthor(me, message) || mayClean ? undefined : "only its author or the owner may delete a message";
	},
} satisfies Record<string, (me: Person, subject: never) => Refusal>;

export type Permission = keyof typeof rules;
type SubjectOf<P extends Permission> = Parameters<(typeof rules)[P]>[1];
/** The subject of a permission: none for the workspace as a whole. */
export type Subject<P extends Permission> = undefined extends SubjectOf<P> ? [] : [subject: SubjectOf<P>];

/** Why `me` may not, for people; undefined when they may. */
export function refusalOf<P extends Permission>(permission: P, me: Person, ...[subject]: Subject<P>): Refusal {
	const rule = rules[permission] as (me: Person, subject: unknown) => Refusal;
	return rule(me, subject);
}

export const can = <P extends Permission>(permission: P, me: Person, ...subject: Subject<P>): boolean =>
	refusalOf(permission, me, ...subject) === undefined;

/** Whether somebody waits between two messages in a channel: moderators, its creator and bots do not. */
export const isSlowed = (me: Person, channel: Channel): boolean =>
	(channel.slow_mode_seconds ?? 0) > 0 && me.role !== "bot" && !isManager(me, channel);

/** Whether a workspace can be transferred to somebody: to no guest and no bot. */
export const canOwn = ({ role }: { role: Role }): boolean => role === "moderator" || role === "member";

/** Whether a member sees conversations of this kind without joining; others are visible to their members only. */
export const seesUnjoined = (me: { role: Role }, conversation: { kind: string }): boolean =>
	conversation.kind === "public" && me.role !== "guest";

/** Blocked, or timed out at the moment: may read but not take part. @param now ISO time */
export const isRestricted = (
	member: { blocked_at?: string | null | undefined; timeout_until?: string | null | undefined },
	now: string,
): boolean => Boolean(member.blocked_at) || (member.timeout_until ?? "") > now;
