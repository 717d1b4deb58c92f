import { type OperationName, type Policy, type Rule, policies } from "@clickclack/protocol";
import { type Operation, operations } from "../operations.ts";
import { bearer } from "../site.ts";
import type { Caller, Headers } from "./callers.ts";
import type { Environment } from "./environment.ts";
import type { Met } from "./expected.ts";
import type { Place, Target } from "./people.ts";

export type Values = object & { headers?: Headers | undefined };

/** A way to use an operation. Where nothing is said it is called with what it needs: see requests.ts. */
interface Case {
	/** by the names of what the operation takes; `headers` stand in place of the caller's own */
	values?: (place: Place, env: Environment, caller: Caller) => Values | Promise<Values>;
	/** where this way is under another rule than what the route declares */
	who?: Policy;
	/** where the rule's own do not all make sense; in the order of theirs */
	targets?: Target[];
	/** where something else decides, of those who are allowed to */
	meets?: (caller: Caller) => Met | undefined;
}

/** Of those that they see one like it, for what would use it up. */
const another: NonNullable<Case["values"]> = (place, env, { sees }) =>
	sees.includes(place.target) ? env.open(place.target) : {};
const forEqual = ({ role }: Caller) => (role === "moderator" ? "forbidden" : undefined);
/** Nobody reports their own. */
const forOwn = ({ isAuthor }: Caller) => (isAuthor ? "conflict" : undefined);
const ifSignedOut = ({ hasSignedOut }: Caller): Met | undefined => (hasSignedOut ? "unauthorized" : undefined);

/** With a file that is in no message yet. */
const anotherWithout: Case["values"] = async (place, env, caller) => ({
	...(await another(place, env, caller)),
	...(caller.isAuthor && { upload_id: await env.store() }),
});

/** The same in a direct conversation: another message in it, since there is one for a set of people. */
const anotherIn = async ({ target, direct_conversation_id: id }: Place, { people }: Environment, { sees }: Caller) =>
	id && target === "direct" && sees.includes(target)
		? { message_id: (await people.author.chat.messages.create(id, { body: "x" })).message.id }
		: {};

/** A poll that the author of the place asks, for those who see it. */
const poll: Case["values"] = async ({ target, ...place }, { people }, { sees }) => {
	const id = place.direct_conversation_id ?? place.channel_id;
	const asked = { body: "x", poll: { options: ["x", "y"] } };
	const message = sees.includes(target) ? (await people.author.chat.messages.create(id, asked)).message : undefined;
	return { choices: [0], option: 0, ...(message && { message_id: message.id }) };
};

/** Of the author's, one that may be used up; in their hands the one that stays is changed. */
const anotherScheduled: Case = {
	targets: ["here", "missing"],
	values: async ({ target, scheduled_id }, env, { isAuthor, hasSignedOut }) =>
		target === "here" && isAuthor && !hasSignedOut ? { scheduled_id: await env.schedule() } : { scheduled_id },
};

/** In a direct conversation, what is not only there. */
const direct: Partial<Record<OperationName, Case>> = {
	getMessage: {},
	downloadUpload: {},
	getThread: {},
	getMyThread: {},
	followThread: {},
	unfollowThread: {},
	markThreadRead: {},
	markThreadUnread: {},
	routeMessage: {},
	saveDraft: {
		who: "those in the conversation who may listen",
		values: ({ direct_conversation_id }) => ({ target_id: direct_conversation_id, body: "x" }),
	},
	resolveRoute: { values: ({ direct_conversation_id }) => ({ target_id: direct_conversation_id }) },
	searchMessages: { values: ({ direct_conversation_id }) => ({ direct_conversation_id }) },
	votePoll: { who: "those in the conversation who may take part", values: poll },
	closePoll: { who: "its author", values: poll },
	listPollVotes: { values: () => ({ option: 0 }) },
	reportMessage: {
		who: "those in the conversation who may take part",
		values: () => ({ reason: "spam" }),
		meets: forOwn,
	},
	editMessage: { who: "its author" },
	deleteMessage: {
		who: "its author",
		values: (place, env, caller) => (caller.isAuthor ? anotherIn(place, env, caller) : {}),
	},
	listReactions: {},
	...Object.fromEntries(
		["saveMessage", "unsaveMessage", "setReminder", "removeReminder"].map((name) => [
			name,
			{ who: "those in the conversation who may listen" },
		]),
	),
	...Object.fromEntries(
		["addReaction", "removeReaction"].map((name) => [name, { who: "those in the conversation who may take part" }]),
	),
	replyInThread: { who: "those in the conversation who may take part", values: () => ({ body: "x" }) },
	publishEphemeral: {
		who: "those in the conversation who may take part",
		values: ({ workspace_id, direct_conversation_id }) => ({
			type: "typing.started",
			workspace_id,
			direct_conversation_id,
		}),
	},
};
const inDirect = Object.entries(direct).map(([name, one]) => {
	return [`${name} (direct)`, { who: "those in the conversation", targets: ["direct", "missing"], ...one }] as const;
});

