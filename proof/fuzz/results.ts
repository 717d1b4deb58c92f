import type { Reply } from "../http.ts";
import type { Operation } from "../operations.ts";
import type { Request } from "../request.ts";
import { meant } from "./verdict.ts";

/** Answers that the document lists, and that no request gets here; with the reason. */
export const unreachable: { why: string; statuses: string[]; of: (operation: Operation) => boolean }[] = [
	{
		why: "they are faults of the server's own, and faults are what is looked for",
		statuses: ["500", "503"],
		of: () => true,
	},
	{
		why: "DEV_AUTH is on here: worker/middleware/actor.test.ts has it off",
		statuses: ["501"],
		of: () => true,
	},
	{
		why: "nobody is held to a pace on loopback with DEV_AUTH: worker/pace.test.ts and middleware/limits.test.ts do that",
		statuses: ["429"],
		of: () => true,
	},
	{
		why: "every route lists them (protocol/route.ts), though where no body is taken none is looked at",
		statuses: ["413", "415"],
		of: ({ body }) => body === undefined,
	},
	{
		why: "the document lists conflict here, and nothing throws it: an archived channel is 403, another's nonce nonce_conflict (400)",
		statuses: ["409"],
		of: ({ name }) => name === "createMessage" || name === "replyInThread",
	},
	{
		why: "the operator is no browser: their JSON is read whatever it is said to be",
		statuses: ["415"],
		of: ({ access }) => access === "operator",
	},
	{
		why: "nobody makes as many invites here as one may: durable-objects/workspace/caps.test.ts does",
		statuses: ["409"],
		of: ({ name }) => name === "createInvite" || name === "createOperatorInvite",
	},
	{
		why: "the operator's token is no cookie that could be forged, and may do everything: a wrong one is 401",
		statuses: ["403"],
		of: ({ access }) => access === "operator",
	},
	{
		why: "nobody asks which site sent a GET, and whoever sees what they ask for may see it",
		statuses: ["403"],
		of: ({ method, name }) => method === "GET" && !guarded.has(name),
	},
];

/** What only some members may read, or listen to. */
const guarded = new Set(["listInvites", "listEvents", "connect"]);

/** @returns undefined where it has to be reached */
export const reasonNotToReach = (operation: Operation, status: string): string | undefined =>
	unreachable.find(({ statuses, of }) => statuses.includes(status) && of(operation))?.why;

export interface Violation {
	what: string;
	/** the smallest that showed it */
	request: Request | undefined;
	times: number;
}

const size = ({ head, body }: Request): number => head.length + body.length;

/** What is of one request only, and would make each fault look like another. */
const ids = /[a-z]{3}_\w{26,}|[0-9a-f]{32}/g;

export class Results {
	sent = 0;
	readonly #byOperation = new Map<string, Map<string, number>>();
	readonly #violations = new Map<string, Violation>();

	count(request: Request, reply: Reply): void {
		this.sent++;
		const name = meant(request)?.name ?? "(no operation)";
		const statuses = this.#byOperation.get(name) ?? new Map<string, number>();
		const status = typeof reply === "string" ? reply : String(reply.status);
		this.#byOperation.set(name, statuses.set(status, (statuses.get(status) ?? 0) + 1));
	}

	/** @returns whether nothing like it was seen before */
	add(said: string, request?: Request): boolean {
		const what = said.replaceAll(ids, "…");
		const key = `${(request && meant(request)?.name) ?? ""} ${what}`;
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
		const statuses = this.#byOperation.get(operation.name) ?? new Map<string, number>();
		const all = Object.keys(operation.answers).filter((status) => !statuses.has(status));
		return all.filter((status) => reasonNotToReach(operation, status) === undefined);
	}
}
