import type { Frames } from "./sides.ts";

/** How many times the other side's rate we want to reach. A missed aim is shown as missed, and nothing fails. */
export interface Aims {
	floor?: number;
	peer?: number;
}

export const sending: { in_flight: number; aims: Aims }[] = [
	{ in_flight: 1, aims: { floor: 0.6, peer: 1 } },
	{ in_flight: 16, aims: { floor: 0.75, peer: 1 } },
	{ in_flight: 64, aims: { floor: 0.85 } },
];

/** The same, as acts on an open socket. */
export const sendingOnSockets: typeof sending = [
	{ in_flight: 1, aims: { floor: 1, peer: 1 } },
	{ in_flight: 16, aims: { floor: 1, peer: 1 } },
	{ in_flight: 64, aims: {} },
];

/** People who have a socket when many have one. */
export const crowd = 1_000;

export const receiving: { sockets: number; frames: Frames; aims: Aims }[] = [
	{ sockets: 100, frames: "single", aims: {} },
	{ sockets: 100, frames: "batch", aims: { floor: 4 } },
	{ sockets: 100, frames: "compressed", aims: { floor: 4 } },
	{ sockets: crowd, frames: "batch", aims: { floor: 12 } },
	{ sockets: crowd, frames: "compressed", aims: { floor: 16 } },
];

/** The same, when the product's messages are sent on a socket, as its clients do. */
export const receivingOnSockets: typeof receiving = [
	{ sockets: 100, frames: "compressed", aims: { floor: 4, peer: 1 } },
	{ sockets: crowd, frames: "compressed", aims: { floor: 16, peer: 1 } },
];

/** What the product may cost. */
export const most = {
	rows_per_message: 4,
	kb_per_socket: 50,
	/** the p95 of sending beside jobs that fail, for one of sending without */
	jobs_ratio: 1.15,
	others_left: 0,
	grammar_us: 20,
};
