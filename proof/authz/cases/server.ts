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
			// a session of their own that nothing else needs, presented as they present theirs
			call: async (_, stage, { email, carry }) =>
				email !== undefined && carry ? { headers: carry((await stage.signIn(email)).token) } : {},
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
	listJobs: [{ call: nothing }],
	// none waits for so long that it could be named here
	runJob: [
		{
			call: () => ({ path: { job_id: "1" } }),
			meets: ({ is }) => (is === "operator" ? "not_found" : undefined),
		},
	],
	listWorkspaces: [{ call: nothing }],
	createWorkspace: [{ call: (_, stage) => ({ body: { name: stage.fresh("Mine") } }) }],
};
