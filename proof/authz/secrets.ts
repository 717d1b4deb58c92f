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
}

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
			found.push({ what: use.name, who: kind.name, hidden: await asked(real), nothing: await asked(nothing) });
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
		return { what: `${name}, in detail`, who: by, hidden: asked(hidden), nothing: asked(nothing) };
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
		detail("lookAtInvite", "nobody", looked, ours, nobodys),
		detail("acceptInvite", "nobody", accepted, ours, nobodys),
		detail("acceptInvite", "foreign owner", accepted, ours, nobodys),
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
