import { setTimeout } from "node:timers/promises";
import { Connection, type Reply } from "../http.ts";
import { isWrittenDown } from "../operations.ts";
import type { Request } from "../request.ts";
import { meant } from "./verdict.ts";

/** What has changed in the rows of all objects since the last look, as entry.ts answers. The first answer is no news. */
export interface Changes {
	tables: string[];
	/** those that now hold what no request may bring in */
	planted: string[];
	/** whether it may be the work of an alarm, which rings when it rings, and may have to do with other objects */
	isByAlarm: boolean;
}

export const changes = async (url: string): Promise<Changes> =>
	(await (await fetch(`${url}/proof/look`)).json()) as Changes;

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** The server may still be at what was cut off. */
const aftermath_ms = 20;

/**
 * Whether an answer says that something was done. Who was cut off is told nothing, and should not have done anything;
 * but where no body is taken, the request was all there before it was cut.
 */
function isDone(request: Request, reply: Reply): boolean {
	const operation = meant(request);
	if (safe.has(request.method) && !(operation && isWrittenDown(operation))) return false;
	if (typeof reply !== "string") return reply.status < 400;
	return reply === "closed" && operation !== undefined && !operation.body;
}

/** Sees to it that what was refused, or only read, has changed no row of any object. Nobody else may use the server. */
export class RowGuard {
	readonly connection: Connection;
	/** requests that are known to have changed nothing */
	compared = 0;

	/** @param url of a server that was built with entry.ts */
	constructor(url: string) {
		this.connection = new Connection(url);
	}

	/** What has happened until now was no request's doing. */
	async begin(): Promise<void> {
		await changes(this.connection.url);
	}

	/** After a request. @returns what is wrong */
	async after(request: Request, reply: Reply, isAgain = false): Promise<string[]> {
		if (typeof reply === "string") await setTimeout(aftermath_ms);
		const { tables, planted, isByAlarm } = await changes(this.connection.url);
		const brought = request.isPlanting ? planted.map((table) => `brought what nobody may set into ${table}`) : [];
		if (isDone(request, reply)) return brought;
		this.compared++;
		if (tables.length === 0 || (isByAlarm && isAgain)) return brought;
		// once more, without the alarm
		if (isByAlarm) return [...brought, ...(await this.after(request, await this.connection.ask(request), true))];
		const shown = typeof reply === "string" ? reply : `${reply.status} ${reply.body.slice(0, 300)}`;
		return [...brought, `changed ${tables.join(", ")}, and was answered ${shown}`];
	}
}
