import { Crowd, send } from "./load.ts";
import type { Aims, receiving, sending } from "./plan.ts";
import type { Product, Side } from "./sides.ts";
import { median, share } from "./statistics.ts";

/** Each slice is short and the sides take turns, so that other work on the machine slows all of them equally. */
const rounds = { sending: 11, receiving: 5 };
const slice_ms = { sending: 400, receiving: 1500 };
const warm_up_ms = 300;

/** The middle slice of one side. */
export interface Figures {
	messages_per_s: number;
	p50_ms: number;
	p99_ms: number;
}

/** The least that could be called chat, ClickClack, and what people write themselves. */
export interface Sides<One = Side> {
	floor: One;
	product: One;
	peer: One;
}

export interface Comparison extends Sides<Figures> {
	what: string;
	/** messages_per_s of the product for one of the other side: the middle of what neighbouring slices gave */
	ratios: Required<Aims>;
	aims: Aims;
}

function figures(sent: number[], ms: number): Figures {
	return { messages_per_s: (sent.length / ms) * 1000, p50_ms: share(sent, 0.5), p99_ms: share(sent, 0.99) };
}

export function middle(slices: Figures[]): Figures {
	const of = (name: keyof Figures) => median(slices.map((slice) => slice[name]));
	return { messages_per_s: of("messages_per_s"), p50_ms: of("p50_ms"), p99_ms: of("p99_ms") };
}

type Slice = (side: Side) => Promise<Figures>;

async function inTurns(count: number, sides: Sides, slice: Slice): Promise<Omit<Comparison, "what" | "aims">> {
	const slices: Sides<Figures>[] = [];
	for (let i = 0; i < count; i++)
		slices.push({
			floor: await slice(sides.floor),
			product: await slice(sides.product),
			peer: await slice(sides.peer),
		});
	const middleOf = (side: keyof Sides) => middle(slices.map((one) => one[side]));
	const ratioTo = (side: keyof Aims) =>
		median(slices.map((one) => one.product.messages_per_s / one[side].messages_per_s));
	return {
		floor: middleOf("floor"),
		product: middleOf("product"),
		peer: middleOf("peer"),
		ratios: { floor: ratioTo("floor"), peer: ratioTo("peer") },
	};
}

/** How many messages a second are acknowledged, and how long each takes. */
export async function compareSending(
	sides: Sides,
	{ in_flight, aims }: (typeof sending)[number],
	how = "sending",
): Promise<Comparison> {
	const slice = async (side: Side, ms: number) => {
		const began = performance.now();
		const sent = await send(side, in_flight, ms);
		const times = sent.map((one) => one.ended - one.began);
		return figures(times, performance.now() - began);
	};
	for (const side of Object.values(sides)) await slice(side, warm_up_ms);
	const found = await inTurns(rounds.sending, sides, (side) => slice(side, slice_ms.sending));
	return { what: `${how}, ${in_flight} in flight`, ...found, aims };
}

/** How the product's sockets get their events. */
const framing = { single: "one event a frame", batch: "batched", compressed: "compressed" };

/** How many messages a second have arrived at every socket, and how long after they were sent the last one had it. */
export async function compareReceiving(
	sides: Sides & { product: Product },
	{ sockets, frames, aims }: (typeof receiving)[number],
	how = "",
): Promise<Comparison> {
	sides.product.wantFrames(frames);
	const crowds = new Map(Object.values(sides).map((side: Side) => [side, new Crowd(side)] as const));
	for (const crowd of crowds.values()) await crowd.gather(sockets);
	const slice = async (side: Side, ms: number) => {
		const began = performance.now();
		const sent = await send(side, 64, ms);
		const arrived = await crowds.get(side)!.arrived(Math.max(...sent.map((one) => one.seq)));
		const times = sent.map((one) => arrived[one.seq]! - one.began);
		return figures(times, performance.now() - began);
	};
	for (const side of crowds.keys()) await slice(side, warm_up_ms);
	const found = await inTurns(rounds.receiving, sides, (side) => slice(side, slice_ms.receiving));
	for (const crowd of crowds.values()) crowd.leave();
	return { what: `${sockets.toLocaleString("en")} sockets, ${framing[frames]}${how}`, ...found, aims };
}
