import type { ServerEvent } from "@clickclack/sdk";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EventQueue } from "./event-queue.ts";

const event = (cursor: string) => ({ cursor }) as ServerEvent;

/** What the browser was asked to do in its next frame. */
let frames: (() => void)[] = [];
let applied: string[][] = [];
const queue = () => new EventQueue((events) => applied.push(events.map(({ cursor }) => cursor)));
const draw = () => frames.splice(0).forEach((frame) => frame());

beforeEach(() => {
	[frames, applied] = [[], []];
	vi.useFakeTimers();
	vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
	vi.stubGlobal("cancelAnimationFrame", () => (frames = []));
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test("what arrives between two frames of the page is applied together, in order, and once", () => {
	const received = queue();
	received.add([event("1")]);
	received.add([event("2"), event("3")]);
	expect(applied).toEqual([]);
	draw();
	received.add([event("4")]);
	draw();
	vi.runAllTimers();
	draw();
	expect(applied).toEqual([["1", "2", "3"], ["4"]]);
});

test("in a page that nobody sees, which draws no frames, what arrives is applied after a quarter of a second", () => {
	const received = queue();
	received.add([event("1")]);
	vi.advanceTimersByTime(249);
	expect(applied).toEqual([]);
	received.add([event("2")]);
	vi.advanceTimersByTime(1);
	expect(applied).toEqual([["1", "2"]]);
	received.add([event("3")]);
	vi.advanceTimersByTime(250);
	expect(applied).toEqual([["1", "2"], ["3"]]);
});

test("what has arrived is applied before a snapshot takes its place, and not again after that", () => {
	const received = queue();
	received.add([event("1")]);
	received.flush();
	expect(applied).toEqual([["1"]]);
	draw();
	vi.runAllTimers();
	received.flush();
	expect(applied).toEqual([["1"]]);
});
