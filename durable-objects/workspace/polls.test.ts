import type { ConversationId, MessageId, Poll } from "@clickclack/protocol";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

type Who = "ada" | "grace" | "linus";
const ask = async (more: object = {}, conversation_id: ConversationId = team.general.id, who: Who = "ada") => {
	const poll = { options: ["tea", "coffee", "water"], ...more };
	return (await team[who].createMessage({ conversation_id, body: "What shall we drink?", poll })).message;
};
const vote = (message_id: MessageId, choices: number[], who: Who = "grace") =>
	team[who].votePoll({ message_id, choices });
const seen = async (message_id: MessageId, who: Who = "grace") => (await team[who].getMessage({ message_id })).poll!;
const counts = ({ options }: Poll) => options.map(({ count }) => count);
const chosen = ({ options }: Poll) => options.flatMap(({ chosen_by_me }, at) => (chosen_by_me ? [at] : []));

describe("a poll", () => {
	test("is a message: its text is the question, and nobody has voted", async () => {
		const conversation_id = team.general.id;
		const poll = { options: ["yes", "no"], is_multiple: true };
		const { message, event } = await team.ada.createMessage({ conversation_id, body: "Again?", poll });
		const none = { count: 0, chosen_by_me: false };
		expect(message).toMatchObject({
			body: "Again?",
			poll: {
				options: [
					{ text: "yes", ...none },
					{ text: "no", ...none },
				],
				is_multiple: true,
				voter_count: 0,
			},
		});
		expect(event).toMatchObject({ payload: { message } });
		expect((await team.grace.listMessages({ conversation_id, limit: 1 })).messages).toEqual([message]);
	});

	test("is found by its question, its options and has:poll, until it is deleted", async () => {
		const { id } = await ask({ options: ["bergamot", "chicory"] });
		const find = async (q: string) => {
			const search = { workspace_id: team.general.workspace_id, q, scope: "all", syntax: "operators" } as const;
			return (await team.linus.searchMessages({ ...search, sort: "relevance", limit: 50 })).results.map(
				(hit) => hit.id,
			);
		};
		expect(await find("bergamot")).toEqual([id]);
		expect(await find("chicory drink has:poll")).toEqual([id]);
		expect(await find("bergamot -has:poll")).toEqual([]);
		await vote(id, [0]);
		await team.ada.deleteMessage({ message_id: id });
		expect(await find("bergamot")).toEqual([]);
		expect(await team.ada.getMessage({ message_id: id })).not.toHaveProperty("poll");
		await expect(vote(id, [1])).rejects.toMatchObject({ code: "not_found" });
	});

	test("has its question changed only while nobody has voted", async () => {
		const { id: message_id } = await ask();
		expect((await team.ada.editMessage({ message_id, body: "Drinks?" })).message).toMatchObject({
			body: "Drinks?",
			poll: { voter_count: 0 },
		});
		await vote(message_id, [0]);
		await expect(team.ada.editMessage({ message_id, body: "Who pays?" })).rejects.toMatchObject({ code: "conflict" });
	});

	test("with a nonce is made once; with other options that is another message", async () => {
		const send = (options: string[]) =>
			team.ada.createMessage({ conversation_id: team.general.id, body: "Once?", poll: { options }, nonce: "p1" });
		const { message } = await send(["yes", "no"]);
		await vote(message.id, [1], "ada");
		expect((await send(["yes", "no"])).message).toMatchObject({ id: message.id, poll: { voter_count: 1 } });
		await expect(send(["yes", "maybe"])).rejects.toMatchObject({ code: "nonce_conflict" });
	});
});

