import type { ConversationId, MessageId } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Name, type Team, backRoom, newTeam } from "../../test/people.ts";

let team: Team;
let places: Record<"general" | "guide" | "back" | "direct" | "group", ConversationId>;
let ids: Record<string, MessageId>;

async function say(where: keyof typeof places, body: string, who: Name = "ada"): Promise<MessageId> {
	const { message } = await team[who].createMessage({ conversation_id: places[where], body });
	return (ids[message.body] = message.id);
}
const reply = async (to: string, body: string, who: Name = "ada") =>
	(ids[body] = (await team[who].replyInThread({ message_id: ids[to]!, body })).message.id);

beforeAll(async () => {
	team = await newTeam();
	const { grace, linus } = team.users;
	const { channel: guide } = await team.ada.createChannel({ name: "ガイド", kind: "public" });
	const direct = await team.ada.createDirect({ member_ids: [grace.id] });
	const group = await team.ada.createDirect({ member_ids: [grace.id, linus.id] });
	places = {
		general: team.general.id,
		guide: guide.id,
		back: await backRoom(team),
		direct: direct.conversation.id,
		group: group.conversation.id,
	};
	ids = {};
	await say("general", "tide one");
	await say("general", "tide two, see https://example.com", "grace");
	await say("guide", "潮 tide three", "linus");
	await say("back", "tide four", "grace");
	await say("direct", "tide five", "grace");
	await say("group", "tide six");
	await say("general", "a question for @grace");
	await reply("a question for @grace", "tide seven", "grace");
	await reply("a question for @grace", "[the answer](https://example.org), @linus", "linus");
	await team.grace.addReaction({ message_id: ids["tide one"]!, emoji: "🦀" });
	await team.ada.addReaction({ message_id: ids["tide six"]!, emoji: "🦀" });
	await team.ada.pinMessage({ conversation_id: places.guide, message_id: ids["潮 tide three"]! });
});

async function asked(who: Name, q: string, more: object = {}): Promise<string[]> {
	const search = { q, syntax: "operators", scope: "all", sort: "newest", limit: 50, ...more } as const;
	const { results } = await team[who].searchMessages(search);
	return results.map(({ snippet }) => snippet);
}

const [one, two, three, four, five, six, seven] = [
	"tide one",
	"tide two, see https://example.com",
	"潮 tide three",
	"tide four",
	"tide five",
	"tide six",
	"tide seven",
];
const [question, answer] = ["a question for @grace", "the answer, @linus"];

describe("what operators find, the newest first", () => {
	test.each<[q: string, found: string[], who?: Name]>([
		["from:ada", [question, six, one]],
		["from:me", [seven, five, four, two]],
		["from:ada tide", [six, one]],
		["from:@Ada from:linus tide", [six, three, one]],
		["tide -from:me -from:ada", [three]],
		["潮 from:linus", [three]],
		["in:general tide", [seven, two, one]],
		["in:#ガイド", [three]],
		["in:#ｶﾞｲﾄﾞ", [three]],
		["in:general in:ガイド tide -from:grace", [three, one]],
		["tide -in:#general", [six, five, four, three]],
		["in:@ada", [five]],
		["in:@ada,@linus", [six]],
		["in:@linus", []],
		["with:ada -in:general", [six, five]],
		["with:@linus", [six, answer, seven, question].toSorted()],
		["with:linus -with:ada", []],
		["tide -with:ada", [four, three, two, one]],
		["with:me tide", [seven, six, five]],
		["has:link", [answer, two]],
		["-has:link in:general", [seven, question, one]],
		["has:reaction", [six, one]],
		["has:reaction from:me", []],
		["has:link has:reaction", []],
		["has:pin", [three]],
		["is:pinned 潮", [three]],
		["tide -is:pinned in:ガイド", []],
		["is:thread", [answer, seven, question]],
		["is:thread tide", [seven]],
		["-is:thread in:general", [two, one]],
		["mentions:me", [question]],
		["mentions:linus", [answer]],
		["mentions:me", [answer], "linus"],
		["-mentions:me is:thread", [answer, seven]],
		['"tide" "six"', [six]],
		['"from:ada"', []],
		["from:nobody", []],
		["tide -from:nobody in:general", [seven, two, one]],
		["from:ada from:nobody tide", [six, one]],
		["has:crab", []],
	])("%s", async (q, found, who = "grace") => {
		const results = await asked(who, q);
		expect(q.startsWith("with:@linus") ? results.toSorted() : results).toEqual(found);
	});

	test.each([
		"from:ada",
		"from:me",
		"in:general",
		"in:@ada",
		"with:ada",
		"mentions:me",
		"has:link",
		"has:reaction",
		"has:pin",
		"has:poll",
		"is:thread",
		"is:saved",
		"is:pinned",
		"is:unread",
		"before:today",
		"before:2999-01-01",
		"after:yesterday",
		"on:today",
		"during:year",
	])("%s and its opposite together find everything once", async (q) => {
		const [found, others] = [await asked("grace", q), await asked("grace", `-${q}`)];
		const everything = await asked("grace", "-from:nobody");
		expect([...found, ...others].toSorted()).toEqual(everything.toSorted());
		expect(everything.length).toBeGreaterThan(8);
	});

	test("in one conversation, they find what is there", async () => {
		expect(await asked("grace", "from:ada", { scope: undefined, conversation_id: places.general })).toEqual([
			question,
			one,
		]);
		expect(await asked("grace", "with:ada tide", { scope: undefined, conversation_id: places.direct })).toEqual([five]);
		expect(await asked("grace", "in:@ada", { scope: undefined, conversation_id: places.general })).toEqual([]);
	});

	test("without scope=all, nothing of direct conversations", async () => {
		for (const q of ["tide from:me", "in:@ada", "with:ada", "-in:general tide", "mentions:me", "has:reaction"])
			expect(
				(await asked("grace", q, { scope: undefined })).filter((text) => [five, six].includes(text)),
				q,
			).toEqual([]);
	});

	test("clients that do not ask for operators have words only, as before", async () => {
		for (const syntax of [undefined, "plain"]) {
			expect(await asked("grace", "from:ada tide", { syntax })).toEqual([]);
			expect(await asked("grace", "tide one", { syntax })).toEqual([one]);
		}
	});
});

