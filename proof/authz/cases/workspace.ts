import { bearer } from "../credentials.ts";
import type { Call, Cases } from "./case.ts";

const inside = ({ workspace_id }: { workspace_id: string }): Call => ({ path: { workspace_id } });
const query = ({ workspace_id }: { workspace_id: string }): Call => ({ query: { workspace_id } });

/** What is asked of a workspace as a whole. */
export const workspaceCases: Cases = {
	getWorkspace: [{ call: inside }],
	updateWorkspace: [
		{ call: (place, stage) => ({ ...inside(place), body: { name: stage.fresh("Tidepool") } }) },
		{ way: "slug", call: (place, stage) => ({ ...inside(place), body: { slug: stage.fresh("tidepool") } }) },
	],
	getSnapshot: [{ call: inside }],
	listMembers: [{ call: inside }],
	moderateMember: [
		{
			call: ({ workspace_id }, { people }) => ({
				path: { workspace_id, user_id: people.bystander.id },
				body: { timeout_minutes: 5 },
			}),
		},
		{
			way: "of the owner",
			call: ({ workspace_id }, { people }) => ({
				path: { workspace_id, user_id: people.owner.id },
				body: { blocked: true },
			}),
			meets: ({ role }) => (role === "owner" || role === "moderator" ? "forbidden" : undefined),
		},
		{
			way: "to moderator",
			call: ({ workspace_id }, { people }) => ({
				path: { workspace_id, user_id: people.bystander.id },
				body: { role: "moderator" },
			}),
			// last of its kind here: from then on the bystander is the moderators' equal
			meets: ({ role, restriction }) => (role === "moderator" && !restriction ? "forbidden" : undefined),
		},
	],
	removeMember: [
		{
			// who will be refused tries it on the bystander
			call: async ({ workspace_id }, stage, { isAuthor, role }) => {
				const isUsedUp = isAuthor || role === "owner" || role === "moderator";
				const { id: user_id, token } = isUsedUp ? await stage.newcomer() : stage.people.bystander;
				return { path: { workspace_id, user_id }, ...(isAuthor && { headers: bearer(token) }) };
			},
		},
	],
	createInvite: [
		{ call: (place) => ({ ...inside(place), body: {} }) },
		{
			way: "moderator's",
			call: (place) => ({ ...inside(place), body: { role: "moderator" } }),
			meets: ({ role, restriction }) => (role === "moderator" && !restriction ? "forbidden" : undefined),
		},
	],
	listInvites: [{ call: inside }],
	revokeInvite: [
		{
			call: async ({ workspace_id }, { people, places }) => {
				const { invite } = await people.owner.chat.invites.create(places.here.workspace_id);
				return { path: { workspace_id, invite_id: invite.id } };
			},
		},
	],
	previewInvite: [
		{ call: (_, { tokens }) => ({ path: { token: tokens.annex_invite } }) },
		{ way: "expired", call: (_, { tokens }) => ({ path: { token: tokens.expired_invite } }), meets: () => "gone" },
	],
	acceptInvite: [
		{
			call: (_, { tokens }) => ({ path: { token: tokens.annex_invite }, body: { display_name: "Newcomer" } }),
			meets: ({ is }) => (is === "signed out" ? "unauthorized" : undefined),
		},
		{
			way: "expired",
			call: (_, { tokens }) => ({ path: { token: tokens.expired_invite }, body: { display_name: "Newcomer" } }),
			// who is in already is told so, whatever became of the link
			meets: ({ is, role }) => (is === "signed out" ? "unauthorized" : is === "person" && role ? "ok" : "gone"),
		},
	],
	listChannels: [{ call: inside }],
	createChannel: [{ call: (place, stage) => ({ ...inside(place), body: { name: stage.fresh("new") } }) }],
	searchMessages: [{ call: ({ workspace_id }) => ({ query: { workspace_id, q: "kelp" } }) }],
	listEvents: [{ call: query }],
	connect: [{ call: query }],
};
