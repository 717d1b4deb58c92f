import type { Socket } from "./socket.ts";

const max_unsent_bytes = 1024 * 1024;
/** Where the runtime does not report unsent bytes, this much after the last ping is too much. */
const max_unconfirmed = 8 * 1024 * 1024;

/** bufferedAmount is new in workerd 1.20261117 (2026-11-17); older runtimes do not have it */
interface Unsent {
	bufferedAmount?: number;
}

/**
 * Whether too much waits for a client that does not read.
 * @param sent the length of the last frame
 * @param lastPing when its last ping was answered, in ms; asked only when needed, since it is a call into the runtime
 */
export function isOverfull(socket: Socket, sent: number, lastPing: () => number): boolean {
	const unsent = (socket.ws as Unsent).bufferedAmount;
	if (unsent !== undefined) return unsent > max_unsent_bytes;
	socket.unconfirmed += sent;
	if (socket.unconfirmed <= max_unconfirmed) return false;
	const pinged_at = lastPing();
	if (pinged_at <= socket.pinged_at) return true;
	Object.assign(socket, { pinged_at, unconfirmed: 0 });
	return false;
}

/** Whether most of what was sent has left, as far as the runtime reports it. */
export const hasDrained = ({ ws }: Socket): boolean => ((ws as Unsent).bufferedAmount ?? 0) < max_unsent_bytes / 2;
