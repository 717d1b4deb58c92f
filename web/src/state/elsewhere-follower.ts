import {
	apply,
	pause,
	reset,
	type DurableEvent,
	type ServerEvent,
	type StreamState,
	type WorkspaceId,
} from "@clickclack/sdk";
import { client } from "../client.ts";
import { elsewhere } from "./elsewhere.svelte.ts";
import { isWritten } from "./news.ts";
import { OtherWorkspace } from "./other-workspace.ts";
import { soundFor } from "./sounds.ts";

/** So many are followed on a socket each; the others are asked once in a while. */
const most_live = 8;
const ask_every_ms = 60_000;
/** The workspace that is open comes first. */
const begin_after_ms = 1_500;
/** What comes sooner on a connection may have been written before it. */
const replay_ms = 3_000;

const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

/** Keeps what waits in other workspaces up to date. */
class Follower {
	readonly #waiting = elsewhere.waiting;
	/** Of those that are followed on a socket. */
	readonly #ends = new Map<WorkspaceId, AbortController>();
	#asking = new AbortController();

	/**
	 * Those that were followed before go on as they are.
	 * @param ids those that were used last first
	 */
	follow(ids: WorkspaceId[]): void {
		const live = ids.slice(0, most_live);
		for (const id of this.#waiting.keys()) if (!ids.includes(id)) this.#waiting.delete(id);
		for (const [id, ended] of this.#ends) {
			if (live.includes(id)) continue;
			ended.abort();
			this.#ends.delete(id);
		}
		for (const id of live) if (!this.#ends.has(id)) void this.#live(id);
		this.#asking.abort();
		this.#asking = new AbortController();
		void this.#askAll(ids.slice(most_live), this.#asking.signal);
	}

	async #askAll(ids: WorkspaceId[], signal: AbortSignal): Promise<void> {
		/** the cursors that they were counted at */
		const counted = new Map<WorkspaceId, string>();
		await pause(begin_after_ms, signal);
		while (!signal.aborted && ids.length > 0) {
			for (const id of ids) {
				if (signal.aborted) return;
				await this.#ask(id, counted, signal).catch(() => {
					counted.delete(id);
					this.#waiting.delete(id);
				});
			}
			await pause(ask_every_ms, signal);
		}
	}

	/** Where no event was meanwhile, not even that a reminder is due, as much waits as before. */
	async #ask(id: WorkspaceId, counted: Map<WorkspaceId, string>, signal: AbortSignal): Promise<void> {
		const snapshot = await client.workspaces.snapshot(id);
		if (counted.get(id) === snapshot.cursor) return;
		const other = new OtherWorkspace(snapshot);
		await other.load();
		if (signal.aborted) return;
		this.#waiting.set(id, other.waiting);
		if (other.isWhole) counted.set(id, snapshot.cursor);
	}

	/** One that lets me in no more, or cannot be reached, shows nothing. */
	async #live(id: WorkspaceId): Promise<void> {
		const ended = new AbortController();
		const { signal } = ended;
		this.#ends.set(id, ended);
		await pause(begin_after_ms, signal);
		while (!signal.aborted) {
			try {
				const other = new OtherWorkspace(await client.workspaces.snapshot(id));
				await other.loadAll();
				if (!signal.aborted) this.#waiting.set(id, other.waiting);
				await (other.isWhole ? this.#receive(id, other, signal) : pause(ask_every_ms, signal));
			} catch {
				this.#waiting.delete(id);
				await pause(ask_every_ms, signal);
			}
		}
	}

	/** Until `signal` aborts, or until the events no longer tell everything. */
	async #receive(id: WorkspaceId, other: OtherWorkspace, signal: AbortSignal): Promise<void> {
		const { state } = other;
		const resync = async () => {
			reset(state, await client.workspaces.snapshot(id));
			await other.loadAll();
			return state.cursor;
		};
		let opened_at = Infinity;
		const onState = (now: StreamState) => now === "open" && (opened_at = Date.now());
		const count = () => !signal.aborted && this.#waiting.set(id, other.waiting);
		for await (const events of client.frames(id, { after: state.cursor, signal, resync, onState })) {
			const isLive = Date.now() - opened_at > replay_ms;
			for (const event of events.filter(isDurable)) {
				apply(state, event);
				if (isLive && isWritten(event)) soundFor(event.payload.message, state);
			}
			void other.receive(events).then(count);
			count();
			if (signal.aborted || state.stale || !other.isWhole) return;
		}
	}
}

export const follower = new Follower();
