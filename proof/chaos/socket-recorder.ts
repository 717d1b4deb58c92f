import { inflateRawSync } from "node:zlib";
import type { ServerEvent } from "@clickclack/sdk";
import { LeanReader } from "../../sdk/lean.ts";
import { numOf } from "../site.ts";
import type { Environment } from "./environment.ts";
import { isDurable, keyOf } from "./events.ts";
import type { Of } from "./history.ts";

/** How a client likes its events: see R5. */
export type Frames = "single" | "batch" | "compressed";

type Frame = string | ArrayBuffer;

function read(frame: Frame, reader: LeanReader): ServerEvent[] {
	if (frame === "pong") return [];
	const text = typeof frame === "string" ? frame : inflateRawSync(new Uint8Array(frame)).toString();
	if (text.startsWith('{"answer":')) return [];
	return reader.read([JSON.parse(text) as ServerEvent | ServerEvent[]].flat());
}

type Said = { user_id: string } & { [K in "channel_id" | "direct_conversation_id" | "status"]?: string | undefined };

/**
 * One socket. It writes down all that comes in, for the SDK drops what it had before: whether the server sends
 * something twice shows only here.
 */
export class SocketRecorder {
	readonly #env: Environment;
	readonly #connected: Omit<Of<"connected">, "kind" | "at">;

	constructor(env: Environment, connected: Omit<Of<"connected">, "kind" | "at">) {
		this.#env = env;
		this.#connected = connected;
		this.begin();
	}

	/** Writes down where it is: a history begins here, or the socket does. */
	begin(): void {
		this.#env.write({ kind: "connected", ...this.#connected });
	}

	/** As a client of this kind opens it; older ones take whole events, and the SDK, which wants lists, gets lists of one. */
	open(url: string, protocols: string[], frames: Frames): WebSocket {
		const address = new URL(url);
		if (frames !== "compressed") address.searchParams.set("frames", frames);
		if (frames !== "compressed") address.searchParams.delete("events");
		const socket = new WebSocket(address, protocols);
		const reader = new LeanReader(this.#env.workspace_id);
		socket.binaryType = "arraybuffer";
		let list: Event | undefined;
		socket.addEventListener("message", (event: MessageEvent<Frame>) => {
			if (event === list) return;
			const events = read(event.data, reader);
			for (const one of events) this.#receive(one);
			if (frames !== "single" || events.length === 0) return;
			event.stopImmediatePropagation();
			list = new MessageEvent("message", { data: JSON.stringify(events) });
			socket.dispatchEvent(list);
		});
		return socket;
	}

	#receive(event: ServerEvent): void {
		const { socket } = this.#connected;
		if (isDurable(event)) {
			const num = numOf(event.cursor);
			this.#connected.num = Math.max(this.#connected.num, num);
			return this.#env.write({ kind: "received", socket, num, key: keyOf(event) });
		}
		const { type, payload } = event;
		const { user_id: user, channel_id, direct_conversation_id, status }: Said = { ...payload };
		const channel = channel_id ?? direct_conversation_id;
		const said = Date.parse(event.created_at);
		this.#env.write({ kind: "ephemeral", said, socket, type, user, channel, status });
	}
}
