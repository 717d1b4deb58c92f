import { type Entry, ours, people } from "../registry.ts";
import { deleteMe, deleteUser } from "./account-deletion.ts";
import { reserveAvatar } from "./avatars.ts";
import { bootstrap } from "./bootstrap.ts";
import { ready } from "./health.ts";
import { createUser } from "./identities.ts";
import { acceptInvite } from "./invites.ts";
import { listJobs, runJob } from "./jobs.ts";
import { listKeys, rotateKeys } from "./keys.ts";
import { consumeMagicLink, createMagicLink, createMyMagicLink } from "./magic-links.ts";
import { getMe } from "./me.ts";
import { indexMembership } from "./memberships.ts";
import { logout, revokedEverywhere } from "./sign-out.ts";
import { updateMe } from "./rename.ts";
import { updateWorkspace } from "./slugs.ts";
import {
	createOperatorWorkspace,
	createWorkspace,
	forgetWorkspace,
	indexDeletion,
	indexWorkspace,
	listWorkspaces,
} from "./workspaces.ts";

const operator = ["operator"] as const;
const anybody = ["person", "public"] as const;

/** Each runs in one transaction. */
export const commands = {
	getMe: { run: getMe, allow: people, scope: "none" },
	deleteMe: { run: deleteMe, allow: people, scope: "none" },
	deleteUser: { run: deleteUser, allow: operator, scope: "none" },
	reserveAvatar: { run: reserveAvatar, allow: people, scope: "none" },
	listWorkspaces: { run: listWorkspaces, allow: people, scope: "none" },
	createWorkspace: { run: createWorkspace, allow: people, scope: "none" },
	createOperatorWorkspace: { run: createOperatorWorkspace, allow: operator, scope: "none" },
	listJobs: { run: listJobs, allow: operator, scope: "none" },
	runJob: { run: runJob, allow: operator, scope: "none" },
	createMagicLink: { run: createMagicLink, allow: operator, scope: "none" },
	createMyMagicLink: { run: createMyMagicLink, allow: people, scope: "none" },
	consumeMagicLink: { run: consumeMagicLink, allow: anybody, scope: "none" },
	logout: { run: logout, allow: anybody, scope: "none" },
	bootstrap: { run: bootstrap, allow: operator, scope: "none" },
	createUser: { run: createUser, allow: operator, scope: "none" },
	indexWorkspace: { run: indexWorkspace, allow: ours, scope: "none" },
	indexMembership: { run: indexMembership, allow: ours, scope: "none" },
	indexDeletion: { run: indexDeletion, allow: ours, scope: "none" },
	forgetWorkspace: { run: forgetWorkspace, allow: ours, scope: "none" },
	ready: { run: ready, allow: anybody, scope: "none" },
	listKeys: { run: listKeys, allow: ours, scope: "none" },
	rotateKeys: { run: rotateKeys, allow: operator, scope: "none" },
} satisfies Record<string, Entry>;

/** Checks that run after a command's jobs were tried and before its caller gets the result. */
export const postconditions = { logout: revokedEverywhere };

/** Each calls a workspace and uses several transactions. */
export const sagas = {
	acceptInvite: { run: acceptInvite, allow: anybody, scope: "none" },
	updateWorkspace: { run: updateWorkspace, allow: people, scope: "none" },
	updateMe: { run: updateMe, allow: people, scope: "none" },
} satisfies Record<string, Entry>;

/** @throws Error for a name that is not registered */
export function entryOf(name: string): Entry {
	const registry: Record<string, Entry> = { ...commands, ...sagas };
	const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
	if (!entry) throw new Error(`no command or saga is named ${name}`);
	return entry;
}
