// A server that answers every request of the contract, in its shape, with text that attacks a terminal.
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { type Schema, operationsAt, schemaOf } from "../proof/operations.ts";

const time = "2026-05-08T12:00:00.000Z";

// of the thousands that are drawn as nothing, most are of one kind: up to the first of it
const attacks = Array.from({ length: 0xe_01_01 }, (_, code) => String.fromCodePoint(code)).filter((character) =>
	/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|^[\ud800\udbff\udc00\udfff]$/v.test(character),
);
/** Every character that does something to a terminal, or hides, between letters. */
export const hostile = `name ${attacks.join("x")}\r\nusr_1 forged\u001b[2J\u009b2J\u001b]0;title\u0007\u202eend`;

/** An id of the same kind, which can stand in an address. */
export const hostileId = hostile.replace(/\p{Cs}/gu, "");

/** What is answered: the right shape, a refusal, the wrong shape, or a page of whatever stands in front. */
export type Manner = "answer" | "refuse" | "confuse" | "page";

/** A value of this shape, with all that it may have or only with what it must. Every text is hostile but those that are times. */
function valueOf(unresolved: Schema, isFull = true): unknown {
	const schema = schemaOf(unresolved);
	const option = (schema.oneOf ?? schema.anyOf)?.[0];
	if (option) return valueOf(option, isFull);
	if (schema.format === "date-time") return time;
	const item = schema.items ?? schema.prefixItems?.[0];
	const fields = Object.entries(schema.properties ?? {}).filter(([name]) => isFull || schema.required?.includes(name));
	const types: Record<string, () => unknown> = {
		object: () => mapValues(Object.fromEntries(fields), (field) => valueOf(field, isFull)),
		array: () => [valueOf(item!, true), valueOf(item!, false)],
		integer: () => 7,
		boolean: () => true,
	};
	return types[[schema.type].flat()[0]!]?.() ?? (schema.pattern ? hostileId : hostile);
}

const mapValues = <V, W>(values: Record<string, V>, map: (value: V) => W): Record<string, W> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));

/** One event of each type. */
export const events = schemaOf({ $ref: "#/ServerEvent" })
	.anyOf!.flatMap((one) => schemaOf(one).oneOf ?? [one])
	.flatMap((one) => [valueOf(one, true), valueOf(one, false)]);

function answer(request: IncomingMessage): unknown {
	const path = /\/api[^?]*/.exec(request.url!)![0];
	const operation = operationsAt(path).find(({ method }) => method === request.method)!;
	const { schema } = (operation.answers[200] ?? operation.answers[201] ?? operation.answers[204])!;
	// the bytes of a file have none, and what has nothing to say
	return schema ? valueOf(schema) : operation.answers[204] ? {} : hostile;
}

const html = `<!doctype html><title>Bad gateway</title>${hostile.repeat(10_000_000 / hostile.length)}`;

const manners: Record<Manner, (request: IncomingMessage) => [status: number, answer: unknown]> = {
	answer: (request) => [200, answer(request)],
	refuse: () => [403, { error: hostile, code: hostile, request_id: hostile }],
	confuse: (request) => [200, mapValues(answer(request) as Record<string, unknown>, () => [hostile])],
	page: () => [500, html],
};

const nonsense = {
	id: [hostile],
	type: [hostile],
	channel_id: [hostile],
	created_at: hostile,
	payload: { user_id: [hostile] },
};

/** Its manner is the first part of the address: `http://…/refuse`. */
export class HostileServer {
	readonly #server = createServer((request, response) => this.#answer(request, response));
	readonly #sockets = new WebSocketServer({ noServer: true });

	async start(): Promise<void> {
		this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
		await once(this.#server.listen(0, "127.0.0.1"), "listening");
	}

	url(manner: Manner): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${manner}`;
	}

	stop(): void {
		this.#server.close().closeAllConnections();
	}

	#answer(request: IncomingMessage, response: ServerResponse): void {
		request.resume();
		// a stream ends when a request for the same is refused
		const manner = request.url!.includes("/api/realtime/") ? "refuse" : mannerOf(request);
		const [status, body] = manners[manner](request);
		response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
	}

	/** Says everything that can happen, and closes. */
	#upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		this.#sockets.handleUpgrade(request, socket, head, (wire) => {
			wire.send(JSON.stringify(mannerOf(request) === "confuse" ? [nonsense] : events));
			wire.close(1008, "revoked");
		});
	}
}

const mannerOf = (request: IncomingMessage): Manner => request.url!.split("/")[1] as Manner;
