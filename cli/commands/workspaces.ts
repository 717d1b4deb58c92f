import { type ClickClack, type Workspace, type WorkspacePermissions, default_permissions, isId } from "@clickclack/sdk";
import { confirm } from "../confirm.ts";
import { Stop, exit } from "../exit.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { open } from "./open-file.ts";

export async function list(flags: Flags): Promise<Report> {
	const workspaces = await signedIn(flags).workspaces.list();
	const rows = workspaces.map(({ id, slug, name, role }) => [id, slug, name, role ?? ""]);
	return { resource: workspaces, rows, headings: ["ID", "SLUG", "NAME", "ROLE"] };
}

/** @param path without one there is none */
export async function setIcon(flags: Flags, path?: string): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findWorkspace(chat, flags);
	const upload = path === undefined ? undefined : await chat.uploads.send(id, await open(path), { filename: "icon" });
	const icon_url = upload ? `/api/uploads/${upload.id}` : "";
	const { workspace } = await chat.workspaces.update(id, { icon_url });
	return { resource: workspace, rows: [[workspace.icon_url || "none"]] };
}

export interface DeleteFlags extends Flags {
	yes?: boolean;
}

/** With everything in it. */
export async function remove({ yes, ...flags }: DeleteFlags, given: string): Promise<Report> {
	const chat = signedIn(flags);
	const { id, name, slug } = await chat.workspaces.get(await findWorkspace(chat, { ...flags, workspace: given }));
	const what = `${name} and everything in it will be deleted, which only the operator can undo, within seven days`;
	if (!yes) await confirm({ what, type: `Type ${slug}`, isRight: (typed) => typed.trim() === slug }, flags);
	await chat.workspaces.delete(id);
	return { resource: { ok: true }, rows: [[`${name} is deleted`]] };
}

export async function permissions(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	return permitted(await chat.workspaces.get(await findWorkspace(chat, flags)));
}

/** The server knows which permissions and roles there are. */
export async function permit(flags: Flags, permission: string, role: string): Promise<Report> {
	const chat = signedIn(flags);
	const change = { permissions: { [permission]: role } as Partial<WorkspacePermissions> };
	return permitted((await chat.workspaces.update(await findWorkspace(chat, flags), change)).workspace);
}

const permitted = ({ permissions: all = default_permissions }: Workspace): Report => ({
	resource: all,
	rows: Object.entries(all),
	headings: ["PERMISSION", "LOWEST ROLE"],
});

/** The workspace of --workspace, by id or slug; without it, the only one. */
export async function findWorkspace(chat: ClickClack, { workspace }: Flags): Promise<Workspace["id"]> {
	if (workspace !== undefined && isId("wsp", workspace)) return workspace;
	const mine = await chat.workspaces.list();
	const found = workspace === undefined ? mine : mine.filter(({ slug }) => slug === workspace);
	const slugs = mine.map(({ slug }) => slug).join(", ");
	if (found.length === 1) return found[0]!.id;
	if (mine.length === 0) throw new Stop(exit.not_found, "you are in no workspace yet: ask for an invite");
	if (workspace === undefined) throw new Stop(exit.usage, `choose a workspace with --workspace: ${slugs}`);
	throw new Stop(exit.not_found, `no workspace of yours is called ${workspace}: there is ${slugs}`);
}
