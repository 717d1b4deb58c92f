import { conversationOf, type Draft } from "@clickclack/sdk";
import { max_listed } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

/** What I wrote and did not send, on all my devices. */
export async function list({ limit, ...flags }: Flags & { limit: number }): Promise<Report> {
	const chat = signedIn(flags);
	// first all, because the server's order is another
	const all: Draft[] = [];
	for await (const one of chat.drafts.list(await findWorkspace(chat, flags))) if (all.push(one) === max_listed) break;
	const drafts = all.toSorted((a, b) => b.version - a.version).slice(0, limit);
	const rows = drafts.map(({ saved_at, body, thread_root_id, ...place }) => [
		thread_root_id ?? conversationOf(place),
		new Date(saved_at),
		new Body(body),
	]);
	return { resource: drafts, rows, headings: ["IN", "SAVED", "DRAFT"] };
}
