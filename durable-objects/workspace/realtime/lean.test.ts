import type { ServerEvent } from "@clickclack/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LeanReader } from "../../../sdk/lean.ts";
import { anyAct, perform } from "../../test/acts.ts";
import { newCrew } from "../../test/crew.ts";
import { type Listener, type Team, listen, newTeam } from "../../test/people.ts";

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
	await fc.assert(property, { numRuns: 6, endOnFailure: true });
	expect(compared).toBeGreaterThan(50);
});

describe("authors", () => {
	test("R42: an author comes once on each socket, with their first message there, and again in a replay", async () => {
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
		expect(given(live).toSorted()).toEqual(["ada", "linus"]);
		const replayed = await listen(team, "grace", { ...lean, after_cursor: cursor });
		await expect.poll(() => wholeOf(replayed, team).length).toBeGreaterThanOrEqual(4);
		expect(given(replayed).toSorted()).toEqual(["ada", "linus"]);
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
