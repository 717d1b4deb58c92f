import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { SetStatus, type Status } from "@clickclack/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Client } from "../test/client.ts";
import { type Team, listen, newTeam, person } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

type Who = "ada" | "grace" | "linus" | "gus";
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
/** Moves the clock alone: the job has not run yet. */
const pass = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
const molting = { emoji: "🦀", text: "molting", expires_at: null };
const set = (who: Who, change: Partial<SetStatus> = {}) => team[who].setStatus({ ...molting, ...change });
const statusOf = async (who: Who, by: Who = "linus"): Promise<Status | undefined> =>
	(await team[by].getMember({ user_id: team.users[who].id })).member.status;
/** What the events since have told of members, the last one at the end. */
const told = async (after_cursor: string, by: Who = "linus") => {
	const { events } = await team[by].listEvents({ workspace_id: team.general.workspace_id, limit: 500, after_cursor });
	return events.flatMap((event) => (event.type === "member.updated" ? [event.payload.user_id] : []));
};
const now = async () => (await team.linus.getSnapshot({})).cursor;

describe("a status", () => {
	test("is told to everybody, and is wherever the member is, but not in what they write", async () => {
		const [linus, gus] = [await listen(team, "linus"), await listen(team, "gus")];
		const { member, event } = await set("grace", { expires_at: later(60) });
		const status = { emoji: "🦀", text: "molting", expires_at: expect.any(String) as string };
		expect(member.status).toEqual(status);
		expect(event!.payload.member).toEqual(member);
		for (const one of [linus, gus]) expect(await one.receive(({ type }) => type === "member.updated")).toEqual(event);
		const { id } = team.users.grace;
		const { members } = await team.gus.listMembers({ limit: 100 });
		const snapshot = await team.grace.getSnapshot({});
		const moderated = (await team.ada.listModerationMembers({ limit: 100 })).members;
		for (const list of [members, snapshot.members, [snapshot.me], moderated])
			expect(list.find(({ user }) => user.id === id)!.status).toEqual(status);
		expect(members.filter((one) => "status" in one)).toHaveLength(1);
		const { message } = await team.grace.createMessage({ conversation_id: team.general.id, body: "hello" });
		expect(JSON.stringify(message)).not.toContain("molting");
	});

	test("is replaced by another, and cleared; what changes nothing is no event", async () => {
		const cursor = await now();
		await set("grace", { expires_at: later(5) });
		await set("grace", { emoji: "", text: "lurking" });
		expect(await statusOf("grace")).toEqual({ emoji: "", text: "lurking" });
		expect(await set("grace", { emoji: "", text: "lurking" })).not.toHaveProperty("event");
		expect((await team.grace.clearStatus({})).event!.payload.member).not.toHaveProperty("status");
		expect(await team.grace.clearStatus({})).toEqual({
			member: expect.not.objectContaining({ status: expect.anything() }),
		});
		expect(await statusOf("grace")).toBeUndefined();
		expect(await told(cursor)).toHaveLength(3);
	});

	test("is none any more at its end, which the job tells once, whatever is killed when", async () => {
		await set("grace", { expires_at: later(10) });
		await set("ada", { expires_at: later(20) });
		await set("linus");
		const cursor = await now();
		pass(11);
		expect(await statusOf("grace")).toBeUndefined();
		expect(await told(cursor)).toEqual([]);
		for (let kills = 0; kills < 3; kills++) {
			const ringing = runDurableObjectAlarm(team.stub).catch(() => {});
			// it may not run yet, or no more
			await evictDurableObject(team.stub).catch(() => {});
			await ringing;
		}
		const ringUntil = (ended: string[]) =>
			expect
				.poll(async () => (await runDurableObjectAlarm(team.stub), await told(cursor)), { timeout: 20_000 })
				.toEqual(ended);
		await ringUntil([team.users.grace.id]);
		expect(await statusOf("ada")).toBeDefined();
		pass(10);
		await ringUntil([team.users.grace.id, team.users.ada.id]);
		expect([await statusOf("ada"), await statusOf("linus")]).toEqual([undefined, { emoji: "🦀", text: "molting" }]);
	});

	test("that was made longer does not end before", async () => {
		await set("grace", { expires_at: later(5) });
		await set("grace", { expires_at: later(60) });
		const cursor = await now();
		pass(6);
		await runDurableObjectAlarm(team.stub);
		expect([(await statusOf("grace"))?.text, await told(cursor)]).toEqual(["molting", []]);
	});

	test("goes with the member, and does not come back with them", async () => {
		await set("grace", { expires_at: later(5) });
		await team.ada.removeMember({ user_id: team.users.grace.id });
		await team.system.admit({ user: team.users.grace, role: "member" });
		expect(await statusOf("grace")).toBeUndefined();
		const cursor = await now();
		pass(6);
		await runDurableObjectAlarm(team.stub);
		expect(await told(cursor)).toEqual([]);
	});

	test("of hundreds that end at once goes of each", async () => {
		const expires_at = later(5);
		await set("grace", { expires_at });
		await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 230)
				INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at,
					status_emoji, status_text, status_expires_at)
				SELECT printf('usr_%026d', i), 'member', 'human', 'X', 'x', 'x' || i, '', '2026', '2026', '', 'x', ? FROM n`,
				expires_at,
			),
		);
		const cursor = await now();
		pass(6);
		const left = () =>
			runInDurableObject(
				team.stub,
				(_, { storage }) => storage.sql.exec("SELECT 1 FROM members WHERE status_text IS NOT NULL").toArray().length,
			);
		await expect.poll(async () => (await runDurableObjectAlarm(team.stub), await left()), { timeout: 20_000 }).toBe(0);
		expect(new Set(await told(cursor)).size).toBe(231);
	});

	test("is the same after a lost answer and of two devices at once, in either order", async () => {
		const cursor = await now();
		const expires_at = later(5);
		const one = () => set("grace", { expires_at });
		const [first, again] = [await one(), await one()];
		expect([first.event?.type, again.event, again.member]).toEqual(["member.updated", undefined, first.member]);
		await Promise.all([set("grace", { text: "one" }), set("grace", { text: "two" })]);
		expect((await statusOf("grace"))!.text).toBe("two");
		await Promise.all([team.grace.clearStatus({}), set("grace", { text: "three" })]);
		expect((await statusOf("grace"))!.text).toBe("three");
		await Promise.all([set("grace", { text: "four" }), team.grace.clearStatus({})]);
		expect(await statusOf("grace")).toBeUndefined();
		expect(await told(cursor)).toHaveLength(7);
	});

	test("R28: events give the statuses that a snapshot has, whoever sets, clears and waits", async () => {
		const who = fc.constantFrom<Who[]>("ada", "grace", "linus", "gus");
		const act = fc.oneof(
			fc.record({ who, text: fc.constantFrom("one", "two"), minutes: fc.constantFrom(undefined, 3, 9) }),
			fc.record({ who, minutes: fc.constant(0) }),
			fc.record({ pass: fc.constantFrom(2, 4, 10) }),
		);
		const all = ["ada", "grace", "linus", "gus"] as const;
		await fc.assert(
			fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
				const clients = await Promise.all(all.map(async (name) => (await Client.open(team[name]))!));
				for (const one of acts)
					if ("pass" in one) {
						pass(one.pass);
						await runDurableObjectAlarm(team.stub);
					} else if ("text" in one)
						await set(one.who, { text: one.text, expires_at: one.minutes === undefined ? null : later(one.minutes) });
					else await team[one.who].clearStatus({});
				// what has ended is taken away, at the latest, with the next that ends
				await runDurableObjectAlarm(team.stub);
				for (const client of clients) {
					await client.catchUp();
					const { projection } = client;
					const fresh = (await Client.open(team.linus))!.projection;
					expect(projection.members).toEqual(fresh.members);
					expect(projection.me.status).toEqual(fresh.members.get(projection.me.user.id)!.status);
				}
			}),
			{ numRuns: 15 },
		);
	});
});

describe("refused is", () => {
	const refused = { code: "invalid_request" };

	test("a time that is over or too far ahead", async () => {
		for (const minutes of [-1, 0, 367 * 24 * 60])
			await expect(set("grace", { expires_at: later(minutes) })).rejects.toMatchObject(refused);
		expect(await statusOf("grace")).toBeUndefined();
	});

	test("nothing at all, what cannot be seen, what is too long, and what is no time", () => {
		const isTaken = (input: object) => SetStatus.safeParse(input).success;
		for (const wrong of [
			{},
			{ emoji: "", text: "  " },
			{ text: "\u200b" },
			{ text: "x".repeat(101) },
			{ emoji: "x".repeat(65) },
			{ emoji: "🦀", text: "\u202egnp" },
			{ text: "x", expires_at: "tomorrow" },
			{ text: 1 },
		])
			expect(isTaken(wrong), JSON.stringify(wrong)).toBe(false);
		for (const right of [{ emoji: "🦀" }, { text: "x".repeat(100) }, { emoji: ":claw:", text: "x", expires_at: null }])
			expect(isTaken(right), JSON.stringify(right)).toBe(true);
	});

	test("whoever is restricted, until that ends; what they had stays", async () => {
		await set("grace");
		await team.ada.moderateMember({ user_id: team.users.grace.id, timeout_minutes: 5 });
		for (const attempt of [set("grace", { text: "speech" }), team.grace.clearStatus({})])
			await expect(attempt).rejects.toMatchObject({ code: "moderated" });
		expect((await statusOf("grace"))!.text).toBe("molting");
		pass(6);
		await set("grace", { text: "back" });
		expect((await statusOf("grace"))!.text).toBe("back");
	});

	test("whoever is not in the workspace", async () => {
		const stranger = team.as(person("stranger").id);
		for (const attempt of [stranger.setStatus(molting), stranger.clearStatus({})])
			await expect(attempt).rejects.toMatchObject({ code: "not_found" });
	});
});
