import { type ClickClack, type SectionId, type Sidebar, type WorkspaceId, isId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { findWorkspace } from "./workspaces.ts";

type Key = Sidebar["sections"][number]["key"];

async function open(flags: Flags): Promise<{ chat: ClickClack; workspace_id: WorkspaceId }> {
	const chat = signedIn(flags);
	return { chat, workspace_id: await findWorkspace(chat, flags) };
}

/** The sections of the sidebar, and how many conversations were put into each. */
export async function list(flags: Flags): Promise<Report> {
	const { chat, workspace_id } = await open(flags);
	const sidebar = await chat.sidebar.get(workspace_id);
	const rows = sidebar.sections.map(({ key, name, ids }) => [key, name ?? key, ids.length]);
	return { resource: sidebar.sections, rows, headings: ["ID", "NAME", "MOVED"] };
}

/** One of my own, by name or id. */
async function find(chat: ClickClack, workspace_id: WorkspaceId, given: string): Promise<SectionId> {
	if (isId("sec", given)) return given;
	const { sections } = await chat.sidebar.get(workspace_id);
	const found = sections.flatMap(({ key, name }) => (isId("sec", key) && name === given ? [key] : []));
	if (found.length > 1) throw new Stop(exit.usage, `several sections are called ${given}: give an id`);
	if (found[0]) return found[0];
	throw new Stop(exit.not_found, `no section of yours is called ${given}: \`clickclack sections list\` shows them`);
}

export async function create(flags: Flags, name: string): Promise<Report> {
	const { chat, workspace_id } = await open(flags);
	const { key, sidebar } = await chat.sidebar.createSection(workspace_id, name);
	return { resource: sidebar, rows: [[key, name]] };
}

export async function rename(flags: Flags, section: string, name: string): Promise<Report> {
	const { chat, workspace_id } = await open(flags);
	const key = await find(chat, workspace_id, section);
	const { sidebar } = await chat.sidebar.update(workspace_id, { put: { key, name } });
	return { resource: sidebar, rows: [[key, name]] };
}

/** What was in it is where it belongs by itself. */
export async function remove(flags: Flags, section: string): Promise<Report> {
	const { chat, workspace_id } = await open(flags);
	const key = await find(chat, workspace_id, section);
	const { sidebar } = await chat.sidebar.update(workspace_id, { remove: { key } });
	return { resource: sidebar, rows: [["removed"]] };
}

type SectionOf = (chat: ClickClack, workspace_id: WorkspaceId) => Key | Promise<Key>;

/** @param channel none with --dm @param sectionOf none: where it belongs by itself */
async function put(flags: PlaceFlags, channel: string | undefined, sectionOf?: SectionOf): Promise<Report> {
	if ((channel === undefined) === (flags.dm === undefined))
		throw new Stop(exit.usage, "give either a channel or, with --dm, a direct conversation");
	const { chat, workspace_id } = await open(flags);
	const scope_id = await findPlace(chat, { ...flags, channel });
	const section = await sectionOf?.(chat, workspace_id);
	const { sidebar } = await chat.sidebar.update(workspace_id, { move: { scope_id, section } });
	return { resource: sidebar, rows: [[scope_id]] };
}

export const star = (flags: PlaceFlags, channel?: string): Promise<Report> => put(flags, channel, () => "starred");
/** Out of the stars, or out of a section. */
export const unstar = (flags: PlaceFlags, channel?: string): Promise<Report> => put(flags, channel);

/** @param given the channel, none with --dm, and the section */
export async function move(flags: PlaceFlags, ...given: string[]): Promise<Report> {
	const [section = "", channel] = given.toReversed();
	return await put(flags, channel, (chat, workspace_id) => find(chat, workspace_id, section));
}
