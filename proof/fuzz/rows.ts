import { setTimeout } from "node:timers/promises";
import type { Connection, Reply } from "../http.ts";
import type { Request } from "../request.ts";
import { meant } from "./verdict.ts";

/** The digest of each table's rows, by its name. */
export type Tables = Record<string, string>;

/** What entry.ts answers: the objects that somebody was in since the last look, as they are now. */
export interface Look {
	rows: Record<string, { found: Tables; left: Tables }>;
	/** those whose alarm rang */
	rang: string[];
}

export interface Changes {
	/** in words */
	tables: string[];
	/** whether it may be the work of an alarm, which rings when it rings, and may have to do with other objects */
	isByAlarm: boolean;
	/** tables that now hold what no request may bring in */
	planted: string[];
}

const isPlanted = (digest: string): boolean => digest.endsWith("planted");

/** All rows of all objects of a server that was built with entry.ts, as far as they changed. */
export class Rows {
	readonly #url: string;
	readonly #known = new Map<string, Tables>();

	constructor(url: string) {
		this.#url = `${url}/proof/look`;
	}

	/** Since it was last asked. The first answer is no news. */
	async changes(): Promise<Changes> {
		const { rows, rang } = (await (await fetch(this.#url)).json()) as Look;
		const found: Changes = { tables: [], isByAlarm: rang.length > 0, planted: [] };
		for (const [object, { found: now, left }] of Object.entries(rows)) {
			const before = this.#known.get(object) ?? {};
			this.#known.set(object, left);
			const where = object === "directory" ? "the directory" : "a workspace";
			const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
				(table) => before[table] !== now[table],
			);
			found.tables.push(...changed.map((table) => `${table} of ${where}`));
			const fresh = changed.filter((table) => isPlanted(now[table] ?? "") && !isPlanted(before[table] ?? ""));
			found.planted.push(...fresh.map((table) => `${table} of ${where}`));
		}
		return found;
	}
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** The server may still be at what was cut off. */
const aftermath_ms = 20;

/**
 * Whether an answer says that something was done. Who was cut off is told nothing, and should not have done anything;
 * but where no body is taken, the request was all there before it was cut.
 */
function isDone(request: Request, reply: Reply): boolean {
	if (safe.has(request.method)) return false;
	if (typeof reply !== "string") return reply.status < 400;
	const operation = meant(request);
	return reply === "closed" && operation !== undefined && !operation.requestBody;
}

/** Sees to it that what was refused, or only read, has changed no row of any object. Nobody else may use the server. */
export class RowGuard {
	readonly #connection: Connection;
	readonly #rows: Rows;
	/** requests that are known to have changed nothing */
	compared = 0;
	/** those that were asked once more, because an alarm rang meanwhile */
	repeated = 0;

	constructor(connection: Connection, url: string) {
		this.#connection = connection;
		this.#rows = new Rows(url);
	}

	/** What has happened until now was no request's doing. */
	async begin(): Promise<void> {
		await this.#rows.changes();
	}

	/** After a request. @returns what is wrong */
	async after(request: Request, reply: Reply): Promise<string[]> {
		if (typeof reply === "string") await setTimeout(aftermath_ms);
		const changes = await this.#rows.changes();
		const brought = request.isPlanting
			? changes.planted.map((table) => `brought what nobody may set into ${table}`)
			: [];
		if (isDone(request, reply)) return brought;
		this.compared++;
		if (changes.tables.length === 0) return brought;
		const wrong = changes.isByAlarm ? await this.#again(request) : complaint(changes, reply);
		return [...brought, ...wrong];
	}

	/** Once more, without the alarm. */
	async #again(request: Request): Promise<string[]> {
		this.repeated++;
		const reply = await this.#connection.ask(request);
		const changes = await this.#rows.changes();
		if (changes.tables.length === 0 || changes.isByAlarm) return [];
		return complaint(changes, reply);
	}
}

const shown = (reply: Reply): string =>
	typeof reply === "string" ? reply : `${reply.status} ${reply.body.slice(0, 300)}`;

function complaint({ tables }: Changes, reply: Reply): string[] {
	return [`changed ${tables.join(", ")}, and was answered ${shown(reply)}`];
}
