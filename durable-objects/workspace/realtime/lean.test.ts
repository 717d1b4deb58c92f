import type { ServerEvent } from "@clickclack/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LeanReader } from "../../../sdk/lean.ts";
import { anyAct, perform } from "../../test/acts.ts";
import { newCrew } from "../../test/crew.ts";
import { type Listener, type Team, listen, newTeam, person } from "../../test/people.ts";
import { Prng } from "../../../proof/prng.ts";
import { Frames } from "./frames.ts";

const wholeOf = ({ frames }: Listener, { general }: Pick<Team, "general">): ServerEvent[] => {
	const reader = new LeanReader(general.workspace_id);
	return frames.flatMap((frame) => reader.read(JSON.parse(frame)));
};
const durable = (events: ServerEvent[]) => events.filter(({ cursor }) => cursor !== "");
const lean = { frames: "batch", events: "lean" };
/** In UTF-8. */
const bytes = (text: string) => new TextEncoder().encode(text).length;

test("R41, R42, R43, R44: lean events become the whole events that others get, whatever happens", async () => {
	let compared = 0;
	const property = fc.asyncProperty(
		fc.array(anyAct, { minLength: 30, maxLength: 60, size: "max" }),
		async (sequence) => {
			const crew = await newCrew();
			const { cursor } = await crew.ada.getSnapshot({});
			const [whole, live] = [await listen(crew, "ada", { frames: "batch" }), await listen(crew, "ada", lean)];
			for (const act of sequence) await perform(crew, act);
			const { event: last } = await crew.ada.updateWorkspace({ name: "the last event" });
			const replayed = await listen(crew, "ada", { ...lean, after_cursor: cursor });
			const { events } = await crew.ada.listEvents({ workspace_id: crew.general.workspace_id, limit: 500 });
			for (const listener of [whole, live, replayed])
				await expect.poll(() => durable(wholeOf(listener, crew)).at(-1)?.cursor).toBe(last!.cursor);
			// a replay has what one may see now, which may be less than what came live
			expect(durable(wholeOf(live, crew))).toEqual(durable(whole.received));
			expect(durable(wholeOf(replayed, crew))).toEqual(events.filter((event) => event.cursor > cursor));
			compared += whole.received.length;
			for (const listener of [whole, live, replayed]) listener.disconnect();
		},
	);
	await fc.assert(property, { numRuns: 8, endOnFailure: true });
	expect(compared).toBeGreaterThan(50);
});

