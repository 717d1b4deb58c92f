import { type Operation, operations } from "./contract.ts";
import type { Request } from "./drafts.ts";
import { reasonNotToReach } from "./unreached.ts";
import { meant } from "./verdict.ts";
import type { Reply } from "./wire.ts";

export interface Violation {
	what: string;
	/** the smallest that showed it */
	request: Request | undefined;
	times: number;
}

const size = ({ head, body }: Request): number => head.length + body.length;

/** What is of one request only, and would make each fault look like another. */
const ids = /[a-z]{3}_\w{26,}|[0-9a-f]{32}/g;

/** What came of it all. */
export class Tally {
	sent = 0;
	readonly #byOperation = new Map<string, Map<string, number>>();
	readonly #violations = new Map<string, Violation>();

	count(request: Request, reply: Reply): void {
		this.sent++;
		const name = meant(request)?.operationId ?? "(no operation)";
		const statuses = this.#byOperation.get(name) ?? new Map<string, number>();
		const status = typeof reply === "string" ? reply : String(reply.status);
		this.#byOperation.set(name, statuses.set(status, (statuses.get(status) ?? 0) + 1));
	}

	/** @returns whether nothing like it was seen before */
	add(said: string, request?: Request): boolean {
		const what = said.replaceAll(ids, "…");
		const key = `${(request && meant(request)?.operationId) ?? ""} ${what}`;
		const known = this.#violations.get(key);
		if (!known) this.#violations.set(key, { what, request, times: 1 });
		else known.times++;
		if (known?.request && request && size(request) < size(known.request)) known.request = request;
		return !known;
	}

	get violations(): Violation[] {
		return [...this.#violations.values()];
	}

	/** How often each operation did what it was asked for. */
	succeeded(name: string): number {
		const statuses = [...(this.#byOperation.get(name) ?? [])];
		return statuses.filter(([status]) => /^[12]\d\d$/.test(status)).reduce((sum, [, times]) => sum + times, 0);
	}

	/** What of an operation's statuses was never answered, but for what cannot be reached. */
	missed(operation: Operation): string[] {
		const statuses = this.#byOperation.get(operation.operationId) ?? new Map<string, number>();
		const all = Object.keys(operation.responses).filter((status) => !statuses.has(status));
		return all.filter((status) => reasonNotToReach(operation, status) === undefined);
	}

	/** Operation by operation: how often each status was answered, and which of the document's were not. */
	table(): string[] {
		return [...operations, undefined].map((operation) => {
			const name = operation?.operationId ?? "(no operation)";
			const statuses = [...(this.#byOperation.get(name) ?? [])];
			const answered = statuses.map(([status, times]) => `${status}:${times}`).toSorted();
			const never = operation ? this.missed(operation) : [];
			return `${name.padEnd(22)} ${answered.join(" ").padEnd(70)} ${never.length > 0 ? `never ${never.join(" ")}` : ""}`.trimEnd();
		});
	}
}