describe("a vote", () => {
	test("counts at once, for everybody, with who chose what; the event has what changed", async () => {
		const { id } = await ask();
		const live = await listen(team, "linus", { frames: "batch" });
		const { poll, event } = await vote(id, [1]);
		expect([counts(poll), chosen(poll), poll.voter_count]).toEqual([[0, 1, 0], [1], 1]);
		expect(event).toMatchObject({
			type: "poll.voted",
			payload: { message_id: id, user_id: team.users.grace.id, choices: [1], counts: [0, 1, 0], voter_count: 1 },
		});
		await expect.poll(() => live.received).toContainEqual(event);
		expect(await seen(id)).toEqual(poll);
		expect(chosen(await seen(id, "linus"))).toEqual([]);
		const votes = { message_id: id, limit: 10 };
		expect(await team.linus.listPollVotes({ ...votes, option: 1 })).toEqual({
			user_ids: [team.users.grace.id],
			has_more: false,
		});
		expect((await team.linus.listPollVotes({ ...votes, option: 0 })).user_ids).toEqual([]);
	});

	test("is changed and taken back; the same one again changes nothing", async () => {
		const { id } = await ask();
		await vote(id, [0]);
		expect(await vote(id, [0])).not.toHaveProperty("event");
		expect(counts((await vote(id, [2])).poll)).toEqual([0, 0, 1]);
		const { poll } = await vote(id, []);
		expect([counts(poll), poll.voter_count]).toEqual([[0, 0, 0], 0]);
		expect(await vote(id, [])).not.toHaveProperty("event");
	});

	test("is one for each person, whatever comes at once", async () => {
		const { id } = await ask();
		await Promise.all([0, 1, 2, 0, 1, 2].flatMap((at) => [vote(id, [at]), vote(id, [at], "linus")]));
		const poll = await seen(id);
		expect(poll.voter_count).toBe(2);
		expect(counts(poll).reduce((sum, count) => sum + count)).toBe(2);
	});

	test("writes three rows, and so does a change of it", async () => {
		const { id } = await ask({ is_multiple: true });
		expect(await writesOf(team, () => vote(id, [0, 1]))).toBe(3);
		expect(await writesOf(team, () => vote(id, [2]))).toBe(3);
		expect(await writesOf(team, () => vote(id, [2]))).toBe(0);
	});

	test("is refused for more than one option, for one that there is not, and on what is no poll", async () => {
		const { id } = await ask();
		await expect(vote(id, [0, 1])).rejects.toMatchObject({ code: "invalid_request" });
		await expect(vote(id, [3])).rejects.toMatchObject({ code: "invalid_request" });
		const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "no poll" });
		for (const refused of [() => vote(message.id, [0]), () => team.ada.closePoll({ message_id: message.id })])
			await expect(refused()).rejects.toMatchObject({ code: "not_found" });
	});

	test("is open to everybody where only moderators post", async () => {
		const { channel } = await team.ada.createChannel({ name: "news", kind: "public" });
		await team.ada.updateChannel({ channel_id: channel.id, who_can_post: "moderators" });
		const { id } = await ask({}, channel.id);
		expect((await vote(id, [0], "linus")).poll.voter_count).toBe(1);
		await expect(ask({}, channel.id, "linus")).rejects.toMatchObject({ code: "forbidden" });
	});

	test("in a private channel does not exist for others", async () => {
		const { id: message_id } = await ask({}, await backRoom(team));
		await vote(message_id, [0]);
		const asked = [
			() => vote(message_id, [0], "linus"),
			() => team.linus.closePoll({ message_id }),
			() => team.linus.listPollVotes({ message_id, option: 0, limit: 1 }),
		];
		for (const one of asked)
			await expect(one()).rejects.toMatchObject({ code: "not_found", message: "message not found" });
	});

	test("by anybody, in any order, leaves the counts that a recount finds", async () => {
		const people: Who[] = ["ada", "grace", "linus"];
		const choices = fc.uniqueArray(fc.nat({ max: 2 }), { maxLength: 3 });
		const acts = fc.array(fc.record({ who: fc.constantFrom(...people), choices }), { maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(acts, async (all) => {
				const { id } = await ask({ is_multiple: true });
				const now = new Map<Who, number[]>();
				for (const { who, choices } of all) {
					await vote(id, choices, who);
					now.set(who, choices);
				}
				const poll = await seen(id);
				const naive = [0, 1, 2].map((at) => [...now.values()].filter((mine) => mine.includes(at)).length);
				expect(counts(poll)).toEqual(naive);
				expect(poll.voter_count).toBe([...now.values()].filter((mine) => mine.length > 0).length);
				expect(chosen(poll)).toEqual((now.get("grace") ?? []).toSorted((a, b) => a - b));
			}),
			{ numRuns: 15 },
		);
	});
});

describe("closing", () => {
	test("is for the author and moderators; then nobody votes, and a second time changes nothing", async () => {
		const { id: message_id } = await ask({}, team.general.id, "grace");
		await vote(message_id, [0], "linus");
		await expect(team.linus.closePoll({ message_id })).rejects.toMatchObject({ code: "forbidden" });
		const { poll, event } = await team.grace.closePoll({ message_id });
		expect(poll).toMatchObject({ closed_at: event!.payload.closed_at, voter_count: 1 });
		expect(event).toMatchObject({ type: "poll.closed", payload: { message_id, user_id: team.users.grace.id } });
		expect(await team.ada.closePoll({ message_id })).not.toHaveProperty("event");
		await expect(vote(message_id, [1], "linus")).rejects.toMatchObject({ code: "conflict" });
		// what is so already is no change
		expect(counts((await vote(message_id, [0], "linus")).poll)).toEqual([1, 0, 0]);
	});

	test("races a vote: whichever is first, the vote counts or is refused", async () => {
		const { id: message_id } = await ask();
		const [voted] = await Promise.allSettled([vote(message_id, [0]), team.ada.closePoll({ message_id })]);
		expect((await seen(message_id)).voter_count).toBe(voted.status === "fulfilled" ? 1 : 0);
	});

	test("comes by itself at a time in the next year", async () => {
		const soon = new Date(Date.now() + 1_000).toISOString();
		const { id, poll } = await ask({ closes_at: soon });
		expect(poll).toMatchObject({ closes_at: soon });
		await vote(id, [0]);
		let tries = 0;
		await expect.poll(() => vote(id, [++tries % 2]).then(() => "", String), { timeout: 5_000 }).toMatch(/closed/);
		expect((await seen(id)).voter_count).toBe(1);
		for (const closes_at of ["2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"])
			await expect(ask({ closes_at })).rejects.toMatchObject({ code: "invalid_request" });
	});
});
