import { type Policy, type Rule, policies } from "@clickclack/protocol";
import { type Operation, inputOf, isNeeded, operations } from "../operations.ts";
import { type Request, sealed } from "../request.ts";
import { bearer } from "../site.ts";
import { upgrade } from "../websocket.ts";
import type { Caller, Headers } from "./callers.ts";
import type { Environment } from "./environment.ts";
import type { Met } from "./expected.ts";
import type { Place, Target } from "./places.ts";

type Values = object & { headers?: Headers | undefined };

/** A way to use an operation. Where nothing is said it is called with what it needs: see `usual`. */
interface Case {
	way?: string;
	/** by the names of what the operation takes; `headers` stand in place of the caller's own */
	values?: (place: Place, env: Environment, caller: Caller) => Values | Promise<Values>;
	/** where this way is under another rule than what the route declares */
	who?: Policy;
	/** where the rule's own do not all make sense */
	targets?: Target[];
	/** where something else than being allowed decides */
	meets?: (caller: Caller) => Met | undefined;
}

/** Of those that they see one like it, for what would use it up. */
const another: Case["values"] = (place, env, { sees }) => (sees.includes(place.target) ? env.open(place.target) : {});
const forEqual = ({ role, restriction }: Caller) => (role === "moderator" && !restriction ? "forbidden" : undefined);
const ifSignedOut = ({ is }: Caller): Met | undefined => (is === "signed out" ? "unauthorized" : undefined);
const isStaff = ({ role }: Caller) => role === "owner" || role === "moderator";

