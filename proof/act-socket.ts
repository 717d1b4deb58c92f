import { once } from "node:events";
import { max_acts } from "@clickclack/protocol";
import { encoded, text } from "./fuzz/frames.ts";
import type { Answer as Reply } from "./http.ts";
import { RawWebSocket } from "./websocket.ts";

/** As much of an answer as is looked at. */
interface Answer {
	answer: number;
	status: number;
	body: object;
}

/** For a machine that is busy with something else: what does not come at all fails. */
const wait_ms = 60_000;

/** A socket on which operations are called. */
export class ActSocket extends RawWebSocket {
	readonly #waiting = new Map<number, (reply: Reply) => void>();
	#count = 0;

	/** @param query of GET /api/realtime/ws */
	constructor(site_url: string, query: Record<string, string>, headers: Record<string, string>) {
		super(`${site_url}/api/realtime/ws?${new URLSearchParams({ ...query, frames: "batch" }).toString()}`, headers);
		this.setMaxListeners(0);
		this.on("frame", (frame) => frame.startsWith("{") && this.#take(JSON.parse(frame) as Answer));
	}

	#take({ answer, status, body }: Answer): void {
		this.#waiting.get(answer)?.({ status, headers: [], body: JSON.stringify(body) });
		this.#waiting.delete(answer);
	}

	act(name: string, input: object): Promise<Reply> {
		return this.ask(name, JSON.stringify(input));
	}

	/**
	 * Waits its turn where as many are waiting as may be.
	 * @param input as JSON
	 */
	async ask(name: string, input: string): Promise<Reply> {
		while (this.#waiting.size >= max_acts) await once(this, "changed");
		const act = this.#count++;
		const answer = Promise.withResolvers<Reply>();
		this.#waiting.set(act, answer.resolve);
		const isLate = setTimeout(() => answer.reject(new Error(`${name}: no answer (closed: ${this.closed})`)), wait_ms);
		this.send(encoded(text(`{"act":${act},"name":"${name}","input":${input}}`)));
		return answer.promise.finally(() => clearTimeout(isLate));
	}
}
