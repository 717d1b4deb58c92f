import type { ChannelId } from "@clickclack/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { newTeam } from "../test/people.ts";
import { CommitBatcher } from "./commit-batcher.ts";

test("after a busy turn the next batch waits 4 ms at most; a command alone runs at once", async () => {
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const batcher = new CommitBatcher();
	const had: number[] = [];
	const ask = (who: number) => void batcher.next().then(() => had.push(who));
	ask(0);
	await Promise.resolve();
	expect(had).toEqual([0]);
	for (let who = 1; who <= 100; who++) ask(who);
	await vi.advanceTimersByTimeAsync(1);
	expect(had).toEqual(Array.from({ length: 101 }, (_, who) => who));
	for (const who of [101, 102, 103, 104]) ask(who);
	await vi.advanceTimersByTimeAsync(2);
	expect(had).toHaveLength(101);
	await vi.advanceTimersByTimeAsync(1);
	expect(had.slice(101)).toEqual([101, 102, 103, 104]);
	await vi.advanceTimersByTimeAsync(2);
	ask(105);
	await Promise.resolve();
	expect(had.at(-1)).toBe(105);
});

test("of messages in one batch one may be refused: the others are sent in the order of arrival", async () => {
	const team = await newTeam();
	const nowhere = `${team.general.id.slice(0, -2)}zz` as ChannelId;
	const say = (_: unknown, i: number) =>
		team.ada.createMessage({ conversation_id: i === 7 ? nowhere : team.general.id, body: `m${i}` });
	const outcomes = await Promise.allSettled(Array.from({ length: 20 }, say));
	expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
	const sent = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value.message] : []));
	expect(sent.map((message) => message.channel_seq)).toEqual(sent.map((_, i) => i + 1));
	const { messages } = await team.grace.listMessages({ conversation_id: team.general.id, limit: 50 });
	expect(messages.map((message) => message.body)).toEqual(sent.map((message) => message.body));
});
