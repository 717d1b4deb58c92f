import { deflateRawSync } from "node:zlib";
import type { User, UserId } from "@clickclack/protocol";
import type { Listener, Socket } from "./socket.ts";
import type { EventText } from "./texts.ts";

/** One WebSocket message, text or deflated. */
export type Frame = string | Uint8Array;

/** A shorter text gains little by compression. */
const worth_compressing = 2_048;
/** How many authors a socket is known to have had; then they are given to it again. */
const most_known = 500;

/**
 * Events as frames of the kind that a socket asked for (R5). A socket that has not had one of their authors gets them all
 * (R42): one frame for each set of unknown authors would be made and deflated a thousand times for a thousand sockets.
 */
export class Frames {
	readonly #texts: EventText[];
	readonly #authors: User[];
	readonly #made = new Map<string, Frame[]>();

	constructor(texts: EventText[]) {
		this.#texts = texts;
		this.#authors = authorsOf(texts);
	}

	/** Sockets that need the same get the same array. */
	for({ frames: kind, known }: Pick<Socket, "frames" | "known">): Frame[] {
		if (known.size > most_known) known.clear();
		const users = this.#authors.every(({ id }) => known.has(id)) ? [] : this.#authors;
		const key = `${kind} ${users.length}`;
		const frames = this.#made.get(key) ?? this.#make(kind, users);
		this.#made.set(key, frames);
		for (const { id } of users) known.add(id);
		return frames;
	}

	#make(kind: Listener["frames"], users: User[]): Frame[] {
		const events = this.#texts.map(({ json }) => json);
		if (kind === "single" || events.length === 0) return events;
		const list = `[${[...(users.length > 0 ? [JSON.stringify({ users })] : []), ...events].join()}]`;
		// higher levels take longer and save no more: the repetition is in ids and names
		return [kind === "compressed" && list.length >= worth_compressing ? deflateRawSync(list, { level: 1 }) : list];
	}
}

/** Each as of their first event: what changes later, a later event says. */
function authorsOf(texts: EventText[]): User[] {
	const authors = new Map<UserId, User>();
	for (const author of texts.flatMap((text) => text.authors ?? []))
		if (!authors.has(author.id)) authors.set(author.id, author);
	return [...authors.values()];
}
