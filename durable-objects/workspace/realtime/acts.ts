import {
	Act,
	ChatError,
	type Outcome,
	type Route,
	actOf,
	answerOf,
	close,
	failureOf,
	givenIn,
	max_acts,
	max_message_bytes,
	parseInput,
	refuseDeep,
	requestIds,
	tooFast,
	unexpected,
	utf8Length,
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
	/** whether the actor may send a message of this length now, whatever it says */
	allow: (actor: Actor, length: number) => boolean;
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
		if (isTooLong(message)) return refuse(close.too_long, "this message is too long");
		if (!this.#context.allow(socket.actor, lengthOf(message))) return refuse(close.try_again, "too much at once");
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

const lengthOf = (message: string | ArrayBuffer): number =>
	typeof message === "string" ? message.length : message.byteLength;

/** A text's bytes are counted only where it may have too many. */
function isTooLong(message: string | ArrayBuffer): boolean {
	const length = lengthOf(message);
	if (typeof message !== "string" || length > max_message_bytes) return length > max_message_bytes;
	return 3 * length > max_message_bytes && utf8Length(message) > max_message_bytes;
}

function actIn(message: string | ArrayBuffer): Act | undefined {
	if (typeof message !== "string") return undefined;
	try {
		return Act.safeParse(JSON.parse(message)).data;
	} catch {
		return undefined;
	}
}
