import { max_acts, max_message_bytes, max_values, unsupported } from "./generated-acts.ts";
import type { Answer } from "./types.ts";

/** What Node may report in place of the close code `unsupported`. */
const unknown = 1005;

const utf8 = new TextEncoder();
const isTooLong = (text: string): boolean =>
	text.length * 3 > max_message_bytes && utf8.encode(text).length > max_message_bytes;

/** A message's text; undefined for what the server would not take. */
function written(message: object): string | undefined {
	let values = 0;
	const text = JSON.stringify(message, (_, value: unknown) => {
		// an object counts for its bracket and for its comma
		values += typeof value === "object" && value !== null ? 2 : 1;
		return value;
	});
	return values > max_values || isTooLong(text) ? undefined : text;
}

/** The values of a request, as `Client.request` takes them. */
export interface Values {
	path?: object | undefined;
	query?: object | undefined;
	body?: object | undefined;
}

/** "cut": the socket ended before the answer, so whether it was done is unknown. */
export type Outcome = Answer | "cut";

/** A file of its own, which an app does not need for its first requests: they come before there is a socket. */
let names: Partial<Record<string, string>> = {};
let loading: Promise<void> | undefined;
/** Before a socket is opened. Without it, requests go over HTTP. */
export const loadNames = (): Promise<void> =>
	(loading ??= import("./generated-act-names.ts").then(
		({ acts }) => void (names = acts),
		() => void (loading = undefined),
	));

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
		const name = names[route];
		const isReady = !this.#isUnsupported && (this.#isProven || isRepeatable) && this.#waiting.size < max_acts;
		if (name === undefined || !this.#send || !isReady) return undefined;
		const act = this.#count++;
		const text = written({ act, name, input: { ...body, ...query, ...path } });
		if (text === undefined || !this.#send(text)) return undefined;
		return new Promise((settle) => this.#waiting.set(act, settle));
	}
}
