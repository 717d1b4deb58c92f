import { conversationOf, type Draft } from "@clickclack/sdk";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

/** What I wrote and did not send, on all my devices. */
export async function list({ limit, ...flags }: Flags & { limit: number }): Promise<Report> {
	const chat = signedIn(flags);
	const all: Draft[] = [];
	for await (const one of chat.drafts.list(await findWorkspace(chat, flags))) if (all.push(one) === limit) break;
	const drafts = all.toSorted((a, b) => b.version - a.version);
	const rows = drafts.map(({ saved_at, body, thread_root_id, ...place }) => [
		thread_root_id ?? conversationOf(place),
		new Date(saved_at),
		new Body(body),
	]);
	return { resource: drafts, rows, headings: ["IN", "SAVED", "DRAFT"] };
}
