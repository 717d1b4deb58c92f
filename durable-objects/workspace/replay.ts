import { type DurableEvent, close, max_replay } from "@clickclack/protocol";
import { framed } from "./framing.ts";
import type { Socket, Sockets } from "./sockets.ts";

/** The log as one person may hear it at this moment. */
export interface Log {
	countAfter: (num: number, limit: number) => number;
	eventsAfter: (num: number, limit: number) => { num: number; event: DurableEvent }[];
}

const page_size = 500;
export const resync_reason = "realtime replay limit exceeded; resync required";

/**
 * Sends what a socket missed, page by page, then lets it hear live. Reading the last page and going live happen in one
 * turn, so nothing falls between; live events that the replay has sent already are known by their number.
 */
export async function replay(sockets: Sockets, socket: Socket, log: Log): Promise<void> {
	if (log.countAfter(socket.position, max_replay + 1) > max_replay)
		return sockets.close(socket, close.resync_required, resync_reason);
	for (;;) {
		const page = log.eventsAfter(socket.position, page_size);
		if (page.length === 0) break;
		sendPage(sockets, socket, page);
		// other requests have their turn between pages, and the reader time to read
		if (!(await sockets.drained(socket))) return;
	}
	socket.isLive = true;
}

function sendPage(sockets: Sockets, socket: Socket, page: ReturnType<Log["eventsAfter"]>): void {
	socket.position = page.at(-1)!.num;
	const events = page.map(({ event }) => JSON.stringify(event));
	for (const frame of framed(events, socket.frames)) sockets.send(socket, frame);
}