export const exceptions: Record<string, Case[]> = {
	updateChannel: [{ values: (_, env) => ({ topic: env.fresh("topic") }) }],
	deleteChannel: [{ values: another }],
	leaveChannel: [{ values: another }],
	// who sees a private channel is in it
	joinChannel: [{ targets: ["public", "closed", "missing"] }],
	removeChannelMember: [
		{
			values: async ({ target, channel_id }, { people }) =>
				target === "missing" ? {} : people.author.chat.channels.addMember(channel_id, people.bystander.id),
		},
	],
	getMessageByNonce: [{ targets: ["public", "room", "closed", "missing"] }],
	getMessage: [{}, { way: "reply", values: ({ reply_id }) => ({ message_id: reply_id }) }],
	deleteMessage: [{ values: (place, env) => (place.target === "missing" ? {} : env.say(place.channel_id)) }],
	searchMessages: [
		{},
		{ way: "in a channel", who: "anyone who sees the channel", values: ({ channel_id }) => ({ channel_id }) },
	],
	publishEphemeral: [
		{ values: ({ workspace_id, channel_id }) => ({ type: "typing.started", workspace_id, channel_id }) },
		{
			way: "presence",
			who: "any member who may take part",
			values: ({ workspace_id }) => ({ type: "presence.changed", workspace_id }),
		},
	],
	consumeMagicLink: [
		{ values: (_, { site, people }) => site.operator.admin.createMagicLink({ email: people.bystander.email }) },
		{ way: "expired", values: (_, { tokens }) => ({ token: tokens.expired_link }), meets: () => "token_invalid" },
	],
	logout: [
		{
			// a session of their own that nothing else needs, presented as they present theirs
			values: async (_, { site }, { email = "", carry }) =>
				carry ? { headers: carry((await site.signIn(email)).token) } : {},
		},
	],
	updateMe: [{ values: () => ({ appearance_preferences: { density: "compact" } }) }],
	bootstrap: [{ values: (_, { people }) => ({ name: "Owner", email: people.owner.email }) }],
	// the profile of one who is timed out, which nobody sees before that ends
	runJob: [
		{
			values: async ({ workspace_id }, { site }) => {
				const [job] = (await site.operator.admin.jobs.list({ workspace_id })).jobs;
				return { job_id: job!.id, workspace_id };
			},
		},
	],
	createMagicLink: [{ values: (_, { people }) => ({ user_id: people.owner.id }) }],
	updateWorkspace: [
		{ values: (_, env) => ({ name: env.fresh("Tidepool") }) },
		{ way: "slug", values: (_, env) => ({ slug: env.fresh("tidepool") }) },
	],
	moderateMember: [
		{ values: () => ({ timeout_minutes: 5 }) },
		{
			way: "of the owner",
			values: (_, { people }) => ({ user_id: people.owner.id, blocked: true }),
			meets: (caller) => (isStaff(caller) ? "forbidden" : undefined),
		},
		// last of its kind here: from then on the bystander is the moderators' equal
		{ way: "to moderator", values: () => ({ role: "moderator" }), meets: forEqual },
	],
	removeMember: [
		{
			// who will be refused tries it on the bystander, the author goes by themselves
			values: async (_, env, caller) => {
				if (!caller.isAuthor && !isStaff(caller)) return {};
				const { id: user_id, token } = await env.newcomer();
				return { user_id, ...(caller.isAuthor && { headers: bearer(token) }) };
			},
		},
	],
	createInvite: [{}, { way: "moderator's", values: () => ({ role: "moderator" }), meets: forEqual }],
	revokeInvite: [{ values: async (_, env) => ({ invite_id: await env.invite() }) }],
	previewInvite: [
		{},
		{ way: "expired", values: (_, { tokens }) => ({ token: tokens.expired_invite }), meets: () => "gone" },
	],
	acceptInvite: [
		{ values: () => ({ display_name: "Newcomer" }), meets: ifSignedOut },
		{
			way: "expired",
			values: (_, { tokens }) => ({ token: tokens.expired_invite, display_name: "Newcomer" }),
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
	owner_id: env.people.bystander.id,
	workspace_route_id: place.workspace_id,
	target_id: place.channel_id,
	emoji: "🦞",
	seq: 1,
	q: "kelp",
});

const places: Record<NonNullable<Rule["inside"]>, Target[]> = {
	server: ["here"],
	workspace: ["here", "nowhere"],
	channel: ["public", "room", "closed", "missing"],
};

/** One way to use one operation, and what it is held to. */
export interface Use extends Case {
	name: string;
	operation: Operation;
	who: Policy;
	targets: Target[];
	isUnsafe: boolean;
}

export const uses: Use[] = operations.flatMap((operation) =>
	(exceptions[operation.name] ?? [{}]).map((one): Use => {
		const { method, who: declared } = operation;
		const who = one.who ?? declared;
		const { inside = "server" }: Rule = policies[who];
		const name = one.way === undefined ? operation.name : `${operation.name} (${one.way})`;
		return { targets: places[inside], ...one, name, operation, who, isUnsafe: method !== "GET" };
	}),
);

/** The call as it goes over the wire: with what it has to be given, and what is said besides. */
export function requestFor(env: Environment, use: Use, place: Place, values: Values, caller: Caller): Request {
	const { method, path: template, answers } = use.operation;
	const given = Object.entries({ ...usual(place, env), ...values });
	const said = given.filter(([name]) => name in values || isNeeded(use.operation, name));
	const { path, query, body } = inputOf(use.operation, Object.fromEntries(said));
	const parts = new Map(Object.entries(path ?? {}));
	const search = new URLSearchParams(query as Record<string, string>).toString();
	const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.get(name)));
	const headers = {
		host: new URL(env.site.url).host,
		...(values.headers ?? caller.headers),
		...(answers["101"] && upgrade),
		...(body && { "content-type": "application/json" }),
	};
	return sealed({
		method,
		path: search === "" ? filled : `${filled}?${search}`,
		headers: Object.entries(headers),
		...(body && { body: Buffer.from(JSON.stringify(body)) }),
	});
}

/** The same, with what the way says. */
export async function prepare(env: Environment, use: Use, target: Target, caller: Caller): Promise<Request> {
	const place = env.places[target];
	return requestFor(env, use, place, (await use.values?.(place, env, caller)) ?? {}, caller);
}
