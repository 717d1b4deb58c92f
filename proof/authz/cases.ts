import { type Expectation, type Who, expectations } from "@clickclack/protocol";
import { type Operation, bodyOf, inputOf, operations, schemaOf } from "../operations.ts";
import { type Request, sealed } from "../request.ts";
import { bearer } from "../site.ts";
import { upgrade } from "../websocket.ts";
import type { Caller, Headers } from "./callers.ts";
import type { Environment } from "./environment.ts";
import type { Met } from "./expected.ts";
import type { Place, Target } from "./places.ts";

/** What is different about one call: values by the names of what the operation takes, headers in place of the caller's. */
export interface Call {
	values?: object;
	headers?: Headers;
}

/** A way to use an operation. Without anything said it is called with what it needs: see `usual`. */
interface Case {
	/** of several ways, which */
	way?: string;
	/** Makes what the call needs as others would. */
	call?: (place: Place, env: Environment, caller: Caller) => Call | Promise<Call>;
	/** where this way is under another rule than what the route declares */
	who?: Who;
	/** where the rule's own do not all make sense */
	targets?: Target[];
	/** where something else than being allowed decides */
	meets?: (caller: Caller) => Met | undefined;
}

/** Of those that they see one like it, for what would use it up. */
const another: Case["call"] = async (place, env, { sees }) => ({
	values: sees.includes(place.target) ? await env.open(place.target) : {},
});
const forEqual = ({ role, restriction }: Caller) => (role === "moderator" && !restriction ? "forbidden" : undefined);
const ifSignedOut = ({ is }: Caller): Met | undefined => (is === "signed out" ? "unauthorized" : undefined);

/** By `operationId`; what is not here is called as usual. */
export const exceptions: Record<string, Case[]> = {
	updateChannel: [{ call: (_, env) => ({ values: { topic: env.fresh("topic") } }) }],
	deleteChannel: [{ call: another }],
	leaveChannel: [{ call: another }],
	// who sees a private channel is in it
	joinChannel: [{ targets: ["public", "closed", "missing"] }],
	removeChannelMember: [
		{
			call: async ({ target, channel_id }, { people }) => {
				if (target !== "missing") await people.author.chat.channels.addMember(channel_id, people.bystander.id);
				return {};
			},
		},
	],
	getMessageByNonce: [{ targets: ["public", "room", "closed", "missing"] }],
	getMessage: [{}, { way: "reply", call: ({ reply_id }) => ({ values: { message_id: reply_id } }) }],
	deleteMessage: [
		{
			call: async ({ target, channel_id }, { people }) => {
				if (target === "missing") return {};
				const sent = await people.author.chat.messages.create(channel_id, { body: "a slip" });
				return { values: { message_id: sent.message.id } };
			},
		},
	],
	searchMessages: [
		{},
		{
			way: "in a channel",
			who: "whoever sees the channel",
			call: ({ channel_id }) => ({ values: { channel_id } }),
		},
	],
	publishEphemeral: [
		{
			call: ({ workspace_id, channel_id }) => ({ values: { type: "typing.started", workspace_id, channel_id } }),
		},
		{
			way: "presence",
			who: "any member who may take part",
			call: ({ workspace_id }) => ({ values: { type: "presence.changed", workspace_id } }),
		},
	],
	consumeMagicLink: [
		{
			call: async (_, { site, people }) => ({
				values: { token: (await site.operator.admin.createMagicLink({ email: people.bystander.email })).token },
			}),
		},
		{
			way: "expired",
			call: (_, { tokens }) => ({ values: { token: tokens.expired_link } }),
			meets: () => "token_invalid",
		},
	],
	logout: [
		{
			// a session of their own that nothing else needs, presented as they present theirs
			call: async (_, { site }, { email, carry }) =>
				email !== undefined && carry ? { headers: carry((await site.signIn(email)).token) } : {},
		},
	],
	updateMe: [{ call: () => ({ values: { appearance_preferences: { density: "compact" } } }) }],
	bootstrap: [{ call: (_, { people }) => ({ values: { name: "Owner", email: people.owner.email } }) }],
	createMagicLink: [{ call: (_, { people }) => ({ values: { user_id: people.owner.id } }) }],
	updateWorkspace: [
		{ call: (_, env) => ({ values: { name: env.fresh("Tidepool") } }) },
		{ way: "slug", call: (_, env) => ({ values: { slug: env.fresh("tidepool") } }) },
	],
	moderateMember: [
		{ call: () => ({ values: { timeout_minutes: 5 } }) },
		{
			way: "of the owner",
			call: (_, { people }) => ({ values: { user_id: people.owner.id, blocked: true } }),
			meets: ({ role }) => (role === "owner" || role === "moderator" ? "forbidden" : undefined),
		},
		// last of its kind here: from then on the bystander is the moderators' equal
		{ way: "to moderator", call: () => ({ values: { role: "moderator" } }), meets: forEqual },
	],
	removeMember: [
		{
			// who will be refused tries it on the bystander
			call: async (_, env, { isAuthor, role }) => {
				if (!isAuthor && role !== "owner" && role !== "moderator") return {};
				const { id: user_id, token } = await env.newcomer();
				return { values: { user_id }, ...(isAuthor && { headers: bearer(token) }) };
			},
		},
	],
	createInvite: [{}, { way: "moderator's", call: () => ({ values: { role: "moderator" } }), meets: forEqual }],
	revokeInvite: [
		{
			call: async (_, { people, places }) => {
				const { invite } = await people.owner.chat.invites.create(places.here.workspace_id);
				return { values: { invite_id: invite.id } };
			},
		},
	],
	lookAtInvite: [
		{},
		{ way: "expired", call: (_, { tokens }) => ({ values: { token: tokens.expired_invite } }), meets: () => "gone" },
	],
	acceptInvite: [
		{ call: () => ({ values: { display_name: "Newcomer" } }), meets: ifSignedOut },
		{
			way: "expired",
			call: (_, { tokens }) => ({ values: { token: tokens.expired_invite, display_name: "Newcomer" } }),
			// who is in already is told so, whatever became of the link
			meets: (caller) => ifSignedOut(caller) ?? (caller.is === "person" && caller.role ? "ok" : "gone"),
		},
	],
};

