import { Acts, loadNames } from "./acts.ts";
import type { Client } from "./client.ts";
import { ConnectionError } from "./errors.ts";
import { backOff, isPassing, pause } from "./retry.ts";
import { canInflate } from "./frames.ts";
import { LeanReader } from "./lean.ts";
import { Socket, close } from "./socket.ts";
import type { ServerEvent, WorkspaceId } from "./types.ts";

const redial_base_ms = 500;
const redial_cap_ms = 15_000;

/** `waiting`: the connection is lost and will be retried in a moment. */
export type StreamState = "connecting" | "open" | "waiting" | "closed";

export interface StreamOptions {
	/** the cursor of the last known event; without it the stream begins with `resync` */
	after?: string;
	/** ends the stream, without an error */
	signal?: AbortSignal;
	/** fetches a new snapshot and returns its cursor; by default only the cursor is used */
	resync?: () => Promise<string>;
	onState?: (state: StreamState) => void;
}

/**
 * The events of a workspace across any number of sockets: each once, in the order of their cursors. When the connection is
 * lost it reconnects from the last handled event: the last one after which the consumer asked for the next.
 * Ends with a `RequestError` when the server refuses a reconnect, without an error when `signal` aborts.
 */
export class Stream {
	readonly #client: Client;
	readonly #workspace_id: WorkspaceId;
	readonly #options: StreamOptions;
	/** what is asked on its sockets */
	readonly #acts = new Acts();
	#cursor: string | undefined;
	#failures = 0;

	constructor(client: Client, workspace_id: WorkspaceId, options: StreamOptions) {
		this.#client = client;
		this.#workspace_id = workspace_id;
		this.#options = options;
		this.#cursor = options.after;
	}

	async *frames(): AsyncGenerator<ServerEvent[], void> {
		const { signal, onState } = this.#options;
		try {
			while (!this.#isOver) {
				try {
					yield* this.#connection();
				} catch (error) {
					if (!this.#isOver && !isPassing(error)) throw error;
				}
				if (this.#isOver) return;
				onState?.("waiting");
				await pauseOffline(backOff(this.#failures++, redial_base_ms, redial_cap_ms), signal);
			}
		} finally {
			onState?.("closed");
		}
	}

	get #isOver(): boolean {
		return this.#options.signal?.aborted ?? false;
	}

	/** The events of one socket. Returns when a reconnect makes sense, throws otherwise. */
	async *#connection(): AsyncGenerator<ServerEvent[], void> {
		this.#options.onState?.("connecting");
		this.#cursor ??= await this.#resync();
		const { session } = this.#client;
		const socket = await this.#dial(this.#cursor);
		const forget = this.#client.sockets.add(this.#workspace_id, session, this.#acts);
		const disconnect = () => socket.disconnect();
		this.#options.signal?.addEventListener("abort", disconnect);
		if (this.#isOver) disconnect();
		try {
			yield* this.#fresh(socket);
		} finally {
			forget();
			this.#options.signal?.removeEventListener("abort", disconnect);
		}
		if (socket.wasStable) this.#failures = 0;
		if (!socket.wasOpened || socket.code === close.revoked || socket.code === close.unknown) await this.#probe();
		// without a close code the cursor may be the reason
		if (socket.code === close.resync_required || socket.code === close.unknown) this.#cursor = undefined;
	}

	/** Events that the consumer has not had. The cursor moves when they ask for the next, so nothing half-handled is skipped. */
	async *#fresh(socket: Socket): AsyncGenerator<ServerEvent[], void> {
		for await (const frame of socket) {
			const events = frame.filter(({ cursor }) => cursor === "" || cursor > (this.#cursor ?? ""));
			if (events.length > 0) yield events;
			this.#cursor = events.findLast(({ cursor }) => cursor !== "")?.cursor ?? this.#cursor;
		}
	}

	async #dial(after_cursor: string): Promise<Socket> {
		const frames = canInflate() ? "compressed" : "batch";
		const query = { workspace_id: this.#workspace_id, after_cursor, frames, events: "lean" };
		try {
			await loadNames();
			const socket = await this.#client.connect("/api/realtime/ws", query);
			return new Socket(socket, new LeanReader(this.#workspace_id), this.#acts, () => this.#options.onState?.("open"));
		} catch (error) {
			await this.#probe();
			throw new ConnectionError("the socket could not be opened", { cause: error });
		}
	}

	/** Browsers do not say why a socket was refused; a plain request to the same server does, by its error. */
	async #probe(): Promise<void> {
		const query = { workspace_id: this.#workspace_id, after_cursor: this.#cursor, limit: 1 };
		await this.#client.request("GET /api/realtime/events", { query, signal: this.#options.signal });
	}

	async #resync(): Promise<string> {
		if (this.#options.resync) return await this.#options.resync();
		const input = { path: { workspace_id: this.#workspace_id }, signal: this.#options.signal };
		return (await this.#client.request("GET /api/workspaces/{workspace_id}/snapshot", input)).cursor;
	}
}

/** Waits, but not beyond the moment when a browser comes back online. */
async function pauseOffline(ms: number, signal: AbortSignal | undefined): Promise<void> {
	const online = new AbortController();
	const cut = () => online.abort();
	globalThis.addEventListener?.("online", cut);
	await pause(ms, signal ? AbortSignal.any([signal, online.signal]) : online.signal);
	globalThis.removeEventListener?.("online", cut);
}
