import { Crowd, send } from "./load.ts";
import type { Product, Side } from "./sides.ts";

/** Each slice is short and the sides take turns, so that other work on the machine slows both equally. */
const rounds = { sending: 15, receiving: 5 };
const slice_ms = { sending: 400, receiving: 1500 };
const warm_up_ms = 300;

/** The middle slice of one side. */
export interface Figures {
	messages_per_s: number;
	p50_ms: number;
	p99_ms: number;
}

export interface Comparison {
	what: string;
	floor: Figures;
	product: Figures;
	/** messages_per_s of the product for one of the floor: the middle of what neighbouring slices gave */
	ratio: number;
}

export const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!;
export const share = (all: number[], part: number): number =>
	all.toSorted((a, b) => a - b)[Math.floor(all.length * part)]!;

function figures(sent: number[], ms: number): Figures {
	return { messages_per_s: (sent.length / ms) * 1000, p50_ms: share(sent, 0.5), p99_ms: share(sent, 0.99) };
}

function middle(slices: Figures[]): Figures {
	const of = (name: keyof Figures) => median(slices.map((slice) => slice[name]));
	return { messages_per_s: of("messages_per_s"), p50_ms: of("p50_ms"), p99_ms: of("p99_ms") };
}

interface Sides {
	floor: Side;
	product: Product;
}
type Slice = (side: Side) => Promise<Figures>;

async function inTurns(what: string, count: number, sides: Sides, slice: Slice): Promise<Comparison> {
	const [floor, product]: [Figures[], Figures[]] = [[], []];
	for (let i = 0; i < count; i++) {
		floor.push(await slice(sides.floor));
		product.push(await slice(sides.product));
	}
	const ratios = product.map((one, i) => one.messages_per_s / floor[i]!.messages_per_s);
	return { what, floor: middle(floor), product: middle(product), ratio: median(ratios) };
}

/** How many messages a second are acknowledged, and how long each takes. */
export async function compareSending(sides: Sides, in_flight: number, what = "sending"): Promise<Comparison> {
	await send(sides.floor, in_flight, warm_up_ms);
	await send(sides.product, in_flight, warm_up_ms);
	return inTurns(`${what}, ${in_flight} in flight`, rounds.sending, sides, async (side) => {
		const began = performance.now();
		const sent = await send(side, in_flight, slice_ms.sending);
		return figures(
			sent.map((one) => one.ended - one.began),
			performance.now() - began,
		);
	});
}

/** How many messages a second have arrived at every socket, and how long after they were sent the last one had it. */
export async function compareHearing(sides: Sides, size: number, frames: Product["frames"]): Promise<Comparison> {
	sides.product.frames = frames;
	const crowds = new Map([sides.floor, sides.product].map((side) => [side, new Crowd(side)] as const));
	for (const crowd of crowds.values()) await crowd.gather(size);
	const slice = async (side: Side, ms: number) => {
		const began = performance.now();
		const sent = await send(side, 64, ms);
		const arrived = await crowds.get(side)!.arrived(Math.max(...sent.map((one) => one.seq)));
		return figures(
			sent.map((one) => arrived[one.seq]! - one.began),
			performance.now() - began,
		);
	};
	for (const side of crowds.keys()) await slice(side, warm_up_ms);
	const what = `${size} sockets, frames=${frames}`;
	const found = await inTurns(what, rounds.receiving, sides, (side) => slice(side, slice_ms.receiving));
	for (const crowd of crowds.values()) crowd.leave();
	return found;
}
