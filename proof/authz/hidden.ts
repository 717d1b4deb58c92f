import type { Request } from "../request.ts";
import type { Caller } from "./callers.ts";
import { prepare, requestFor, uses } from "./cases.ts";
import type { Environment } from "./environment.ts";
import { expected } from "./expected.ts";
import { type Target, unknown } from "./places.ts";

/** Two requests that have to be answered alike: for something that the caller may not see, and for nothing. */
export interface Pair {
	what: string;
	who: string;
	hidden: Request;
	nothing: Request;
	limit: Limit;
}

/** From how much on a difference in time tells: so long, and such a part of the whole, for on a busy machine all takes longer. */
export interface Limit {
	ms: number;
	part: number;
}

/** What is in a workspace, to those who are in it. */
const inside: Limit = { ms: 0.05, part: 0.07 };
/** Whether there is a workspace: to ask, one has to know 40 random bits. */
const outside: Limit = { ms: 0.1, part: 0.1 };
/** The one exception that is documented (docs/reliability.md): a made-up invite, to a workspace or to none. */
const by_made_up_invite: Limit = { ms: 0.3, part: 0.4 };

const nothings: Target[] = ["missing", "nowhere"];
// of the real targets, the one that is hidden from most
const hidden_from_most: Target[] = ["closed", "room", "public", "here"];
const curious = ["guest", "outsider", "owner", "removed", "foreign owner"];

/** What stands in the path or in the query, for each way to use an operation, by those who may not see it. */
export async function hiddenTargets(env: Environment, callers: Caller[]): Promise<Pair[]> {
	const found: Pair[] = [];
	for (const use of uses)
		for (const caller of callers.filter(({ name }) => curious.includes(name))) {
			const isHidden = (target: Target) =>
				use.targets.includes(target) && expected(use.who, caller, target, use.isUnsafe) === "not_found";
			const [real, nothing] = [hidden_from_most.find(isHidden), nothings.find(isHidden)];
			if (real === undefined || nothing === undefined) continue;
			const asked = (target: Target) => prepare(env, use, target, caller);
			const limit = nothing === "nowhere" ? outside : inside;
			found.push({ what: use.name, who: caller.name, hidden: await asked(real), nothing: await asked(nothing), limit });
		}
	return found;
}

/** An operation, the caller, what they say with an id in it, that of something hidden, that of nothing. */
type Detail = [name: string, by: string, values: (id: string) => object, hidden: string, nothing: string];

/** People of other workspaces, and one who is gone, behind ids that the caller may use. */
function people({ people: { foreigner, removed } }: Environment): Detail[] {
	const member = (user_id: string) => ({ user_id });
	const moderated = (user_id: string) => ({ user_id, timeout_minutes: 5 });
	const found = [foreigner.id, removed.id].flatMap((id): Detail[] => [
		["moderateMember", "owner", moderated, id, unknown(id)],
		["removeMember", "owner", member, id, unknown(id)],
		["addChannelMember", "author", member, id, unknown(id)],
		["removeChannelMember", "author", member, id, unknown(id)],
	]);
	return [...found, ["listMembers", "outsider", (cursor) => ({ cursor }), foreigner.id, unknown(foreigner.id)]];
}

/** A token that nobody was given, of the workspace that an id is of. */
const madeUp = (id: string): string => `ivt_${id.slice(14, 22)}${"A".repeat(43)}`;

async function invites({ annex_invite_id, people, places }: Environment): Promise<Detail[]> {
	const { workspace_id } = places.here;
	const { id } = (await people.owner.chat.invites.create(workspace_id)).invite;
	const revoked = (invite_id: string) => ({ invite_id });
	const looked = (token: string) => ({ token });
	const accepted = (token: string) => ({ token, display_name: "Newcomer" });
	const [ours, nobodys] = [madeUp(workspace_id), madeUp(places.nowhere.workspace_id)];
	return [
		["revokeInvite", "owner", revoked, annex_invite_id, unknown(id)],
		["revokeInvite", "member", revoked, id, unknown(id)],
		["previewInvite", "nobody", looked, ours, nobodys],
		["acceptInvite", "nobody", accepted, ours, nobodys],
		["acceptInvite", "foreign owner", accepted, ours, nobodys],
	];
}

/** Threads and words of a room, from outside it. */
function talk({ places, secret_word }: Environment): Detail[] {
	const { workspace_id, channel_id } = places.public;
	const target = { type: "typing.started", workspace_id, channel_id };
	const typing = (thread_root_id: string) => ({ ...target, payload: { thread_root_id } });
	return [
		["publishEphemeral", "outsider", typing, places.closed.message_id, places.missing.message_id],
		["searchMessages", "outsider", (q) => ({ q }), secret_word, "nobodysaidthis"],
	];
}

/** The same call by the same caller, with two ids or words in the second place: in a body, in a parameter, behind an id. */
export async function hiddenDetails(env: Environment, callers: Caller[]): Promise<Pair[]> {
	const all = [...people(env), ...(await invites(env)), ...talk(env)];
	return all.map(([name, by, values, hidden, nothing]): Pair => {
		const use = uses.find((one) => one.name === name)!;
		const caller = callers.find((one) => one.name === by)!;
		const asked = (id: string) => requestFor(env, use, env.places.room, values(id), caller);
		const limit = hidden.startsWith("ivt_") ? by_made_up_invite : inside;
		return { what: `${name}, in detail`, who: by, hidden: asked(hidden), nothing: asked(nothing), limit };
	});
}
