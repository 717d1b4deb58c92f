import { bootstrap } from "./bootstrap.ts";
import { ready } from "./health.ts";
import { createUser } from "./identities.ts";
import { acceptInvite } from "./invites.ts";
import { listJobs, runJob } from "./jobs.ts";
import { listKeys, rotateKeys } from "./keys.ts";
import { consumeMagicLink, createMagicLink } from "./magic-links.ts";
import { indexMembership } from "./memberships.ts";
import { logout, toldEverywhere } from "./sessions.ts";
import { updateWorkspace } from "./slugs.ts";
import { getMe, updateMe } from "./users.ts";
import { createWorkspace, indexWorkspace, listWorkspaces } from "./workspaces.ts";

/** Each runs in one transaction. */
export const commands = {
	getMe,
	updateMe,
	listWorkspaces,
	createWorkspace,
	createMagicLink,
	consumeMagicLink,
	logout,
	bootstrap,
	createUser,
	indexWorkspace,
	indexMembership,
	ready,
	listKeys,
	rotateKeys,
	listJobs,
	runJob,
};

/** What has to be so before one of them is acknowledged, when its jobs were tried. */
export const postconditions = { logout: toldEverywhere };

/** Each asks a workspace in between, and is several transactions. */
export const sagas = { acceptInvite, updateWorkspace };
