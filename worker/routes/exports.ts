import { sheets } from "@clickclack/durable-objects/workspace/exports/sheets";
import { ChatError, type ExportPart } from "@clickclack/protocol";
import { Archive } from "../archive.ts";
import { csvLine } from "../csv.ts";
import { type AskForPage, exportPages } from "../export-pages.ts";
import { disposition } from "../file-names.ts";
import { refuseForeign } from "../middleware/origin.ts";
import type { Handlers } from "../mount.ts";
import { streamOf } from "../pages.ts";

const types = { zip: "application/zip", json: "application/json", csv: "text/csv; charset=utf-8" };

type Pages = ReturnType<typeof exportPages>;

/** Line ends inside of texts are escaped, so each line is a row. */
const linesOf = (lines: string): string[] => lines.trimEnd().split("\n");

async function* jsonOf(of: ExportPart, pages: Pages): AsyncGenerator<string> {
	yield `{"${of}":[`;
	let before = "";
	for await (const { lines } of pages) {
		yield before + linesOf(lines).join(",");
		before = ",";
	}
	yield "]}";
}

const cellOf = (value: string | number | null): string => (value === null ? "" : String(value));

async function* csvOf(of: ExportPart, pages: Pages): AsyncGenerator<string> {
	yield csvLine(sheets[of].columns);
	for await (const { lines } of pages)
		yield linesOf(lines)
			.map((line) => csvLine(Object.values(JSON.parse(line) as Record<string, string | number | null>).map(cellOf)))
			.join("");
}

export const exports = {
	async exportWorkspace(c, { workspace_id: _, ...asked }) {
		// it is written down: so no other site may bring it about, and nobody who reads nothing
		refuseForeign(c);
		if (c.req.method === "HEAD") throw new ChatError("invalid_request", "an export is asked for with GET");
		const begun = await c.var.workspace.exportWorkspace(asked);
		const ask: AskForPage = (page) => c.var.workspace.readExport(page);
		const { format, of } = asked;
		const bucket: R2Bucket | undefined = c.env.UPLOADS;
		const pages = of && exportPages(ask, begun.scope, { sheet: of });
		const body = pages
			? streamOf(format === "csv" ? csvOf(of, pages) : jsonOf(of, pages))
			: new Archive(begun, ask, bucket).toStream();
		const name = [begun.workspace.slug, of, begun.scope.started_at.slice(0, 10)].filter(Boolean).join("-");
		const headers = {
			"Content-Type": types[format],
			"Content-Disposition": disposition("attachment", `${name}.${format}`),
		};
		return new Response(body, { headers: { ...c.var.headers, ...headers } });
	},
} satisfies Handlers;
