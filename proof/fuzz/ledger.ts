import { setTimeout } from "node:timers/promises";
import { shown } from "./cast.ts";
import type { Request } from "./drafts.ts";
import { type Changes, Rows } from "./rows.ts";
import { meant } from "./verdict.ts";
import type { Reply, Wire } from "./wire.ts";

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
export class Ledger {
	readonly #wire: Wire;
	readonly #rows: Rows;
	/** requests that are known to have changed nothing */
	compared = 0;
	/** those that were asked once more, because an alarm rang meanwhile */
	repeated = 0;

	constructor(wire: Wire, url: string) {
		this.#wire = wire;
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
		const reply = await this.#wire.ask(request);
		const changes = await this.#rows.changes();
		if (changes.tables.length === 0 || changes.isByAlarm) return [];
		return complaint(changes, reply);
	}
}

function complaint({ tables }: Changes, reply: Reply): string[] {
	return [`changed ${tables.join(", ")}, and was answered ${shown(reply)}`];
}