/** What is tried in a way of its own, or in several: the others by what they are called besides. */
const cases: Partial<Record<OperationName | `${OperationName} (${string})`, Case>> = {
	updateChannel: { values: (_, env) => ({ topic: env.fresh("topic") }) },
	deleteChannel: { values: another },
	updateTopic: { values: (_, env) => ({ name: env.fresh("topic") }) },
	deleteTopic: { values: another },
	"createTopic (in a channel)": {
		who: "anyone who sees the channel and may take part, except guests",
		values: ({ channel_id }) => ({ channel_id }),
	},
	createGroup: { values: (_, env) => ({ handle: env.fresh("crew") }) },
	updateGroup: { values: (_, env) => ({ name: env.fresh("crew") }) },
	deleteGroup: {
		values: async ({ target }, env, { role }) =>
			target === "here" && role !== "guest" ? { group_id: await env.group() } : {},
	},
	putGroupMember: { values: () => ({ role: "member" }) },
	putGroupChannel: { values: (_, { places }) => ({ channel_id: places.public.channel_id }) },
	removeGroupChannel: { values: (_, { places }) => ({ channel_id: places.public.channel_id }) },
	leaveChannel: { values: another },
	// who sees a private channel is in it
	joinChannel: { targets: ["public", "closed", "missing"] },
	// who sees a public channel need not be in it, and then follows nothing
	followThread: { targets: ["room", "closed", "missing"] },
	removeChannelMember: {
		values: async ({ target, channel_id }, { people }) =>
			target === "missing" ? {} : people.author.chat.channels.addMember(channel_id, people.bystander.id),
	},
	createMessage: { values: () => ({ body: "x" }) },
	"createMessage (forwarding)": { values: ({ message_id }) => ({ forwarded_message_id: message_id }) },
	createDirectMessage: { values: () => ({ body: "x" }) },
	replyInThread: { values: () => ({ body: "x" }) },
	votePoll: { values: poll },
	closePoll: { values: poll },
	listPollVotes: { values: () => ({ option: 0 }) },
	getMessageByNonce: { targets: ["public", "room", "closed", "missing"] },
	createUpload: { values: ({ workspace_id }) => ({ workspace_id }) },
	getUploadByNonce: { targets: ["public", "room", "closed", "missing"] },
	deleteUpload: { values: another },
	attachUpload: { values: anotherWithout },
	createCustomEmoji: {
		values: async (_, env, caller) => ({ name: env.fresh("emoji"), upload_id: await env.storePicture(caller) }),
	},
	deleteCustomEmoji: { values: async (_, env) => ({ name: await env.makeEmoji() }) },
	// there is none of that name, and whoever does not know it is told so
	getAvatar: { meets: () => "not_found" },
	"getMessage (reply)": { values: ({ reply_id }) => ({ message_id: reply_id }) },
	deleteMessage: { values: another },
	"createDirect (with a guest)": {
		values: (_, { people }) => ({ member_ids: [people.guest.id] }),
		meets: () => "forbidden",
	},
	...Object.fromEntries(inDirect),
	updateScheduledMessage: {
		targets: ["here", "missing"],
		values: ({ scheduled_id }, env) => ({ scheduled_id, body: env.fresh("later") }),
	},
	// of what is not theirs, nothing is cancelled
	cancelScheduledMessage: { ...anotherScheduled, targets: ["here"] },
	sendScheduledMessage: anotherScheduled,
	saveDraft: { values: ({ channel_id }) => ({ target_id: channel_id, body: "x" }) },
	"saveDraft (in a thread)": { values: ({ message_id }) => ({ target_id: message_id, body: "x" }) },
	pinMessage: { values: another },
	unpinMessage: {
		values: async ({ target }, env, { sees }) => {
			if (!sees.includes(target)) return {};
			const opened = await env.open(target);
			await env.people.author.chat.pins.add(opened.channel_id, opened.message_id);
			return opened;
		},
	},
	pinDirectMessage: { values: anotherIn },
	unpinDirectMessage: {
		values: async (place, env, caller) => {
			const made = await anotherIn(place, env, caller);
			if (made.message_id) await env.people.author.chat.pins.add(place.direct_conversation_id!, made.message_id);
			return made;
		},
	},
	"searchMessages (in a channel)": {
		who: "anyone who sees the channel",
		values: ({ channel_id }) => ({ channel_id }),
	},
	setReadPositions: { values: () => ({ positions: [{ scope_id: `chn_${"0".repeat(26)}`, last_read_seq: 0 }] }) },
	updateAttention: { values: () => ({ keywords: ["tea"] }) },
	updateMemberProfile: { values: () => ({ title: "Head of tea" }) },
	setStatus: { values: () => ({ emoji: "🦀", text: "molting" }) },
	updateDirectNotificationSettings: { values: () => ({ preference: "muted" }) },
	updateSidebar: { values: () => ({ order: ["starred"] }) },
	updateNotificationSettings: { values: () => ({ preference: "muted" }) },
	publishEphemeral: {
		values: ({ workspace_id, channel_id }) => ({ type: "typing.started", workspace_id, channel_id }),
	},
	"publishEphemeral (presence)": {
		who: "any member who may take part",
		values: ({ workspace_id }) => ({ type: "presence.changed", workspace_id }),
	},
	consumeMagicLink: {
		values: (_, { site, people }) => site.operator.admin.createMagicLink({ email: people.bystander.email }),
	},
	"consumeMagicLink (expired)": {
		values: (_, { tokens }) => ({ token: tokens.expired_link }),
		meets: () => "token_invalid",
	},
	logout: {
		// a session of their own that nothing else needs, presented as they present theirs
		values: async (_, { site }, { email = "", carry, hasSignedOut }) =>
			carry && !hasSignedOut ? { headers: carry((await site.signIn(email)).token) } : {},
	},
	// another account, presented as they present theirs
	deleteMe: {
		values: async (_, env, { carry, hasSignedOut }) => {
			if (!carry || hasSignedOut) return {};
			return { headers: carry((await env.site.signIn(`${env.fresh("leaver")}@example.com`)).token) };
		},
	},
	deleteUser: {
		values: async (_, env) => {
			const leaver = { name: "Leaver", email: `${env.fresh("leaver")}@example.com` };
			const { id } = await env.site.operator.admin.createUser(leaver);
			return { account_id: id };
		},
	},
	updateMe: { values: () => ({ appearance_preferences: { density: "compact" } }) },
	bootstrap: { values: (_, { people }) => ({ name: "Owner", email: people.owner.email }) },
	// the profile of one who is timed out, which nobody sees before that ends
	runJob: {
		values: async ({ workspace_id }, { site }) => {
			const [job] = (await site.operator.admin.jobs.list({ workspace_id })).jobs;
			return { job_id: job!.id, workspace_id };
		},
	},
	createMagicLink: { values: (_, { people }) => ({ user_id: people.owner.id }) },
	updateWorkspace: { values: (_, env) => ({ name: env.fresh("Tidepool") }) },
	"updateWorkspace (slug)": { values: (_, env) => ({ slug: env.fresh("tidepool") }) },
	// as it is: the other callers are checked by it
	"updateWorkspace (permissions)": {
		who: "the owner",
		values: () => ({ permissions: { "channel.create": "member" } }),
	},
	// another one of the owner's
	deleteWorkspace: {
		values: async ({ target }, env, { role }) => {
			if (role !== "owner" || target !== "here") return {};
			const { id } = await env.people.owner.chat.workspaces.create({ name: env.fresh("short-lived") });
			return { workspace_id: id };
		},
	},
	// the owner stays who they are: the other callers are checked by it
	transferOwnership: {
		values: (_, { people }) => ({ user_id: people.owner.id }),
		meets: () => "invalid_request",
	},
	reportMessage: { values: () => ({ reason: "spam" }), meets: forOwn },
	updateWordFilter: { values: () => ({ action: "refuse", words: ["barnacle"] }) },
	closeReport: {
		values: async (_, { people, places }) => {
			// what nobody has reported is not there
			const { message_id } = places.public;
			await people.owner.chat.reports.create(message_id, { reason: "spam" });
			return { message_id, outcome: "dismissed" };
		},
	},
	moderateMember: { values: () => ({ timeout_minutes: 5 }) },
	"moderateMember (of the owner)": {
		values: (_, { people }) => ({ user_id: people.owner.id, blocked: true }),
		meets: () => "forbidden",
	},
	// last of its kind here: from then on the bystander is the moderators' equal
	"moderateMember (to moderator)": { values: () => ({ role: "moderator" }), meets: forEqual },
	removeMember: {
		// a newcomer each time; the author goes as one, by themselves
		values: async (_, env, { isAuthor }) => {
			const email = `${env.fresh("newcomer")}@example.com`;
			const { workspace_id } = env.places.here;
			const { id: user_id } = await env.site.operator.admin.createUser({ name: "Newcomer", email, workspace_id });
			return { user_id, ...(isAuthor && { headers: bearer((await env.site.signIn(email)).token) }) };
		},
	},
	"createInvite (moderator's)": { values: () => ({ role: "moderator" }), meets: forEqual },
	revokeInvite: {
		values: async (_, { people, places }) => {
			return { invite_id: (await people.owner.chat.invites.create(places.here.workspace_id)).invite.id };
		},
	},
	"previewInvite (expired)": { values: (_, { tokens }) => ({ token: tokens.expired_invite }), meets: () => "gone" },
	acceptInvite: { values: () => ({ display_name: "Newcomer" }), meets: ifSignedOut },
	"acceptInvite (expired)": {
		values: (_, { tokens }) => ({ token: tokens.expired_invite, display_name: "Newcomer" }),
		// who is in already is told so, whatever became of the link
		meets: (caller) => ifSignedOut(caller) ?? (caller.role ? "ok" : "gone"),
	},
};

/** From what is hidden from few to what is hidden from most, and then what does not exist. */
const places: Record<NonNullable<Rule["inside"]>, Target[]> = {
	server: ["here"],
	workspace: ["here", "nowhere"],
	channel: ["public", "room", "closed", "missing"],
	"direct conversation": ["direct", "missing"],
};

/** One way to use one operation, and what it is held to. */
export interface Use extends Case {
	/** the operation's, if it is as usual */
	name: string;
	operation: Operation;
	who: Policy;
	targets: Target[];
	isUnsafe: boolean;
}

function useOf(operation: Operation, name: string, one: Case = {}): Use {
	const { who = operation.who } = one;
	const { inside = "server" }: Rule = policies[who];
	return { targets: places[inside], ...one, name, operation, who, isUnsafe: operation.method !== "GET" };
}

export const uses: Use[] = operations.flatMap((operation) => {
	const { name } = operation;
	const others = Object.entries(cases).filter(([way]) => way.startsWith(`${name} (`));
	const usual = useOf(operation, name, cases[name as OperationName]);
	return [usual, ...others.map(([way, one]) => useOf(operation, way, one))];
});
