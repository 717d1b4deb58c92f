import type { Answer, Reply } from "../http.ts";
import type { Operation } from "../operations.ts";
import type { Request } from "../request.ts";
import { meant } from "./verdict.ts";

/** What only some members may read, or listen to. */
const guarded = new Set(["listInvites", "listAuditLog", "exportAuditLog", "exportWorkspace", "listEvents", "connect"]);
const without_conflict = new Set(["createMessage", "replyInThread", "createInvite", "createOperatorInvite"]);

/** The answers that the document lists, and that no request gets here. */
const unreachable: Record<string, (operation: Operation) => boolean> = {
	// faults of the server's own are what is looked for
	500: () => true,
	503: () => true,
	// DEV_AUTH is on here: worker/middleware/actor.test.ts has it off
	501: () => true,
	// nobody is held to a pace on loopback with DEV_AUTH: worker/pace.test.ts and middleware/limits.test.ts do that
	429: () => true,
	// every route lists them (protocol/route.ts), though where no body is taken none is looked at
	413: ({ body }) => !body,
	// nor is it at the operator, who is no browser: their JSON is read whatever it is said to be
	415: ({ body, access }) => !body || access === "operator",
	// the filter has none of the words that come here: durable-objects/workspace/word-filter/word-filter.test.ts
	422: () => true,
	// nothing throws it at a message: an archived channel is 403, another's nonce nonce_conflict (400); and nobody makes as
	// many invites here as one may: durable-objects/workspace/caps.test.ts does
	409: ({ name }) => without_conflict.has(name),
	// the operator's token is no cookie that could be forged, and may do everything: a wrong one is 401; and nobody asks
	// which site sent a GET, and whoever sees what they ask for may see it
	403: ({ access, method, name }) => access === "operator" || (method === "GET" && !guarded.has(name)),
};

/** Of every operation. */
const min_successes = 20;

const size = ({ head, body }: Request): number => head.length + body.length;

/** What is of one request only, and would make each fault look like another. */
const ids = /[a-z]{3}_\w{26,}|[0-9a-f]{32}/g;

export class Results {
	sent = 0;
	acts = 0;
	/** successes on sockets, by operation */
	readonly #acted = new Map<string, number>();
	/** by operation and status */
	readonly #answered = new Map<string, number>();
	/** each with the smallest request that showed it */
	readonly violations = new Map<string, { what: string; request: Request | undefined; times: number }>();

	count(request: Request, reply: Reply): void {
		this.sent++;
		const key = `${meant(request)?.name} ${typeof reply === "string" ? reply : reply.status}`;
		this.#answered.set(key, (this.#answered.get(key) ?? 0) + 1);
	}

	countAct(request: Request, { status }: Answer): void {
		this.acts++;
		const { name } = meant(request)!;
		if (status < 300) this.#acted.set(name, (this.#acted.get(name) ?? 0) + 1);
	}

	/** @returns whether nothing like it was seen before */
	add(said: string, request?: Request): boolean {
		const what = said.replaceAll(ids, "…");
		const key = `${(request && meant(request)?.name) ?? ""} ${what}`;
		const { times, request: known = request } = this.violations.get(key) ?? { times: 0 };
		const smallest = request && size(request) < size(known!) ? request : known;
		this.violations.set(key, { what, request: smallest, times: times + 1 });
		return times === 0;
	}

	/** Everything that the document has is to be tried in earnest, and answered in every way but those that cannot be reached. */
	review(operation: Operation): void {
		const { name, answers } = operation;
		const timesOf = (status: string) => this.#answered.get(`${name} ${status}`) ?? 0;
		const statuses = Object.keys(answers);
		const successes = statuses.filter((status) => status < "300").reduce((sum, status) => sum + timesOf(status), 0);
		if (successes < min_successes) this.add(`${name} succeeded ${successes} times only: it is not tried in earnest`);
		const acted = this.#acted.get(name) ?? 0;
		if (operation.isAct && acted < min_successes) this.add(`${name} succeeded ${acted} times only on a socket`);
		for (const status of statuses)
			if (timesOf(status) === 0 && !unreachable[status]?.(operation)) this.add(`${name} never answered ${status}`);
	}
}
