import type { BegunExport } from "@clickclack/durable-objects/workspace/exports/exports";
import { leftOutColumns, leftOutTables } from "@clickclack/durable-objects/workspace/exports/left-out";
import type { ExportPage } from "@clickclack/durable-objects/workspace/exports/read";
import { type ExportedTable, exportedTables } from "@clickclack/durable-objects/workspace/exports/tables";
import { keyOf } from "@clickclack/durable-objects/workspace/uploads/remove-job";
import { type UploadId, type WorkspaceId, export_version } from "@clickclack/protocol";
import { makeZip } from "client-zip";
import { type AskForPage, exportPages } from "./export-pages.ts";

interface Entry {
	name: string;
	input: AsyncIterable<string> | ReadableStream<Uint8Array> | string;
	lastModified: string;
}

const document = (value: object): string => `${JSON.stringify(value, undefined, "\t")}\n`;

/** Writes an export as a zip, while it is read: a page of rows or a piece of a file is in memory at a time. */
export class Archive {
	readonly #begun: BegunExport;
	readonly #ask: AskForPage;
	readonly #bucket: R2Bucket | undefined;
	readonly #rows: Partial<Record<ExportedTable, number>> = {};
	readonly #files = { stored: 0, bytes: 0, missing: 0 };

	constructor(begun: BegunExport, ask: AskForPage, bucket: R2Bucket | undefined) {
		this.#begun = begun;
		this.#ask = ask;
		this.#bucket = bucket;
	}

	toStream(): ReadableStream<Uint8Array> {
		const reader = makeZip(this.#entries()).getReader();
		return new ReadableStream({
			async pull(controller) {
				const { done, value } = await reader.read();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			// client-zip 2.5.1 throws what it is cancelled with
			cancel: (reason) => reader.cancel(reason).catch(() => {}),
		});
	}

	/** What it is comes first, so that a reader can refuse it at once; how much it was comes last: without that it is not whole. */
	async *#entries(): AsyncGenerator<Entry> {
		yield this.#entry("manifest.json", document(this.#manifest()));
		for (const table of Object.keys(exportedTables) as ExportedTable[])
			yield this.#entry(`${table}.ndjson`, this.#lines(table));
		yield* this.#stored();
		yield this.#entry("counts.json", document({ rows: this.#rows, files: this.#files }));
	}

	#entry = (name: string, input: Entry["input"]): Entry => ({
		name,
		input,
		lastModified: this.#begun.scope.started_at,
	});

	#manifest(): object {
		const { schema, workspace, scope } = this.#begun;
		const { sequence, started_at, direct_messages } = scope;
		return {
			format: "clickclack-export",
			version: export_version,
			schema,
			workspace,
			started_at,
			sequence,
			direct_messages,
			tables: Object.keys(exportedTables),
			left_out: { tables: leftOutTables, columns: leftOutColumns },
		};
	}

	async *#lines(table: ExportedTable): AsyncGenerator<string> {
		this.#rows[table] = 0;
		for await (const { lines, rows } of this.#pages(table)) {
			this.#rows[table] += rows;
			yield lines;
		}
	}

	#pages = (table: ExportedTable): AsyncGenerator<ExportPage> => exportPages(this.#ask, this.#begun.scope, { table });

	/** One after the other, as the rows name them. What was deleted since is counted as missing. */
	async *#stored(): AsyncGenerator<Entry> {
		for await (const { lines } of this.#pages("uploads"))
			for (const line of lines.trimEnd().split("\n")) {
				const { id } = JSON.parse(line) as { id: UploadId };
				const found = await this.#bucket?.get(keyOf(this.#begun.workspace.id as WorkspaceId, id));
				if (!found) {
					this.#files.missing++;
					continue;
				}
				this.#files.stored++;
				this.#files.bytes += found.size;
				yield this.#entry(`files/${id}`, found.body);
			}
	}
}