describe("what changes", () => {
	test("a reaction, a pin, a reply, a link and a mention are found as long as they are there", async () => {
		const id = await say("general", "limpet");
		const states = async () => {
			const qs = ["has:reaction", "has:pin", "is:thread", "has:link", "mentions:grace"];
			return await Promise.all(qs.map(async (q) => (await asked("grace", `${q} limpet`)).length));
		};
		expect(await states()).toEqual([0, 0, 0, 0, 0]);
		const pin = { conversation_id: places.general, message_id: id };
		await team.grace.addReaction({ message_id: id, emoji: "🦀" });
		await team.linus.addReaction({ message_id: id, emoji: "👀" });
		await team.ada.pinMessage(pin);
		const answer = await team.grace.replyInThread({ message_id: id, body: "x" });
		await team.ada.editMessage({ message_id: id, body: "limpet www.example.com @grace" });
		expect(await states()).toEqual([1, 1, 1, 1, 1]);
		await team.grace.removeReaction({ message_id: id, emoji: "🦀" });
		expect(await states()).toEqual([1, 1, 1, 1, 1]);
		await team.linus.removeReaction({ message_id: id, emoji: "👀" });
		await team.ada.unpinMessage(pin);
		await team.grace.deleteMessage({ message_id: answer.message.id });
		await team.ada.editMessage({ message_id: id, body: "limpet" });
		expect(await states()).toEqual([0, 0, 0, 0, 0]);
	});

	test("a deleted message is found by nothing, with replies, a reaction and a pin as well", async () => {
		const id = await say("general", "whelk");
		await asked("ada", "whelk");
		await team.ada.pinMessage({ conversation_id: places.general, message_id: id });
		await team.ada.addReaction({ message_id: id, emoji: "🦀" });
		const { message: first } = await team.grace.replyInThread({ message_id: id, body: "whelk reply" });
		expect(await asked("ada", "whelk is:thread")).toEqual(["whelk reply", "whelk"]);
		await team.ada.deleteMessage({ message_id: id });
		for (const q of ["has:pin", "has:reaction", "is:thread"])
			expect((await asked("ada", q)).filter((text) => text === "" || text === "whelk")).toEqual([]);
		await team.grace.deleteMessage({ message_id: first.id });
		expect(await asked("ada", "from:grace whelk")).toEqual([]);
		expect((await asked("ada", "from:ada")).filter((text) => text === "")).toEqual([]);
	});
});

