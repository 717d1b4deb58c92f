import { runDurableObjectAlarm } from "cloudflare:test";
import { UpdateChannel } from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, newTeam } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

type Who = "ada" | "grace" | "linus";
/** Moves the clock alone. */
const pass = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1_000 });
const slow = (slow_mode_seconds: number, by: Who = "ada") =>
	team[by].updateChannel({ channel_id: team.general.id, slow_mode_seconds });
const say = (who: Who, more: object = {}) =>
	team[who].createMessage({ conversation_id: team.general.id, body: "hello", ...more });
const tooSoon = (retry_after: number) => ({ code: "rate_limited", retry_after });

describe("slow mode", () => {
	test("lets everybody send one message in so many seconds, which each counts for themselves", async () => {
		await slow(30);
		await say("grace");
		await say("linus");
		await expect(say("grace")).rejects.toMatchObject({
			...tooSoon(30),
			message: "slow mode: one message in 30 s here; try again in 30 s",
		});
		pass(20);
		await expect(say("grace")).rejects.toMatchObject(tooSoon(10));
		pass(10);
		await say("grace");
		await expect(say("grace")).rejects.toMatchObject(tooSoon(30));
	});

	test("counts replies too, and neither reactions, edits nor what was sent already", async () => {
		const { message: root } = await say("ada");
		await slow(30);
		const { message } = await say("grace", { nonce: "once" });
		expect((await say("grace", { nonce: "once" })).message.id).toBe(message.id);
		await team.grace.editMessage({ message_id: message.id, body: "hello there" });
		await team.grace.addReaction({ message_id: root.id, emoji: "🦀" });
		const reply = () => team.grace.replyInThread({ message_id: root.id, body: "me too" });
		await expect(reply()).rejects.toMatchObject(tooSoon(30));
		pass(30);
		await reply();
		await expect(say("grace")).rejects.toMatchObject(tooSoon(30));
	});

	test("does not slow moderators and the channel's creator down", async () => {
		const { channel } = await team.grace.createChannel({ name: "hers", kind: "public" });
		await team.grace.updateChannel({ channel_id: channel.id, slow_mode_seconds: 60 });
		for (const who of ["grace", "ada", "grace", "ada"] as const)
			await team[who].createMessage({ conversation_id: channel.id, body: "hello" });
		await team.linus.createMessage({ conversation_id: channel.id, body: "hello" });
		await expect(team.linus.createMessage({ conversation_id: channel.id, body: "again" })).rejects.toMatchObject(
			tooSoon(60),
		);
	});

	test("is of its channel alone, and leaving it does not help", async () => {
		const { channel } = await team.ada.createChannel({ name: "other", kind: "public" });
		await slow(30);
		await say("grace");
		await team.grace.createMessage({ conversation_id: channel.id, body: "hello" });
		await team.grace.leaveChannel({ channel_id: team.general.id });
		await expect(say("grace")).rejects.toMatchObject(tooSoon(30));
	});

	test("begins with the next message, and ends at once", async () => {
		await say("grace");
		const { channel, event } = await slow(30);
		expect([channel.slow_mode_seconds, event!.payload.channel.slow_mode_seconds]).toEqual([30, 30]);
		await say("grace");
		await slow(0);
		expect((await team.grace.listChannels({}))[0]).not.toHaveProperty("slow_mode_seconds");
		await say("grace");
	});

	test("is set by those who may say who posts", async () => {
		await expect(slow(30, "grace")).rejects.toMatchObject({ code: "forbidden" });
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
		expect(await slow(30, "grace")).toHaveProperty("event");
		expect(await slow(30, "ada")).not.toHaveProperty("event");
	});

	test("refuses what was scheduled for a moment at which it has to wait, and holds back nothing else", async () => {
		await slow(60);
		const send_at = new Date(Date.now() + 10_000).toISOString();
		const schedule = (who: Who, body: string) =>
			team[who].scheduleMessage({ conversation_id: team.general.id, body, send_at });
		for (const [who, body] of [
			["grace", "first"],
			["grace", "second"],
			["linus", "his"],
		] as const)
			await schedule(who, body);
		pass(11);
		await runDurableObjectAlarm(team.stub);
		const { messages } = await team.ada.listMessages({ conversation_id: team.general.id, limit: 10 });
		expect(messages.map(({ body }) => body).toSorted()).toEqual(["first", "his"]);
		const { scheduled } = await team.grace.listScheduledMessages({ limit: 10 });
		expect(scheduled).toMatchObject([{ body: "second", failure: expect.stringContaining("slow mode") as string }]);
	});

	test("delays what was refused, and loses nothing of it", async () => {
		await slow(30);
		await say("grace");
		const before = (await team.ada.listMessages({ conversation_id: team.general.id, limit: 10 })).messages.length;
		await expect(say("grace", { nonce: "later", body: "waits" })).rejects.toMatchObject(tooSoon(30));
		pass(30);
		expect((await say("grace", { nonce: "later", body: "waits" })).message.body).toBe("waits");
		const after = (await team.ada.listMessages({ conversation_id: team.general.id, limit: 10 })).messages.length;
		expect(after - before).toBe(1);
	});
});

test.each([-1, 1.5, 21_601, "30", null])("%j seconds are refused", (slow_mode_seconds) => {
	expect(UpdateChannel.safeParse({ slow_mode_seconds }).success).toBe(false);
});
