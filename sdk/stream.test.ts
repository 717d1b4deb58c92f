import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isRequestError } from "./index.ts";
import { cursor, workspace, workspace_id } from "./test/line.ts";

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
	expect(vi.getTimerCount()).toBe(0);
	vi.useRealTimers();
	vi.restoreAllMocks();
});

test("a stream requests lean events in lists after its cursor, with the token as a subprotocol", async () => {
	const { frames, next, line } = workspace();
	const first = next();
	const socket = await line(0);
	expect(socket.url.href).toBe(
		`wss://chat.test/api/realtime/ws?workspace_id=${workspace_id}&after_cursor=${cursor(1)}&frames=compressed&events=lean`,
	);
	expect(socket.protocols).toEqual(["clickclack.bearer.sst_1"]);
	socket.open();
	socket.say(2, 3);
	expect(await first).toEqual([2, 3]);
	await frames.return();
});

test("where the runtime cannot inflate, it requests uncompressed batches", async () => {
	vi.stubGlobal("DecompressionStream", undefined);
	const { frames, next, line } = workspace();
	const first = next();
	expect((await line(0)).url.searchParams.get("frames")).toBe("batch");
	vi.unstubAllGlobals();
	(await line(0)).open();
	(await line(0)).say(2);
	expect(await first).toEqual([2]);
	await frames.return();
});

test("R26, R27: after a lost connection it resumes from the last handled event, and skips repeats", async () => {
	const { frames, next, line, states } = workspace();
	const first = next();
	(await line(0)).open();
	(await line(0)).say(2);
	expect(await first).toEqual([2]);
	(await line(0)).drop(1006);
	const second = next();
	const again = await line(1);
	expect(again.url.searchParams.get("after_cursor")).toBe(cursor(2));
	again.open();
	again.say(1, 2, 3);
	expect(await second).toEqual([3]);
	expect(states).toEqual(["connecting", "open", "waiting", "connecting", "open"]);
	await frames.return();
	expect(states.at(-1)).toBe("closed");
});

test("an event that is still being processed does not count as handled", async () => {
	const { frames, next, line } = workspace();
	const first = next();
	(await line(0)).open();
	(await line(0)).say(2);
	await first;
	(await line(0)).say(3);
	(await line(0)).drop(1013);
	expect(await next()).toEqual([3]);
	const third = next();
	expect((await line(1)).url.searchParams.get("after_cursor")).toBe(cursor(3));
	(await line(1)).open();
	(await line(1)).say(4);
	expect(await third).toEqual([4]);
	await frames.return();
});

test("R22: after a resync close it fetches a snapshot and continues from there", async () => {
	const resync = vi.fn(async () => cursor(90));
	const { frames, next, line } = workspace({ resync });
	const first = next();
	(await line(0)).open();
	(await line(0)).drop(4001);
	const again = await line(1);
	expect(again.url.searchParams.get("after_cursor")).toBe(cursor(90));
	again.open();
	again.say(91);
	expect(await first).toEqual([91]);
	expect(resync).toHaveBeenCalledOnce();
	await frames.return();
});

test("without a cursor it starts with a snapshot", async () => {
	const { frames, next, line, asked } = workspace({ after: undefined }, () => Response.json({ cursor: cursor(7) }));
	const first = next();
	expect((await line(0)).url.searchParams.get("after_cursor")).toBe(cursor(7));
	expect(asked).toEqual([`/api/workspaces/${workspace_id}/snapshot`]);
	(await line(0)).open();
	(await line(0)).say(8);
	await first;
	await frames.return();
});

const unauthorized = () => Response.json({ error: "sign in", code: "unauthorized", request_id: "r" }, { status: 401 });

test("R23: it ends with the reason when the session is revoked", async () => {
	const { frames, line, states } = workspace({}, unauthorized);
	const end = frames.next().catch((error: unknown) => error);
	(await line(0)).open();
	(await line(0)).drop(1008);
	expect(isRequestError(await end, "unauthorized")).toBe(true);
	expect(states.at(-1)).toBe("closed");
});

test("R22, R23: the client does not wait for a server that keeps the connection after its close frame, and does not resume from that cursor", async () => {
	const resync = vi.fn(async () => cursor(90));
	const { next, frames, line, asked } = workspace({ resync });
	const first = next();
	(await line(0)).open();
	(await line(0)).beginClosing();
	await vi.advanceTimersByTimeAsync(900);
	expect(asked).toEqual(["/api/realtime/events"]);
	expect((await line(1)).url.searchParams.get("after_cursor")).toBe(cursor(90));
	(await line(1)).open();
	(await line(1)).say(91);
	expect(await first).toEqual([91]);
	await frames.return();

	const revoked = workspace({}, unauthorized);
	const end = revoked.frames.next().catch((error: unknown) => error);
	(await revoked.line(0)).open();
	(await revoked.line(0)).beginClosing();
	await vi.advanceTimersByTimeAsync(900);
	expect(isRequestError(await end, "unauthorized")).toBe(true);
});

test("R4: it ends with the reason when the connection is refused", async () => {
	const { frames, line } = workspace({}, unauthorized);
	const end = frames.next().catch((error: unknown) => error);
	(await line(0)).drop(1006);
	expect(isRequestError(await end, "unauthorized")).toBe(true);
});