describe("who may not see something", () => {
	test.each(["linus", "gus"] as const)(
		"%s finds nothing of others' rooms and conversations, by no operator",
		async (who) => {
			const hidden = new Set([four, five, ...(who === "gus" ? [one, two, three, six, seven, question, answer] : [])]);
			for (const q of [
				"from:grace",
				"-from:ada",
				"in:back-room",
				"-in:general",
				"with:ada",
				"in:@grace",
				"with:grace",
				"on:today",
				"-has:link",
				"-is:thread",
				"mentions:grace",
				"tide -from:ada",
			])
				expect(
					(await asked(who, q)).filter((text) => hidden.has(text)),
					q,
				).toEqual([]);
		},
	);

	test("a name that is hidden answers like one that does not exist", async () => {
		for (const q of ["in:back-room", "in:nowhere", "in:@grace,@ada,@gus", "in:@grace,@nobody", "with:nobody"])
			expect(
				await team.linus.searchMessages({ q, syntax: "operators", scope: "all", sort: "relevance", limit: 5 }),
			).toEqual({
				results: [],
				next_cursor: null,
			});
		const all = await asked("linus", "tide");
		for (const q of ["tide -in:back-room", "tide -in:nowhere", "tide -in:@grace,@gus"])
			expect(await asked("linus", q)).toEqual(all);
	});

	test("somebody who was removed from a channel finds nothing of it any more", async () => {
		const channel_id = await backRoom(team, "cellar");
		await team.ada.createMessage({ conversation_id: channel_id, body: "cellar barnacle @grace https://example.com" });
		const qs = ["in:cellar", "from:ada barnacle", "mentions:me barnacle", "has:link barnacle", "-from:me barnacle"];
		for (const q of qs) expect(await asked("grace", q), q).toHaveLength(1);
		await team.ada.removeChannelMember({ channel_id, user_id: team.users.grace.id });
		for (const q of qs) expect(await asked("grace", q), q).toEqual([]);
	});
});

test("what somebody wrote is still found after they left, and they find nothing any more", async () => {
	const fresh = await newTeam();
	await fresh.linus.createMessage({ conversation_id: fresh.general.id, body: "farewell" });
	const search = { q: "from:linus", syntax: "operators", sort: "newest", limit: 5 } as const;
	await fresh.ada.removeMember({ user_id: fresh.users.linus.id });
	expect((await fresh.ada.searchMessages(search)).results).toHaveLength(1);
	await expect(fresh.linus.searchMessages(search)).rejects.toMatchObject({ code: "not_found" });
});

describe("pages", () => {
	test.each([
		"from:ada",
		"from:ada barnacle",
		"-from:grace barnacle",
		"after:2020-01-01 barnacle",
		"-on:2020-01-01 -on:2021-01-01",
	])("%s: every match once, page after page", async (q) => {
		const fresh = await newTeam();
		for (let i = 0; i < 25; i++)
			await fresh.ada.createMessage({ conversation_id: fresh.general.id, body: `barnacle ${"x ".repeat(i % 4)}` });
		const seen: string[] = [];
		for (let cursor: string | null | undefined; cursor !== null;) {
			const search = { q, syntax: "operators", sort: "relevance", limit: 10, cursor } as const;
			const page = await fresh.grace.searchMessages(search);
			seen.push(...page.results.map(({ id }) => id));
			cursor = page.next_cursor;
		}
		expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
	});

	test("a cursor is for its syntax and its time zone only", async () => {
		const search = { q: "from:ada", syntax: "operators", sort: "newest", limit: 1 } as const;
		const { next_cursor: cursor } = await team.grace.searchMessages(search);
		const wrong = { code: "invalid_request" };
		await expect(team.grace.searchMessages({ ...search, cursor: cursor!, syntax: "plain" })).rejects.toMatchObject(
			wrong,
		);
		await expect(team.grace.searchMessages({ ...search, cursor: cursor!, time_zone: "+01:00" })).rejects.toMatchObject(
			wrong,
		);
		expect((await team.grace.searchMessages({ ...search, cursor: cursor! })).results).toHaveLength(1);
	});
});

test("a message without words to find is shown from its beginning, without highlights", async () => {
	const fresh = await newTeam();
	await fresh.ada.createMessage({ conversation_id: fresh.general.id, body: `**krill** ${"x ".repeat(20_000)}` });
	const { results } = await fresh.grace.searchMessages({
		q: "from:ada",
		syntax: "operators",
		sort: "newest",
		limit: 5,
	});
	expect(results[0]!.snippet).toMatch(/^krill x x .*…$/);
	expect(results[0]!.highlights).toEqual([]);
});
