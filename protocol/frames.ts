import * as z from "zod";
import { Answer } from "./acts.ts";
import { DurableEvent, EphemeralEvent } from "./events.ts";
import { LeanFrame } from "./lean.ts";

/** Raised when a frame changes in a way that older clients would not understand. */
export const protocol_version = 1;

export const ServerEvent = z.union([DurableEvent, EphemeralEvent]).meta({ id: "ServerEvent" });
export type ServerEvent = z.infer<typeof ServerEvent>;

/**
 * With `frames=batch` a text frame is a list of events, or an answer; without it, one event. `frames=compressed` deflates
 * long lists (R5). With `events=lean` the events of a list are lean.
 */
export const ServerFrame = z.union([ServerEvent, z.array(ServerEvent), LeanFrame, Answer]).meta({ id: "ServerFrame" });
export type ServerFrame = z.infer<typeof ServerFrame>;

/** What a client sends on the socket besides acts, every few seconds at most; answered without waking the object. */
export const ping = "ping";
export const pong = "pong";

/** The longest message that a client may send on a socket, over all its frames; a longer one closes it with 1009. */
export const max_message_bytes = 256 * 1024;

/** Close codes that mean something to a client. */
export const close = {
	/** reconnect with the last cursor */
	try_again: 1013,
	/** signed out or removed: do not reconnect with this credential */
	revoked: 1008,
	/** it sent something other than ping and acts */
	unsupported: 1003,
	/** it sent a message that is too long */
	too_long: 1009,
	/** the cursor is no longer usable: fetch a snapshot */
	resync_required: 4001,
} as const;

/** The longest replay on a socket; a client that is further behind fetches a snapshot. */
export const max_replay = 5_000;
