import { Connection } from "./connection.ts";
import type { Side, Speaker } from "./sides.ts";

const body = "The tide is out; who has seen the nets and the two lobster pots?";

export interface Sent {
	seq: number;
	/** milliseconds, as performance.now() has them */
	began: number;
	ended: number;
}

/**
 * They stay open from slice to slice, as those of clients do. Node accepts one each time its event loop goes round, so
 * if each slice opened its own, most would wait for the end of the slice.
 */
const open = new WeakMap<Side, Speaker[]>();

async function speakersOf(side: Side, count: number): Promise<Speaker[]> {
	const speakers = open.get(side) ?? [];
	open.set(side, speakers);
	while (speakers.length < count) speakers.push((await side.speaker?.(speakers.length)) ?? overHttp(side));
	return speakers.slice(0, count);
}

/** On a connection of their own. */
function overHttp(side: Side): Speaker {
	const connection = new Connection(side.server.url);
	return { say: (text) => side.send(connection, text) };
}

/** Sends for `ms` milliseconds, always `in_flight` messages at once. */
export async function send(side: Side, in_flight: number, ms: number): Promise<Sent[]> {
	const speakers = await speakersOf(side, in_flight);
	const until = performance.now() + ms;
	const sent: Sent[] = [];
	const speak = async ({ say }: Speaker) => {
		while (performance.now() < until) {
			const began = performance.now();
			const seq = await say(body);
			sent.push({ seq, began, ended: performance.now() });
		}
	};
	await Promise.all(speakers.map(speak));
	return sent;
}

const max_messages = 1_000_000;

/** People with a socket open each. A message has arrived when all of them have it. */
export class Crowd {
	readonly #side: Side;
	readonly #received: number[] = [];
	// indexed by place in the channel; plain numbers, because a thousand sockets count each message
	readonly #counts = new Uint16Array(max_messages);
	readonly #arrived = new Float64Array(max_messages);
	readonly #closers: (() => void)[] = [];
	#wanted = { seq: 0, done: () => {} };

	constructor(side: Side) {
		this.#side = side;
	}

	/** Opens `size` sockets, after everything that was said until now. */
	async gather(size: number): Promise<void> {
		const connection = new Connection(this.#side.server.url);
		const head = await this.#side.send(connection, body);
		connection.close();
		this.#received.push(...Array.from({ length: size }, () => head));
		const cursor = await this.#side.cursor();
		for (let index = 0; index < size; index++)
			this.#closers.push(await this.#side.receive(index, cursor, (seq) => this.#receive(index, seq)));
	}

	/** A frame holds everything up to its last message. */
	#receive(index: number, last: number): void {
		for (let seq = this.#received[index]! + 1; seq <= last; seq++) {
			if (++this.#counts[seq]! < this.#received.length) continue;
			this.#arrived[seq] = performance.now();
			if (seq >= this.#wanted.seq) this.#wanted.done();
		}
		this.#received[index] = last;
	}

	/** Resolves once everybody has everything up to `seq`. @returns by place, when a message had arrived everywhere */
	async arrived(seq: number): Promise<Float64Array> {
		await new Promise<void>((done) => {
			this.#wanted = { seq, done };
			if (this.#arrived[seq]! > 0) done();
		});
		return this.#arrived;
	}

	leave(): void {
		for (const close of this.#closers) close();
	}
}
