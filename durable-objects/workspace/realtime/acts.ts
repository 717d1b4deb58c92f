import {
	Act,
	ChatError,
	type Outcome,
	type Route,
	actOf,
	answerOf,
	close,
	extentOf,
	failureOf,
	givenIn,
	max_acts,
	max_message_bytes,
	max_values,
	parseInput,
	refuseDeep,
	requestIds,
	tooFast,
	unexpected,
} from "@clickclack/protocol";
import type { Actor } from "../../actor.ts";
import { logError } from "../../log.ts";
import type { Socket } from "./socket.ts";
import type { Sockets } from "./sockets.ts";

/** In the frame, the input is inside the act. */
const frame_depth = 1;
const wait_s = 1;

/** What acts need of their workspace. */
export interface ActContext {
	/** whether the actor may send a message of so many bytes now, whatever it says */
	allow: (actor: Actor, bytes: number) => boolean;
	/** runs an operation on the object that it belongs to */
	run: (actor: Actor, route: Route, input: object) => Promise<Outcome<unknown>>;
	/** a path as an address; `origin` is that of the address at which the socket was opened */
	toUrl: (path: string, origin: string) => string;
}

/** An answer or a failure, before it has the act's number. */
interface Answered {
	status: number;
	body: object;
	retry_after?: number | undefined;
}

/** What clients do on their sockets: parsed, run and answered as over HTTP. */
export class Acts {
	readonly #sockets: Sockets;
	readonly #context: ActContext;

	constructor(sockets: Sockets, context: ActContext) {
		this.#sockets = sockets;
		this.#context = context;
	}

	/** Takes a message of a client. */
	async take(socket: Socket, message: string | ArrayBuffer): Promise<void> {
		const act = this.#accept(socket, message);
		if (!act) return;
		socket.acts++;
		const answered = await this.#answer(socket, act, message as string);
		this.#sockets.answer(socket, JSON.stringify({ answer: act.act, ...answered }));
	}

	/** Closes the socket of a client that sends anything but acts, or too much. */
	#accept(socket: Socket, message: string | ArrayBuffer): Act | undefined {
		const refuse = (code: number, reason: string): undefined => {
			this.#sockets.close(socket, code, reason);
		};
		const bytes = bytesOf(message);
		if (bytes > max_message_bytes) return refuse(close.too_long, "this message is too long");
		if (!this.#context.allow(socket.actor, bytes)) return refuse(close.try_again, "too much at once");
		if (hasTooMany(message)) return refuse(close.too_long, `this message has more than ${max_values} values`);
		const act = socket.frames === "single" ? undefined : actIn(message);
		if (!act) return refuse(close.unsupported, "this is neither ping nor an act");
		return this.#sockets.isAlive(socket) ? act : undefined;
	}

	async #answer(socket: Socket, act: Act, text: string): Promise<Answered> {
		const { request_id, correlation_id } = requestIds(crypto.randomUUID(), act.correlation_id);
		try {
			if (socket.acts > max_acts) throw tooFast(wait_s);
			refuseDeep(text, frame_depth);
			return await this.#perform(socket, { ...act, correlation_id }, request_id);
		} catch (thrown) {
			if (thrown instanceof ChatError) return failureOf(thrown, request_id);
			logError(thrown as Error, { request_id, act: act.name });
			return failureOf(unexpected(thrown as Error), request_id);
		}
	}

	async #perform({ actor, origin }: Socket, { name, input, correlation_id = "" }: Act, request_id: string) {
		const route = actOf(name);
		if (!route) throw new ChatError("route_not_found", "no operation of this name can be called on a socket");
		const result = await this.#context.run(actor, route, parseInput(route, givenIn(route, input, correlation_id)));
		if (!result.ok) return failureOf(result, request_id);
		return answerOf(route, result.value, (path) => this.#context.toUrl(path, origin));
	}
}

const bytesOf = (message: string | ArrayBuffer): number =>
	typeof message === "string" ? Buffer.byteLength(message) : message.byteLength;

const hasTooMany = (message: string | ArrayBuffer): boolean =>
	typeof message === "string" && extentOf(message, max_values).values > max_values;

function actIn(message: string | ArrayBuffer): Act | undefined {
	if (typeof message !== "string") return undefined;
	try {
		return Act.safeParse(JSON.parse(message)).data;
	} catch {
		return undefined;
	}
}
