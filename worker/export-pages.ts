import type { ExportScope } from "@clickclack/durable-objects/workspace/exports/exports";
import type { ExportPage, ReadExport } from "@clickclack/durable-objects/workspace/exports/read";
import { patiently } from "./pages.ts";

/** Asks a workspace for a page of an export. */
export type AskForPage = (asked: ReadExport) => Promise<ExportPage>;

/** The pages of a table or sheet that have anything. The next one is read when this one was taken. */
export async function* exportPages(
	ask: AskForPage,
	scope: ExportScope,
	from: ReadExport["from"],
): AsyncGenerator<ExportPage> {
	for (let after: ReadExport["after"] = []; after;) {
		const asked: ReadExport = { scope, from, after };
		const page = await patiently(() => ask(asked));
		if (page.rows > 0) yield page;
		after = page.next;
	}
}