describe("authors", () => {
	test("R42: an author comes with their first message on a socket, not while all authors are known, and again in a replay", async () => {
		const team = await newTeam();
		const { cursor } = await team.grace.getSnapshot({});
		const live = await listen(team, "grace", lean);
		const say = (who: "ada" | "linus", body: string) =>
			team[who].createMessage({ conversation_id: team.general.id, body });
		for (const body of ["one", "two"]) for (const who of ["ada", "linus"] as const) await say(who, body);
		await expect.poll(() => wholeOf(live, team).length).toBeGreaterThanOrEqual(4);
		const given = (listener: Listener) =>
			listener.frames.flatMap((frame) =>
				(JSON.parse(frame) as { users?: { handle: string }[] }[]).flatMap(({ users = [] }) =>
					users.map(({ handle }) => handle),
				),
			);
		const before = given(live);
		expect([...new Set(before)].toSorted()).toEqual(["ada", "linus"]);
		await Promise.all([say("ada", "three"), say("linus", "three")]);
		await expect.poll(() => wholeOf(live, team).length).toBeGreaterThanOrEqual(6);
		expect(given(live)).toEqual(before);
		const replayed = await listen(team, "grace", { ...lean, after_cursor: cursor });
		await expect.poll(() => wholeOf(replayed, team).length).toBeGreaterThanOrEqual(4);
		expect(given(replayed).toSorted()).toEqual(["ada", "linus"]);
	});

	test("R42: whom a message quotes comes with it, and has their new name afterwards", async () => {
		const team = await newTeam();
		const conversation_id = team.general.id;
		const { message } = await team.linus.createMessage({ conversation_id, body: "before anybody listened" });
		const quoting = { conversation_id, body: "as he said", quoted_message_id: message.id };
		const [whole, live] = [await listen(team, "grace", { frames: "batch" }), await listen(team, "grace", lean)];
		await team.ada.createMessage(quoting);
		await team.system.updateProfile({ user: { ...team.users.linus, display_name: "Torvalds" } });
		const { event } = await team.ada.createMessage(quoting);
		for (const listener of [whole, live])
			await expect.poll(() => durable(wholeOf(listener, team)).at(-1)?.cursor).toBe(event!.cursor);
		expect(durable(wholeOf(live, team))).toEqual(durable(whole.received));
		expect(durable(whole.received).at(-1)).toMatchObject({
			payload: { message: { quoted_author: { display_name: "Torvalds" } } },
		});
	});

	test("R42: a name that changes between two messages of a frame changes between them", async () => {
		const team = await newTeam();
		const [whole, live] = [await listen(team, "grace", { frames: "batch" }), await listen(team, "grace", lean)];
		const say = (body: string) => team.ada.createMessage({ conversation_id: team.general.id, body });
		const rename = (display_name: string) => team.system.updateProfile({ user: { ...team.users.ada, display_name } });
		const hear = (body: string) => team.linus.createMessage({ conversation_id: team.general.id, body });
		await say("so that the next ones are batched");
		await Promise.all([say("one"), rename("Augusta"), say("two"), hear("an unknown author"), rename("Lovelace")]);
		await say("last");
		for (const listener of [whole, live])
			await expect.poll(() => JSON.stringify(wholeOf(listener, team))).toContain('"body":"last"');
		expect(live.frames.length).toBeLessThan(durable(whole.received).length);
		expect(durable(wholeOf(live, team))).toEqual(durable(whole.received));
	});

	test("R42: sockets that know different authors get the same frame, with all of its authors", () => {
		const authors = Array.from({ length: 40 }, (_, i) => person(`p${i}`));
		const texts = authors.map((author, i) => ({
			num: i + 1,
			json: JSON.stringify({ body: `m${i}` }),
			authors: [author],
		}));
		const frames = new Frames(texts);
		const prng = new Prng(1);
		const socketOf = () => ({
			frames: "compressed" as const,
			known: new Set(authors.filter(() => prng.chance(0.5)).map(({ id }) => id)),
		});
		const sockets = Array.from({ length: 1_000 }, socketOf);
		const informed = { frames: "compressed" as const, known: new Set(authors.map(({ id }) => id)) };
		expect(new Set(sockets.map((socket) => frames.for(socket))).size).toBe(1);
		expect(new Set([...sockets, informed].map((socket) => frames.for(socket))).size).toBe(1);
		expect(sockets.every(({ known }) => known.size === authors.length)).toBe(true);
	});

	test("R42: after a new name, messages have it, on sockets that were open and on later ones", async () => {
		const team = await newTeam();
		const live = await listen(team, "grace", lean);
		const say = (body: string) => team.ada.createMessage({ conversation_id: team.general.id, body });
		await say("before");
		await team.system.updateProfile({ user: { ...team.users.ada, display_name: "Augusta" } });
		await say("after");
		const later = await listen(team, "grace", lean);
		await say("later");
		const named = (listener: Listener, body: string) =>
			wholeOf(listener, team).flatMap(({ payload }) =>
				"message" in payload && payload.message.body === body ? payload.message.author.display_name : [],
			);
		await expect.poll(() => named(live, "later")).toEqual(["Augusta"]);
		expect(named(live, "after")).toEqual(["Augusta"]);
		await expect.poll(() => named(later, "later")).toEqual(["Augusta"]);
	});
});

test("R41: the event of a message of 64 characters has at most 400 bytes", async () => {
	const team = await newTeam();
	const listener = await listen(team, "grace", lean);
	const send = (body: string) =>
		team.ada.createMessage({
			conversation_id: team.general.id,
			body,
			nonce: crypto.randomUUID(),
			correlation_id: `corr_${crypto.randomUUID().replaceAll("-", "")}`,
		});
	await send("the first one, with its author");
	await expect.poll(() => listener.frames.length).toBe(1);
	await send("x".repeat(64));
	await expect.poll(() => listener.frames.length).toBe(2);
	expect(bytes(listener.frames[1]!)).toBeLessThanOrEqual(400);
});

test("R5: without lists events are whole, whatever is asked for", async () => {
	const team = await newTeam();
	const listener = await listen(team, "grace", { events: "lean" });
	const { message, event } = await team.ada.createMessage({ conversation_id: team.general.id, body: "whole" });
	expect(await listener.receive((one) => one.type === "message.created")).toEqual(event);
	expect(event).toMatchObject({ payload: { message } });
});
