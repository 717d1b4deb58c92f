import { isNeeded } from "../operations.ts";
import { type Caller, callers } from "./callers.ts";
import { uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { expected } from "./expected.ts";
import { type Asked, doorsOf, prepare } from "./requests.ts";
import { secret_word, unknown } from "./set-up.ts";

/** Two requests that have to be answered alike: for something that the caller may not see, and for nothing. */
export interface Pair {
	/** the operation, and who asks */
	what: string;
	hidden: Asked;
	nothing: Asked;
	limit: (typeof limits)[keyof typeof limits];
}

/** From how much on a difference in time tells: so long, and such a part of the whole, for on a busy machine all takes longer. */
const limits = {
	/** what is in a workspace, to those who are in it */
	inside: { ms: 0.05, part: 0.07 },
	/** whether there is a workspace: to ask, one has to know 40 random bits */
	outside: { ms: 0.1, part: 0.1 },
	/** the one exception that is documented (docs/reliability.md): a made-up invite, to a workspace or to none */
	made_up_invite: { ms: 0.3, part: 0.4 },
};

const curious = ["guest", "outsider", "owner", "removed", "foreignOwner"];

/** What stands in the path or in the query, for each way to use an operation, by those who may not see it. */
async function hiddenTargets(env: Environment, callers: Caller[]): Promise<Pair[]> {
	const found: Pair[] = [];
	for (const use of uses)
		for (const caller of callers.filter(({ name }) => curious.includes(name))) {
			const calls = use.targets.map((target) => ({ use, target, caller, door: "http" as const }));
			// the one that is hidden from most, and what does not exist
			const [real, none] = calls.filter((call) => expected(call) === "not_found").slice(-2);
			if (!real || !none) continue;
			const limit = limits[none.target === "nowhere" ? "outside" : "inside"];
			for (const door of doorsOf(use, caller)) {
				const [hidden, nothing] = [await prepare(env, { ...real, door }), await prepare(env, { ...none, door })];
				found.push({ what: `${use.name} by ${caller.name} over ${door}`, hidden, nothing, limit });
			}
		}
	return found;
}

/** An operation, the caller, and what they say besides: of something hidden, and of nothing. */
type Detail = [name: string, by: string, hidden: object, nothing: object];

/** A token that nobody was given, of the workspace that an id is of. */
const madeUp = (id: string) => ({ token: `ivt_${id.slice(14, 22)}${"A".repeat(43)}` });

const operators = (q: string) => ({ q, scope: "all", syntax: "operators" });

async function details({ annex_id, people, places }: Environment): Promise<Detail[]> {
	const { name: closed } = await people.author.chat.channels.get(places.closed.channel_id);
	const { owner, bystander, foreignOwner, removed } = people;
	const { invite: ours } = await owner.chat.invites.create(places.here.workspace_id);
	const { invite: theirs } = await bystander.chat.invites.create(annex_id);
	const none = { invite_id: unknown(ours.id) };
	const made_up = [madeUp(ours.id), madeUp(places.nowhere.workspace_id)] as const;
	const inThread = (thread_root_id: string) => ({ payload: { thread_root_id } });
	const onPeople = uses.filter(({ name, operation }) => name === operation.name && isNeeded(operation, "user_id"));
	return [
		// people of other workspaces, and one who is gone, behind ids that the caller may use
		...[foreignOwner.id, removed.id].flatMap((user_id) =>
			onPeople.map(({ name }): Detail => [name, "owner", { user_id }, { user_id: unknown(user_id) }]),
		),
		["listMembers", "outsider", { cursor: foreignOwner.id }, { cursor: unknown(foreignOwner.id) }],
		["revokeInvite", "owner", { invite_id: theirs.id }, none],
		["revokeInvite", "member", { invite_id: ours.id }, none],
		["previewInvite", "nobody", ...made_up],
		["acceptInvite", "nobody", ...made_up],
		["acceptInvite", "foreignOwner", ...made_up],
		// threads and words of a room, from outside it
		["publishEphemeral", "outsider", inThread(places.closed.message_id), inThread(places.missing.message_id)],
		["searchMessages", "outsider", { q: secret_word }, { q: "nobodysaidthis" }],
		["searchMessages", "outsider", { q: "between", scope: "all" }, { q: "nobodysaidthis", scope: "all" }],
		// by operators
		["searchMessages", "outsider", operators(`in:${closed}`), operators("in:nowhere-at-all")],
		["searchMessages", "outsider", operators(`has:link ${secret_word}`), operators("has:link nobodysaidthis")],
		["searchMessages", "outsider", operators(`with:author ${secret_word}`), operators("with:author nobodysaidthis")],
	];
}

/** Those, and the same call by the same caller with something else in a body, in a parameter, or behind an id. */
export async function hiddenPairs(env: Environment): Promise<Pair[]> {
	const all = callers(env);
	const inDetail = (await details(env)).flatMap(([name, by, ...both]): Promise<Pair>[] => {
		const [use, caller] = [uses.find((one) => one.name === name)!, all.find((one) => one.name === by)!];
		const limit = limits["token" in both[0] ? "made_up_invite" : "inside"];
		return doorsOf(use, caller).map(async (door) => {
			const asked = both.map((values) => prepare(env, { use, target: "public", caller, door }, values));
			const [hidden, nothing] = (await Promise.all(asked)) as [Asked, Asked];
			return { what: `${name}, in detail, by ${by} over ${door}`, hidden, nothing, limit };
		});
	});
	return [...(await hiddenTargets(env, all)), ...(await Promise.all(inDetail))];
}
