import { type ClickClack, type DirectConversation, type UserId, isId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import type { ListFlags } from "./messages.ts";
import { findPeople } from "./people.ts";
import { type SendFlags, draftOf } from "./sending.ts";
import { findWorkspace } from "./workspaces.ts";

/** `@grace, @linus`: the others who are in it. */
export const titleOf = ({ members }: DirectConversation, me: UserId): string =>
	members
		.filter(({ id }) => id !== me)
		.map(({ handle }) => `@${handle}`)
		.join(", ");

export async function list({ limit, ...flags }: ListFlags): Promise<Report> {
	const chat = signedIn(flags);
	const workspace_id = await findWorkspace(chat, flags);
	const { id: me } = await chat.me.get();
	const conversations: DirectConversation[] = [];
	for await (const one of chat.dms.list(workspace_id)) if (conversations.push(one) === limit) break;
	const rows = conversations.map((one) => [one.id, titleOf(one, me), one.unread_count]);
	return { resource: conversations, rows, headings: ["ID", "WITH", "UNREAD"] };
}

/** The direct conversation with these people, who get to know of it by its first message. */
export async function open(flags: Flags, ...handles: string[]): Promise<Report> {
	const { conversation } = await openWith(signedIn(flags), flags, handles.join());
	return { resource: conversation, rows: [[conversation.id]] };
}

/** Takes it out of my list, until somebody writes in it or I open it. */
export async function close(flags: Flags, given: string): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findDirect(chat, flags, given);
	await chat.dms.close(id);
	return { resource: { ok: true }, rows: [["closed"]] };
}

/** The one with this id, or with these people, with whom it is opened. */
export const directFor = async (chat: ClickClack, flags: Flags, to: string): Promise<DirectConversation["id"]> =>
	isId("dm", to) ? to : (await openWith(chat, flags, to)).conversation.id;

async function openWith(chat: ClickClack, flags: Flags, handles: string) {
	const workspace_id = await findWorkspace(chat, flags);
	return await chat.dms.create(workspace_id, await findPeople(chat, workspace_id, handles));
}

/** Sends to a direct conversation, or to people by their handles. */
export async function send(flags: SendFlags, to: string, argument?: string): Promise<Report> {
	const chat = signedIn(flags);
	const draft = await draftOf(chat, flags, argument);
	const { message } = await chat.messages.create(await directFor(chat, flags, to), draft);
	return { resource: message, rows: [[message.id]] };
}

/** The one with this id, or with these people: of those in the list, because looking opens none. */
export async function findDirect(chat: ClickClack, flags: Flags, given: string): Promise<DirectConversation["id"]> {
	if (isId("dm", given)) return given;
	const workspace_id = await findWorkspace(chat, flags);
	const { id: me } = await chat.me.get();
	const wanted = new Set([me, ...(await findPeople(chat, workspace_id, given))]);
	for await (const { id, members } of chat.dms.list(workspace_id))
		if (members.length === wanted.size && members.every((member) => wanted.has(member.id))) return id;
	throw new Stop(
		exit.not_found,
		`there is no direct conversation with ${given} in your list: \`clickclack dms open ${given}\` opens it`,
	);
}
