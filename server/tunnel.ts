import type { Duplex } from "node:stream";
import { max_message_bytes } from "@clickclack/protocol";
import { CloseDetector, MessageLimit } from "./frames.ts";

/** How long a client may take to answer the server's close frame. One that does not would hold buffers in the runtime. */
const close_timeout_ms = 3_000;
/** The time for both close frames to leave our buffers. */
const linger_ms = 50;

/** WebSocket close frame, code 1009: message too big. */
const too_big = Buffer.from([0x88, 2, 1009 >> 8, 1009 & 0xff]);

/** Forwards both ways, until one side ends; what the client sends is limited. */
export function join(socket: Duplex, inner: Duplex): void {
	const limit = new MessageLimit(max_message_bytes);
	const closing = new CloseDetector();
	const end = () => void [socket.destroy(), inner.destroy()];
	for (const side of [socket, inner]) side.on("error", end).on("close", end);
	inner.pipe(socket);
	inner.on("data", (chunk: Buffer) => closing.endsIn(chunk) && finish());
	// Node clients report a close only when the connection ends, and the runtime keeps it for ten seconds (2026-11-28)
	const finish = (): void => {
		inner.unpipe(socket).resume();
		socket.end();
		setTimeout(end, close_timeout_ms).unref();
	};
	const endWhenBothClose = () => closing.wasSent && limit.isClosing && setTimeout(end, linger_ms).unref();
	const forward = (chunk: Buffer): void => {
		if (limit.take(chunk)) {
			if (!inner.write(chunk)) socket.pause();
			return void endWhenBothClose();
		}
		socket.off("data", forward);
		inner.unpipe(socket);
		socket.end(too_big, end);
	};
	socket.on("data", forward);
	inner.on("drain", () => socket.resume());
	socket.on("end", () => inner.end());
}
