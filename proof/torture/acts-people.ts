import type { ModerateMember } from "@clickclack/sdk";
import { key } from "./keys.ts";
import type { Person } from "./person.ts";
import type { Plan, Planner } from "./plan.ts";
import type { Stage } from "./stage.ts";

const moderation = (stage: Stage, me: Person, { user_id }: Person, change: ModerateMember): Plan => ({
	does: async () => {
		await me.chat.members.moderate(stage.workspace_id, user_id, change);
	},
	hides: [key.moderate(user_id), key.profile(user_id)],
	fact: { is: change.blocked === undefined ? "moderated" : change.blocked ? "blocked" : "free", user: user_id },
});

/** By those who may, mostly; a time-out ends with the next change. */
export const moderateMember: Planner = (stage, me) => {
	const whom = stage.anybody(me);
	const change = me.dice.of<ModerateMember>([
		{ blocked: true },
		{ blocked: false },
		{ timeout_minutes: 1 },
		{ clear_timeout: true },
		{ role: "guest", clear_timeout: true },
		{ role: whom.home === "owner" ? "member" : whom.home, clear_timeout: true },
	])!;
	return moderation(stage, me, whom, change);
};

/** The warden makes somebody what they were. */
export const pardon = (stage: Stage, whom: Person): Plan =>
	moderation(stage, stage.warden, whom, { role: whom.home as "member", blocked: false, clear_timeout: true });

export const removeMember: Planner = (stage, me) => {
	const { user_id: user } = me.dice.chance(0.3) ? me : stage.anybody(me);
	return {
		does: () => me.chat.members.remove(stage.workspace_id, user),
		isUndone: true,
		hides: [key.leave(user), key.exit("*", user)],
		fact: { is: "gone", user },
	};
};

const coming = (stage: Stage, user: string): Pick<Plan, "hides" | "fact"> => ({
	hides: [key.join(user), key.enter(stage.channels[0], user), key.profile(user)],
	fact: { is: "back", user },
});

/** The operator lets somebody in. */
export const admit: Planner = (stage, me) => {
	const { user_id, handle: name, home } = stage.missing(me) ?? stage.anybody(me);
	const role = home === "owner" ? "member" : home;
	const { workspace_id } = stage;
	return {
		does: async () => {
			await stage.operator.admin.createUser({ name, email: `${name}@example.com`, workspace_id, role });
		},
		...coming(stage, user_id),
		by: "operator",
	};
};

export const acceptInvite: Planner = (stage, me) => {
	const invite = me.dice.of(stage.invites.filter(({ role }) => role === me.home));
	if (!invite) return undefined;
	return {
		does: async () => {
			await me.chat.invites.accept(invite.token);
		},
		...coming(stage, me.user_id),
	};
};

export const createInvite: Planner = (stage, me) => {
	const role = me.dice.of(["member", "guest", "moderator"] as const)!;
	return {
		does: async () => {
			const { invite, token } = await me.chat.invites.create(stage.workspace_id, { role });
			stage.invites.push({ id: invite.id, token, role });
			return { fact: { is: "invited", invite: invite.id } };
		},
	};
};

export const revokeInvite: Planner = (stage, me) => {
	const invite = me.dice.of(stage.invites);
	if (!invite) return undefined;
	return {
		does: async () => {
			await me.chat.invites.revoke(stage.workspace_id, invite.id);
			stage.invites.splice(stage.invites.indexOf(invite), 1);
		},
		fact: { is: "withdrawn", invite: invite.id },
	};
};

export const updateProfile: Planner = (stage, me) => {
	const display_name = stage.word();
	return {
		does: async () => {
			await me.chat.me.update({ display_name });
		},
		hides: [key.profile(me.user_id)],
		fact: { is: "named", user: me.user_id, name: display_name },
	};
};

export const updateWorkspace: Planner = (stage, me) => {
	const name = stage.word();
	return {
		does: async () => ({ events: [(await me.chat.workspaces.update(stage.workspace_id, { name })).event] }),
		tells: [key.rename()],
	};
};

/** Signs out; the owner stays, for somebody has to. */
export const revokeSession: Planner = (stage, me) => {
	if (me === stage.owner) return undefined;
	return { does: () => me.chat.auth.logout(), fact: { is: "ended", session: me.session } };
};
