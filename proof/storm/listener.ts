import { setTimeout as pause } from "node:timers/promises";
import { ping, pong } from "@clickclack/protocol";
import type { ServerEvent } from "@clickclack/sdk";
import { numOf } from "../site.ts";
import { RawWebSocket } from "../websocket.ts";
import type { Return } from "./returns.ts";

const masked_ping = Buffer.from([0x81, 0x84, 0, 0, 0, 0, ...Buffer.from(ping)]);
/** As the SDK does: a server lets go of who takes much and gives no sign of life (R24). */
const ping_every_bytes = 2 * 1024 * 1024;

/** One socket of one person. Of what it hears it keeps the places in the log. */
export class Listener extends RawWebSocket {
	readonly plan: Return;
	readonly heard: number[] = [];
	/** when it knew all up to its goal, as performance.now() has it */
	reached_at: number | undefined;
	/** told of each message that came: when it was sent */
	received: (sent_at: number) => void = () => {};
	#confirmed = 0;

	constructor(url: string, user_id: string, plan: Return) {
		super(url, { "x-clickclack-user": user_id });
		this.plan = plan;
		this.on("frame", (text) => this.#read(text));
		if (this.last >= plan.goal) this.once("changed", () => (this.reached_at = this.opened_at));
	}

	get bytes(): number {
		return this.socket?.bytesRead ?? 0;
	}

	/** The last place in the log that it knows. */
	get last(): number {
		return this.heard.at(-1) ?? numOf(this.plan.after_cursor);
	}

	#read(text: string): void {
		if (this.bytes - this.#confirmed > ping_every_bytes) {
			this.#confirmed = this.bytes;
			this.socket!.write(masked_ping);
		}
		if (text === pong) return;
		for (const event of JSON.parse(text) as ServerEvent[]) if (event.cursor) this.#hear(event);
	}

	#hear(event: ServerEvent): void {
		this.heard.push(numOf(event.cursor));
		if (this.last >= this.plan.goal) this.reached_at ??= performance.now();
		if (event.type === "message.created") this.received(Number.parseFloat(event.payload.message.body));
	}
}

const look_ms = 20;

export async function until(isDone: () => boolean, patience_ms: number): Promise<void> {
	for (const end = performance.now() + patience_ms; !isDone() && performance.now() < end;) await pause(look_ms);
}