/** What stands for each name that an operation has to be given. */
const usual = (place: Place, env: Environment): object => ({
	...place,
	user_id: env.people.bystander.id,
	token: env.tokens.annex_invite,
	name: env.fresh("new"),
	email: `${env.fresh("new")}@example.com`,
	body: env.fresh("hello"),
	emoji: "🦞",
	seq: 1,
	q: "kelp",
});

const places: Record<NonNullable<Expectation["inside"]>, Target[]> = {
	server: ["here"],
	workspace: ["here", "nowhere"],
	channel: ["public", "room", "closed", "missing"],
};

/** One way to use one operation, and what it is held to. */
export interface Use extends Case {
	name: string;
	operation: Operation;
	who: Who;
	targets: Target[];
	isUnsafe: boolean;
}

export const uses: Use[] = operations.flatMap((operation) =>
	(exceptions[operation.operationId] ?? [{}]).map((one): Use => {
		const { operationId, method, "x-who": declared } = operation;
		const who = one.who ?? declared;
		const { inside = "server" }: Expectation = expectations[who];
		const name = one.way === undefined ? operationId : `${operationId} (${one.way})`;
		return { targets: places[inside], ...one, name, operation, who, isUnsafe: method !== "GET" };
	}),
);

/** The call as it goes over the wire: with what it has to be given, and what is said besides. */
export function requestFor(env: Environment, { operation }: Use, place: Place, call: Call, caller: Caller): Request {
	const { values = {}, headers = caller.headers } = call;
	const given: object = { ...usual(place, env), ...values };
	const isSaid = (name: string) => name in values || isNeeded(operation, name);
	const said = Object.fromEntries(Object.entries(given).filter(([name]) => isSaid(name)));
	const { path, query, body } = inputOf(operation, said);
	const parts = new Map(Object.entries(path ?? {}));
	const search = new URLSearchParams(query as Record<string, string>).toString();
	const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.get(name)));
	const host = new URL(env.site.url).host;
	const isSocket = operation.responses["101"] !== undefined;
	const all = { host, ...headers, ...(isSocket && upgrade), ...(body && { "content-type": "application/json" }) };
	return sealed({
		method: operation.method,
		path: search === "" ? filled : `${filled}?${search}`,
		headers: Object.entries(all),
		...(body && { body: Buffer.from(JSON.stringify(body)) }),
	});
}

const isNeeded = (operation: Operation, wanted: string): boolean =>
	(operation.parameters ?? []).some(({ name, required }) => name === wanted && required) ||
	(schemaOf(bodyOf(operation) ?? {}).required ?? []).includes(wanted);
