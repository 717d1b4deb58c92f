import { ChatError, close } from "@clickclack/protocol";
import { logError } from "../../log.ts";
import { Frames } from "./frames.ts";
import type { Socket } from "./socket.ts";
import type { Sockets } from "./sockets.ts";
import type { Log } from "./event-cache.ts";
import type { EventText } from "./texts.ts";

const page_size = 500;
export const resync_reason = "realtime replay limit exceeded; resync required";
const interrupted_reason = "realtime replay interrupted; reconnect with after_cursor";

interface Waiting {
	place: number;
	go: () => void;
}

/**
 * The sockets of one workspace that are catching up. After a restart that may be all of them, so each page takes one
 * turn of the event loop: commands run in between, and a page is sent before the next is built. Sockets are served in
 * the order of arrival; a slow reader waits without blocking the others.
 */
export class Replays {
	readonly #sockets: Sockets;
	readonly #idle: () => void;
	readonly #waiting: Waiting[] = [];
	#count = 0;
	#running = 0;

	/** @param idle called when no replay is running any more */
	constructor(sockets: Sockets, idle: () => void) {
		this.#sockets = sockets;
		this.#idle = idle;
	}

	/** Sends what a socket missed, page by page, then switches it to live events. */
	async start(socket: Socket, missed: Log): Promise<void> {
		this.#running++;
		try {
			if (missed.isTooLong(socket.position)) this.#sockets.close(socket, close.resync_required, resync_reason);
			else if (missed.isCaughtUp(socket.position)) goLive(socket);
			else await this.#catchUp(socket, missed, this.#count++);
		} catch (error) {
			this.#sockets.close(socket, close.try_again, interrupted_reason);
			// a member may be removed meanwhile; anything else is a bug
			if (!(error instanceof ChatError)) logError(error as Error, { while: "replay" });
		} finally {
			if (--this.#running === 0) this.#idle();
		}
	}

	/**
	 * Reading the last page and going live happen in one turn, so no event is lost in between; a live event that the
	 * replay has already sent is recognised by its number.
	 */
	async #catchUp(socket: Socket, missed: Log, place: number): Promise<void> {
		for (;;) {
			await this.#turn(place);
			const { page, reached, isLast } = missed.after(socket.position, page_size);
			this.#send(socket, page);
			socket.position = reached;
			if (isLast) return goLive(socket);
			if (!(await this.#sockets.drained(socket))) return;
		}
	}

	#send(socket: Socket, page: EventText[]): void {
		for (const frame of new Frames(page).for(socket)) this.#sockets.send(socket, frame);
	}

	#turn(place: number): Promise<void> {
		if (this.#waiting.length === 0) this.#setTurn();
		return new Promise((go) => {
			const next = this.#waiting.findIndex((other) => other.place > place);
			this.#waiting.splice(next < 0 ? this.#waiting.length : next, 0, { place, go });
		});
	}

	#setTurn(): void {
		setTimeout(() => {
			this.#waiting.shift()!.go();
			if (this.#waiting.length > 0) this.#setTurn();
		}, 0);
	}
}

const goLive = (socket: Socket): void => void (socket.isLive = true);
