import type { Bootstrap, CreateInvite, CreateMagicLink, CreateUser } from "@clickclack/sdk";
import { confirm } from "../confirm.ts";
import { Stop, exit } from "../exit.ts";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, operator } from "../session.ts";

export interface BootstrapFlags extends Flags, Pick<Bootstrap, "name" | "email"> {
	workspaceName?: string;
}

export async function bootstrap(flags: BootstrapFlags): Promise<Report> {
	const { name, email, workspaceName } = flags;
	const first = { name, email, workspace_name: workspaceName, channels: ["general", "random"] };
	const created = await operator(flags).admin.bootstrap(first);
	const { user, workspace } = created;
	return { resource: created, rows: [[user.id, workspace.id, workspace.name]] };
}

export interface UserFlags extends Flags, Pick<CreateUser, "name" | "email" | "role"> {}

export async function createUser(flags: UserFlags): Promise<Report> {
	const { name, email, role, workspace } = flags;
	const user = await operator(flags).admin.createUser({
		name,
		email,
		role,
		workspace_id: idIn("wsp", workspace),
	});
	return { resource: user, rows: [[user.id, `@${user.handle}`, user.display_name]] };
}

export interface DeleteUserFlags extends Flags {
	yes?: boolean;
}

export async function deleteUser({ yes, ...flags }: DeleteUserFlags, given: string): Promise<Report> {
	const id = idIn("usr", given);
	const what = `the account ${id} will be deleted, which nobody can undo`;
	if (!yes) await confirm({ what, type: "Type its id", isRight: (typed) => typed.trim() === id }, flags);
	await operator(flags).admin.deleteUser(id);
	return { resource: { ok: true }, rows: [["deleted"]] };
}

export interface WorkspaceFlags extends Flags {
	name: string;
	owner: string;
	slug?: string;
}

export async function createWorkspace(flags: WorkspaceFlags): Promise<Report> {
	const { name, slug } = flags;
	const owner_id = idIn("usr", flags.owner);
	const made = await operator(flags).admin.createWorkspace({ name, slug, owner_id, channels: ["general", "random"] });
	return { resource: made, rows: [[made.id, made.slug, made.name]] };
}

export async function restoreWorkspace(flags: Flags, workspace: string): Promise<Report> {
	await operator(flags).admin.restoreWorkspace(idIn("wsp", workspace));
	return { resource: { ok: true }, rows: [["restored"]] };
}

export interface InviteFlags extends Flags, Pick<CreateInvite, "role"> {
	expiresIn?: number;
	maxUses?: number;
}

export async function createInvite(flags: InviteFlags): Promise<Report> {
	const { workspace, role, expiresIn, maxUses } = flags;
	if (workspace === undefined) throw new Stop(exit.usage, "give the workspace's id with --workspace");
	const ask = { workspace_id: idIn("wsp", workspace), role, expires_in_minutes: expiresIn, max_uses: maxUses };
	const created = await operator(flags).admin.createInvite(ask);
	return { resource: created, rows: [[created.url]] };
}

export interface MagicLinkFlags extends Flags, Pick<CreateMagicLink, "email" | "name"> {
	user?: string;
}

export async function createMagicLink(flags: MagicLinkFlags): Promise<Report> {
	const { email, name, user } = flags;
	const link = await operator(flags).admin.createMagicLink({ email, name, user_id: idIn("usr", user) });
	return { resource: link, rows: [[link.magic_link]] };
}

export interface RotateFlags extends Flags {
	endSessions?: boolean;
}

export async function rotateKeys({ endSessions: end_sessions = false, ...flags }: RotateFlags): Promise<Report> {
	await operator(flags).admin.rotateKeys({ end_sessions });
	const before = end_sessions ? "; within five minutes everybody has to sign in again" : "";
	return { resource: { ok: true }, rows: [[`a new key now signs sessions${before}`]] };
}
