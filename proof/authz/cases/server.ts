import { bearer } from "../credentials.ts";
import type { Call, Cases } from "./case.ts";

const nothing = (): Call => ({});

/** What is asked of the server as a whole. */
export const serverCases: Cases = {
	health: [{ call: nothing }],
	ready: [{ call: nothing }],
	requestMagicLink: [{ call: (_, stage) => ({ body: { email: `${stage.fresh("stranger")}@example.com` } }) }],
	consumeMagicLink: [
		{
			call: async (_, { operator, people }) => ({
				body: { token: (await operator.admin.createMagicLink({ email: people.bystander.email })).token },
			}),
		},
		{
			way: "expired",
			call: (_, { tokens }) => ({ body: { token: tokens.expired_link } }),
			meets: () => "token_invalid",
		},
	],
	logout: [
		{
			call: async (_, stage, { is }) =>
				is === "person" ? { headers: bearer((await stage.signIn(stage.people.bystander.email)).token) } : {},
		},
	],
	listEventTypes: [{ call: nothing }],
	getMe: [{ call: nothing }],
	updateMe: [{ call: () => ({ body: { appearance_preferences: { density: "compact" } } }) }],
	bootstrap: [{ call: (_, { people }) => ({ body: { name: "Owner", email: people.owner.email } }) }],
	createUser: [{ call: (_, stage) => ({ body: { name: "New", email: `${stage.fresh("new")}@example.com` } }) }],
	createMagicLink: [{ call: (_, { people }) => ({ body: { user_id: people.owner.id } }) }],
	createOperatorInvite: [{ call: ({ workspace_id }) => ({ body: { workspace_id } }) }],
	rotateKeys: [{ call: nothing }],
	listWorkspaces: [{ call: nothing }],
	createWorkspace: [{ call: (_, stage) => ({ body: { name: stage.fresh("Mine") } }) }],
};
