import { vi } from "vitest";
import { type Act, ClickClack, type ServerEvent, type StreamOptions, type StreamState } from "../index.ts";

/** The server's end of a socket. */
export class Line extends EventTarget {
	readyState: 0 | 1 | 2 | 3 = 0;
	binaryType: BinaryType = "blob";
	readonly received: string[] = [];
	readonly url: URL;
	readonly protocols: string[];
	constructor(url: string, protocols: string[]) {
		super();
		this.url = new URL(url);
		this.protocols = protocols;
	}
	send(text: string) {
		this.received.push(text);
	}
	close() {
		this.readyState = 3;
	}
	open() {
		this.readyState = 1;
		this.dispatchEvent(new Event("open"));
	}
	say(...numbers: number[]) {
		const data = JSON.stringify(numbers.map((n) => ({ id: `evt_${n}`, type: "message.created", cursor: cursor(n) })));
		this.dispatchEvent(new MessageEvent("message", { data }));
	}
	/** The acts that it was sent. */
	get acts(): Act[] {
		return this.received.filter((text) => text !== "ping").map((text) => JSON.parse(text) as Act);
	}
	/** Answers an act; by default the first. */
	answer(body: object, status = 200, more: object = {}) {
		this.babble(JSON.stringify({ answer: this.acts[0]!.act, status, body, ...more }));
	}
	babble(data: string | ArrayBuffer) {
		this.dispatchEvent(new MessageEvent("message", { data }));
	}
	/** Like Node's socket when the server has sent a close frame and keeps the connection. */
	beginClosing() {
		this.readyState = 2;
	}
	drop(code: number) {
		this.readyState = 3;
		this.dispatchEvent(Object.assign(new Event("close"), { code }));
	}
}

export const workspace_id = "wsp_01jd7xk3m9abcdefgh00000000";
export const cursor = (n: number) => `0001${String(n).padStart(12, "0")}`;
export const numbers = (events: ServerEvent[]) => events.map((event) => Number(event.cursor.slice(4)));

/** A workspace whose sockets the test controls. */
export function workspace(options: StreamOptions = {}, http: () => Response = () => Response.json({ events: [] })) {
	const lines: Line[] = [];
	const asked: string[] = [];
	const states: StreamState[] = [];
	const chat = new ClickClack({
		baseUrl: "https://chat.test",
		token: "sst_1",
		connect: (url, protocols) => {
			const line = new Line(url, protocols);
			lines.push(line);
			return line;
		},
		fetch: async (input) => {
			asked.push(new URL(new Request(input).url).pathname);
			return http();
		},
	});
	const frames = chat.frames(workspace_id, { after: cursor(1), onState: (state) => states.push(state), ...options });
	const next = async () => numbers((await frames.next()).value ?? []);
	/** Socket number `n` (from 0), once it is opened; lets time pass until then. */
	const line = async (n: number) => {
		for (let ms = 0; !lines[n] && ms < 60_000; ms += 50) await vi.advanceTimersByTimeAsync(50);
		await vi.advanceTimersByTimeAsync(0);
		return lines[n]!;
	};
	return { chat, frames, next, line, lines, asked, states };
}
