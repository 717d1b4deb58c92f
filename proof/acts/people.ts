import type { ModerateMember } from "@clickclack/protocol";
import { act, key, nothing } from "./act.ts";

const moderations = (role: ModerateMember["role"], isBlocked: boolean): ModerateMember[] => [
	{ blocked: true },
	{ blocked: false },
	{ timeout_minutes: 1 },
	{ clear_timeout: true },
	{ role, clear_timeout: true },
	{ role, timeout_minutes: 1 },
	{ role, blocked: isBlocked },
];

export const moderateMember = act({
	weight: [5, 25],
	input: ({ anybody, prng }) => {
		const { user_id, roles } = anybody();
		return { user_id, ...prng.of(moderations(prng.of(roles) as "member", prng.chance(0.2)))! };
	},
	writes: ({ user_id }) => [key.moderate(user_id)],
	mayWrite: ({ user_id }) => [key.profile(user_id)],
	fact: ({ user_id: user, blocked }) => {
		return { is: blocked === undefined ? "moderated" : blocked ? "blocked" : "free", user };
	},
});

export const removeMember = act({
	weight: [3, 12],
	input: ({ prng, me, anybody }) => ({ user_id: (prng.chance(0.3) ? me : anybody()).user_id }),
	isUndone: true,
	mayWrite: ({ user_id }) => [key.leave(user_id), key.exit("*", user_id)],
	fact: ({ user_id }) => ({ is: "gone", user: user_id }),
});

const comesBack = (user: string, first: string) => [
	key.join(user),
	key.enter(first, user),
	key.enter("*", user),
	key.profile(user),
];

export const admit = act({
	weight: [1, 1],
	by: "operator",
	operation: "createUser",
	input: ({ prng, outsider }) => {
		const { user_id, roles } = outsider();
		return { user_id, role: prng.of(roles.filter((role) => role !== "moderator")) ?? roles[0]! };
	},
	mayWrite: ({ user_id }, _, first) => comesBack(user_id, first),
	fact: ({ user_id }) => ({ is: "back", user: user_id }),
});

export const acceptInvite = act({
	weight: [1, 1],
	input: async (world) => ({ token: (await world.invite(true)).token }),
	mayWrite: (_, me, first) => comesBack(me, first),
	fact: (_, user) => ({ is: "back", user }),
});

export const createInvite = act({
	weight: [2, 10],
	input: ({ prng }) => ({ role: prng.of(["member", "guest", "moderator"])!, expires_in_minutes: 600, max_uses: null }),
	fact: ({ role }, _, answer) => {
		return answer?.invite && { is: "invited", invite: answer.invite.id, token: answer.token!, role };
	},
});

export const revokeInvite = act({
	weight: [1, 5],
	input: async (world) => ({ invite_id: (await world.invite()).id }),
	fact: ({ invite_id }) => ({ is: "withdrawn", invite: invite_id }),
});

export const updateProfile = act({
	weight: [2, 2],
	operation: "updateMe",
	input: ({ word }) => ({ display_name: word() }),
	mayWrite: (_, me) => [key.profile(me)],
	fact: ({ display_name }, user) => ({ is: "named", user, name: display_name }),
});

/** A time-out ends by itself after a minute at least, which chaos does not wait for. */
export const releaseProfile = act({
	weight: [0, 0],
	only: "replay",
	input: ({ anybody }) => ({ user_id: anybody().user_id }),
});

export const updateWorkspace = act({
	weight: [1, 25],
	input: ({ word }) => ({ name: word() }),
	writes: () => [key.rename()],
});

/** Signs out; the owner stays, for somebody has to. */
export const revokeSession = act({
	weight: [2, 2],
	only: "chaos",
	operation: "logout",
	input: ({ me }) => (me.isOwner ? nothing() : { session: me.session }),
	fact: ({ session }) => ({ is: "ended", session }),
});