test.each([1000, 1001, 1006, 1011, 1012, 1013])("R25: it reconnects after close code %i", async (code) => {
	const { frames, next, line } = workspace();
	const first = next();
	(await line(0)).open();
	(await line(0)).drop(code);
	expect((await line(1)).url.searchParams.get("after_cursor")).toBe(cursor(1));
	(await line(1)).open();
	(await line(1)).say(2);
	expect(await first).toEqual([2]);
	await frames.return();
});

test("it waits for a server that is down", async () => {
	const { frames, next, line, lines } = workspace();
	const first = next();
	for (const attempt of [0, 1, 2, 3]) (await line(attempt)).drop(1006);
	(await line(4)).open();
	(await line(4)).say(2);
	expect(await first).toEqual([2]);
	expect(lines).toHaveLength(5);
	await frames.return();
});

test("the wait grows from half a second to fifteen, and is reset after a stable connection", async () => {
	vi.mocked(Math.random).mockReturnValue(1);
	const { frames, next, line } = workspace();
	const first = next();
	const waits: number[] = [];
	for (let attempt = 0; attempt < 7; attempt++) {
		(await line(attempt)).open();
		if (attempt === 6) await vi.advanceTimersByTimeAsync(10_000);
		const dropped_at = Date.now();
		(await line(attempt)).drop(1006);
		await line(attempt + 1);
		waits.push(Date.now() - dropped_at);
	}
	expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 500]);
	(await line(7)).open();
	(await line(7)).say(2);
	await first;
	await frames.return();
});

test("a browser that comes back online reconnects at once", async () => {
	vi.mocked(Math.random).mockReturnValue(1);
	const { frames, next, line, lines } = workspace();
	const first = next();
	for (const attempt of [0, 1, 2, 3, 4]) (await line(attempt)).drop(1006);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(lines).toHaveLength(5);
	globalThis.dispatchEvent(new Event("online"));
	await vi.advanceTimersByTimeAsync(0);
	expect(lines).toHaveLength(6);
	(await line(5)).open();
	(await line(5)).say(2);
	expect(await first).toEqual([2]);
	await frames.return();
});

test("a server that is silent for a minute is disconnected, one that answers pings is kept", async () => {
	const { frames, next, line, lines } = workspace();
	const first = next();
	const silent = await line(0);
	silent.open();
	await vi.advanceTimersByTimeAsync(25_000);
	expect(silent.received).toEqual(["ping", "ping"]);
	silent.babble("pong");
	await vi.advanceTimersByTimeAsync(50_000);
	expect(lines).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(10_100);
	expect(silent.readyState).toBe(3);
	(await line(1)).open();
	(await line(1)).say(2);
	expect(await first).toEqual([2]);
	await frames.return();
});

test("R24: a client that receives much data pings, so that it is not treated as one that does not read", async () => {
	const { frames, next, line } = workspace();
	const first = next();
	const wire = await line(0);
	wire.open();
	const long = JSON.stringify([
		{ id: "evt_2", type: "message.created", cursor: cursor(2), body: "x".repeat(1024 * 1024) },
	]);
	wire.babble(long);
	expect(wire.received).toEqual(["ping"]);
	wire.babble(long);
	wire.babble(long);
	expect(wire.received).toEqual(["ping", "ping"]);
	await first;
	await frames.return();
});

test("R5: a long list is deflated, and stays in order", async () => {
	const { frames, next, line } = workspace();
	const first = next();
	const wire = await line(0);
	wire.open();
	expect(wire.binaryType).toBe("arraybuffer");
	const text = JSON.stringify([2, 3].map((n) => ({ id: `evt_${n}`, type: "message.created", cursor: cursor(n) })));
	const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
	wire.babble(await new Response(deflated).arrayBuffer());
	wire.say(4);
	expect(await first).toEqual([2, 3]);
	expect(await next()).toEqual([4]);
	await frames.return();
});

test.each(['[{"type": "mess', "7", "{}"])(
	"an invalid frame such as %s ends the socket, and its events are requested again",
	async (kind) => {
		const { frames, next, line } = workspace();
		const first = next();
		const torn = await line(0);
		torn.open();
		torn.say(2);
		torn.babble(kind);
		torn.say(4);
		expect(await first).toEqual([2]);
		const second = next();
		const again = await line(1);
		expect(torn.readyState).toBe(3);
		expect(again.url.searchParams.get("after_cursor")).toBe(cursor(2));
		again.open();
		again.say(3, 4);
		expect(await second).toEqual([3, 4]);
		await frames.return();
	},
);

test("aborting ends it cleanly in any state", async () => {
	const stop = new AbortController();
	const { frames, line, states } = workspace({ signal: stop.signal });
	const end = frames.next();
	(await line(0)).open();
	stop.abort();
	expect(await end).toEqual({ done: true, value: undefined });
	expect((await line(0)).readyState).toBe(3);
	expect(states).toEqual(["connecting", "open", "closed"]);
});

test("aborting while it waits ends it at once", async () => {
	vi.mocked(Math.random).mockReturnValue(1);
	const stop = new AbortController();
	const { frames, line, states } = workspace({ signal: stop.signal });
	const end = frames.next();
	(await line(0)).open();
	(await line(0)).drop(1006);
	await vi.advanceTimersByTimeAsync(100);
	expect(states.at(-1)).toBe("waiting");
	stop.abort();
	expect((await end).done).toBe(true);
});
