import type { Kind } from "./kinds.ts";
import { expected } from "./expected.ts";
import { requestFor, uses } from "./operations.ts";
import type { Call } from "./cases/case.ts";
import { type Target, unknown } from "./places.ts";
import type { Stage } from "./stage.ts";
import type { Request } from "./ask.ts";

/** Two requests that have to be answered alike: for something that the caller may not see, and for nothing. */
export interface Secret {
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
export async function secretTargets(stage: Stage, kinds: Kind[]): Promise<Secret[]> {
	const found: Secret[] = [];
	for (const use of uses)
		for (const kind of kinds.filter(({ name }) => curious.includes(name))) {
			const isHidden = (target: Target) =>
				use.targets.includes(target) && expected(use.who, kind, target, use.isUnsafe) === "not_found";
			const [real, nothing] = [hidden_from_most.find(isHidden), nothings.find(isHidden)];
			if (real === undefined || nothing === undefined) continue;
			const asked = async (target: Target) =>
				requestFor(use, await use.case.call(stage.places[target], stage, kind), kind);
			const limit = nothing === "nowhere" ? outside : inside;
			found.push({ what: use.name, who: kind.name, hidden: await asked(real), nothing: await asked(nothing), limit });
		}
	return found;
}

type Detail = (name: string, by: string, call: (id: string) => Call, hidden: string, nothing: string) => Secret;

/** The same call by the same caller, with two different ids in the second place. */
const detailOf =
	(kinds: Kind[]): Detail =>
	(name, by, call, hidden, nothing) => {
		const use = uses.find((use) => use.name === name)!;
		const kind = kinds.find((kind) => kind.name === by)!;
		const asked = (id: string) => requestFor(use, call(id), kind);
		return { what: `${name}, in detail`, who: by, hidden: asked(hidden), nothing: asked(nothing), limit: inside };
	};

/** People of other workspaces, and one who is gone, behind ids that the caller may use. */
function people({ people, places }: Stage, detail: Detail): Secret[] {
	const { workspace_id, channel_id } = places.room;
	const member = (user_id: string): Call => ({ path: { workspace_id, user_id } });
	const moderated = (user_id: string): Call => ({ ...member(user_id), body: { timeout_minutes: 5 } });
	const added = (user_id: string): Call => ({ path: { channel_id }, body: { user_id } });
	const taken = (user_id: string): Call => ({ path: { channel_id, user_id } });
	const page = (cursor: string): Call => ({ path: { workspace_id }, query: { cursor } });
	const { foreigner, removed } = people;
	const found = [foreigner.id, removed.id].flatMap((id) => [
		detail("moderateMember", "owner", moderated, id, unknown(id)),
		detail("removeMember", "owner", member, id, unknown(id)),
		detail("addChannelMember", "author", added, id, unknown(id)),
		detail("removeChannelMember", "author", taken, id, unknown(id)),
	]);
	return [...found, detail("listMembers", "outsider", page, foreigner.id, unknown(foreigner.id))];
}

/** A token that nobody was given, of the workspace that an id is of. */
const madeUp = (id: string): string => `ivt_${id.slice(14, 22)}${"A".repeat(43)}`;

async function invites({ annex_invite_id, people, places }: Stage, detail: Detail): Promise<Secret[]> {
	const { workspace_id } = places.here;
	const { id } = (await people.owner.chat.invites.create(workspace_id)).invite;
	const revoked = (invite_id: string): Call => ({ path: { workspace_id, invite_id } });
	const looked = (token: string): Call => ({ path: { token } });
	const accepted = (token: string): Call => ({ path: { token }, body: { display_name: "Newcomer" } });
	const [ours, nobodys] = [madeUp(workspace_id), madeUp(places.nowhere.workspace_id)];
	return [
		detail("revokeInvite", "owner", revoked, annex_invite_id, unknown(id)),
		detail("revokeInvite", "member", revoked, id, unknown(id)),
		{ ...detail("previewInvite", "nobody", looked, ours, nobodys), limit: by_made_up_invite },
		{ ...detail("acceptInvite", "nobody", accepted, ours, nobodys), limit: by_made_up_invite },
		{ ...detail("acceptInvite", "foreign owner", accepted, ours, nobodys), limit: by_made_up_invite },
	];
}

/** Threads and words of a room, from outside it. */
function talk({ places, secret_word }: Stage, detail: Detail): Secret[] {
	const { workspace_id, channel_id } = places.public;
	const target = { type: "typing.started", workspace_id, channel_id };
	const typing = (thread_root_id: string): Call => ({ body: { ...target, payload: { thread_root_id } } });
	const search = (q: string): Call => ({ query: { workspace_id, q } });
	return [
		detail("publishEphemeral", "outsider", typing, places.closed.message_id, places.missing.message_id),
		detail("searchMessages", "outsider", search, secret_word, "nobodysaidthis"),
	];
}

/** Ids and words in the second place: in a body, in a parameter, behind an id that one sees. */
export async function secretDetails(stage: Stage, kinds: Kind[]): Promise<Secret[]> {
	const detail = detailOf(kinds);
	return [...people(stage, detail), ...(await invites(stage, detail)), ...talk(stage, detail)];
}
