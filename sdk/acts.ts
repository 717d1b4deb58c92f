import { acts } from "./generated-acts.ts";
import type { Answer } from "./types.ts";

/** The server refuses more at once; those go over HTTP. */
const max_at_once = 32;
/** The longest message that the server takes, in bytes. */
const max_bytes = 256 * 1024;
/** Close codes of a server that does not know acts; Node may not report the first one. */
const [unsupported, unknown] = [1003, 1005];

const utf8 = new TextEncoder();
const isTooLong = (text: string): boolean => text.length * 3 > max_bytes && utf8.encode(text).length > max_bytes;

/** The values of a request, as `Client.request` takes them. */
export interface Values {
	path?: object | undefined;
	query?: object | undefined;
	body?: object | undefined;
}

/** "cut": the socket ended before the answer, so whether it was done is unknown. */
export type Outcome = Answer | "cut";

/** Requests that are sent on the sockets of one stream, and wait for their answers. */
export class Acts {
	#send: ((text: string) => boolean) | undefined;
	readonly #waiting = new Map<number, (outcome: Outcome) => void>();
	#count = 0;
	/** the server of the current socket has answered an act */
	#isProven = false;
	#isUnsupported = false;

	/** A socket is open. @param send returns false when it is open no more */
	begin(send: (text: string) => boolean): void {
		this.#send = send;
		this.#isProven = false;
	}

	/** The socket has ended. */
	end(code: number): void {
		const isRefused = code === unsupported || (code === unknown && !this.#isProven);
		if (isRefused && this.#waiting.size > 0) this.#isUnsupported = true;
		this.#send = undefined;
		for (const settle of this.#waiting.values()) settle("cut");
		this.#waiting.clear();
	}

	/** Takes a frame that is not a list of events. @returns false for an invalid one */
	take(frame: string): boolean {
		try {
			const answer = JSON.parse(frame) as Answer;
			this.#isProven = true;
			this.#waiting.get(answer.answer)?.(answer);
			return this.#waiting.delete(answer.answer);
		} catch {
			return false;
		}
	}

	/**
	 * Sends a request. Until the server has answered one, it may be an older one that does not run acts but closes the
	 * socket: so the first ones are those that can be repeated.
	 * @returns undefined when it has to go over HTTP
	 */
	ask(route: string, { path, query, body }: Values, isRepeatable: boolean): Promise<Outcome> | undefined {
		const name = acts[route];
		const isReady = !this.#isUnsupported && (this.#isProven || isRepeatable) && this.#waiting.size < max_at_once;
		if (name === undefined || !this.#send || !isReady) return undefined;
		const act = this.#count++;
		const text = JSON.stringify({ act, name, input: { ...body, ...query, ...path } });
		if (isTooLong(text) || !this.#send(text)) return undefined;
		return new Promise((settle) => this.#waiting.set(act, settle));
	}
}
