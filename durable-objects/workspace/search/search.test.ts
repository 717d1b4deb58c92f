import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import type { SearchPage, SearchResult } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Name, type Team, backRoom, newTeam } from "../../test/people.ts";
import { readsOf } from "../../test/reads.ts";
import type { Workspace } from "../workspace.ts";
import { readQuery } from "./query.ts";
import { relevance } from "./relevance.ts";
import { snippetOf } from "./snippet.ts";

let team: Team;
const said = new Map<string, string>();

const say = async (body: string, who: Name = "ada") => {
	const { message } = await team[who].createMessage({ conversation_id: team.general.id, body });
	said.set(message.id, body);
	return message;
};

beforeAll(async () => {
	team = await newTeam();
	await say("The crabs were testing their shells");
	await say("Crème brûlée in the canteen");
	await say("我们明天去上海市开会");
	await say("東京タワーで会いましょう");
	await say("दुनिया में सब अच्छा है");
	await say("ผมอ่านข้อความภาษาไทยทุกวัน");
	await say("மீன் சந்தை நாளை");
	await say("Мой лёд, їжак і ґава");
	await say("คำนี้");
	await say("Die Straße am Hafen");
	await say("مُحَمَّد كتب رسالة");
	await say("שָׁלוֹם לכולם");
	await say("သင်္ဘော ဆိပ်ကမ်း");
	await say("a 🦞 lobster and another lobster");
	await say('quotes "AND" NOT (NEAR) * col: ^');
});

const search = (q: string, more: object = {}, who: Name = "grace") =>
	team[who].searchMessages({ workspace_id: team.general.workspace_id, q, sort: "newest", limit: 50, ...more });
const found = async (q: string) => (await search(q)).results.map(({ id }) => said.get(id));

describe("finding", () => {
	test.each([
		["test", "The crabs were testing their shells"],
		["SHELL crab", "The crabs were testing their shells"],
		["creme BRULEE", "Crème brûlée in the canteen"],
		["上海", "我们明天去上海市开会"],
		["上海市", "我们明天去上海市开会"],
		["会", "東京タワーで会いましょう"],
		["タワー", "東京タワーで会いましょう"],
		["ﾀﾜｰ", "東京タワーで会いましょう"],
		["東京タワーで".normalize("NFD"), "東京タワーで会いましょう"],
		["दुनिया", "दुनिया में सब अच्छा है"],
		["ข้อความ", "ผมอ่านข้อความภาษาไทยทุกวัน"],
		["ไทย", "ผมอ่านข้อความภาษาไทยทุกวัน"],
		["คำ", "คำนี้"],
		["சந்தை", "மீன் சந்தை நாளை"],
		["лед мой", "Мой лёд, їжак і ґава"],
		["ЇЖАК", "Мой лёд, їжак і ґава"],
		["strasse", "Die Straße am Hafen"],
		["محمد", "مُحَمَّد كتب رسالة"],
		["שלום", "שָׁלוֹם לכולם"],
		["သင်္ဘော", "သင်္ဘော ဆိပ်ကမ်း"],
		['"AND" (NEAR', 'quotes "AND" NOT (NEAR) * col: ^'],
	])("%s finds «%s»", async (q, body) => {
		expect(await found(q)).toContain(body);
	});

	test.each(["crab missing", "上京", "海明", "lob", "दनय", "दुनियाएं", "มอคว", "мои", "shell*"])(
		"%s finds nothing that lacks a word of it",
		async (q) => {
			const bodies = await found(q);
			expect(bodies).toEqual(q === "shell*" ? ["The crabs were testing their shells"] : []);
		},
	);

	test("an empty query finds nothing, and is still for members only", async () => {
		expect(await search(" ")).toEqual({ results: [], next_cursor: null });
		await expect(team.as("usr_01jd7xk3m9h5q2w8e4r6t0y1z7").searchMessages({} as never)).rejects.toMatchObject({
			code: "not_found",
		});
	});

	test("messages changed before they were indexed are found in their current form only", async () => {
		const [edited, deleted, last] = [await say("squid"), await say("squid"), await say("squid")];
		await team.ada.editMessage({ message_id: edited.id, body: "whelk" });
		await team.ada.deleteMessage({ message_id: deleted.id });
		expect((await search("squid")).results.map(({ id }) => id)).toEqual([last.id]);
		expect((await search("whelk")).results.map(({ id }) => id)).toEqual([edited.id]);
	});

	test("after the newest was deleted, later and earlier messages are found", async () => {
		const [older, newest] = [await say("limpet"), await say("limpet")];
		expect((await search("limpet")).results).toHaveLength(2);
		await team.ada.deleteMessage({ message_id: newest.id });
		const next = await say("limpet");
		expect((await search("limpet")).results.map(({ id }) => id)).toEqual([next.id, older.id]);
	});

	test("every one of many is found, including those not indexed yet", async () => {
		for (let i = 0; i < 150; i++) await say(`cuttlefish ${i === 100 ? "c".repeat(2_000) : i}`);
		await evictDurableObject(team.stub);
		const all: string[] = [];
		for (let cursor: string | null | undefined; cursor !== null;) {
			const page = await search("cuttlefish", { cursor });
			all.push(...page.results.map(({ id }) => id));
			cursor = page.next_cursor;
		}
		expect(new Set(all).size).toBe(150);
		expect(all).toHaveLength(150);
	});

	test("an edited message is found by its new words only, a deleted one not at all", async () => {
		const message = await say("walrus");
		expect((await search("walrus")).results).toHaveLength(1);
		await team.ada.editMessage({ message_id: message.id, body: "narwhal" });
		expect((await search("walrus")).results).toEqual([]);
		expect((await search("narwhal")).results.map((result) => result.id)).toEqual([message.id]);
		await team.ada.deleteMessage({ message_id: message.id });
		expect((await search("narwhal")).results).toEqual([]);
	});

	test("a reply is found, with its thread", async () => {
		const root = await say("about octopuses");
		const { message } = await team.grace.replyInThread({ message_id: root.id, body: "eight arms, three hearts" });
		const { results } = await search("hearts");
		expect(results[0]).toMatchObject({
			id: message.id,
			thread_root_id: root.id,
			parent_message_id: root.id,
			thread_seq: 1,
		});
	});

	test("only what the caller may see is found, however much else matches", async () => {
		const channel_id = await backRoom(team);
		for (let i = 0; i < 5; i++) await team.ada.createMessage({ conversation_id: channel_id, body: `periwinkle ${i}` });
		const open = await say("periwinkle in the open");
		const { results, next_cursor } = await search("periwinkle", { limit: 1 }, "linus");
		expect(results.map((result) => result.id)).toEqual([open.id]);
		expect(next_cursor).toBeNull();
		await expect(search("periwinkle", { conversation_id: channel_id }, "linus")).rejects.toMatchObject({
			code: "not_found",
		});
		expect((await search("periwinkle", { conversation_id: channel_id }, "grace")).results).toHaveLength(5);
	});
});

describe("showing", () => {
	test("highlights count code points, so that an emoji before the match does not shift it", async () => {
		const { results } = await search("lobsters");
		const { snippet, highlights } = results[0]!;
		const marked = highlights.map(({ start, end }) => [...snippet].slice(start, end).join(""));
		expect(marked).toEqual(["lobster", "lobster"]);
	});

	test("a long message has a snippet around its first match", async () => {
		const message = await say(`${"kelp ".repeat(100)}anemone${" kelp".repeat(100)}`);
		const { results } = await search("anemone");
		const { snippet, highlights, id } = results[0]!;
		expect(id).toBe(message.id);
		expect([...snippet].length).toBeLessThan(220);
		expect([...snippet].slice(highlights[0]!.start, highlights[0]!.end).join("")).toBe("anemone");
	});
});

describe("paging", () => {
	test.each(["newest", "relevance"] as const)("by %s: every match once, page after page", async (sort) => {
		const fresh = await newTeam();
		const { id: channel_id, workspace_id } = fresh.general;
		const count = 215; // more than are ranked
		const bodies = Array.from({ length: count }, (_, i) => `mussel ${"x ".repeat(i % 7)}`);
		await Promise.all(bodies.map((body) => fresh.ada.createMessage({ conversation_id: channel_id, body })));
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await fresh.ada.searchMessages({
				workspace_id,
				q: "mussel",
				sort,
				limit: 45,
				...(cursor && { cursor }),
			});
			seen.push(...page.results.map((result) => result.id));
			cursor = page.next_cursor ?? undefined;
		} while (cursor);
		expect(seen).toHaveLength(count);
		expect(new Set(seen).size).toBe(count);
	});

	test.each(["newest", "relevance"] as const)(
		"by %s: where much text has to be read, pages are shorter, and each match comes once",
		async (sort) => {
			const crowd = await newTeam();
			const { id: channel_id, workspace_id } = crowd.general;
			for (let i = 0; i < 6; i++)
				await crowd.ada.createMessage({ conversation_id: channel_id, body: `${"x ".repeat(16_000)}krill ${i}` });
			const pages: string[][] = [];
			for (let cursor: string | null | undefined; cursor !== null;) {
				const page = await crowd.ada.searchMessages({ workspace_id, q: "krill", sort, limit: 50, cursor });
				pages.push(page.results.map(({ id }) => id));
				cursor = page.next_cursor;
			}
			expect(pages.map((page) => page.length)).toEqual([3, 3]);
			expect(new Set(pages.flat()).size).toBe(6);
		},
	);

	test("by relevance: more matches in fewer words rank higher, whatever hidden channels contain", async () => {
		const fresh = await newTeam();
		const { id: channel_id, workspace_id } = fresh.general;
		const bodies = ["whelk whelk", "a whelk among many other things that the tide left on the sand", "whelk, I said"];
		for (const body of [...bodies, "limpet limpet whelk", "limpet whelk whelk"])
			await fresh.ada.createMessage({ conversation_id: channel_id, body });
		const asked = async (q: string) => {
			const { results } = await fresh.linus.searchMessages({ workspace_id, q, sort: "relevance", limit: 10 });
			return results.map(({ snippet }) => snippet);
		};
		const order = async () => [await asked("whelk"), await asked("limpet whelk")];
		const before = await order();
		expect(before[0]!.filter((body) => bodies.includes(body))).toEqual([bodies[0], bodies[2], bodies[1]]);
		const hidden = await backRoom(fresh);
		for (let i = 0; i < 20; i++)
			await fresh.ada.createMessage({ conversation_id: hidden, body: "limpet in a private room" });
		expect(await order()).toEqual(before);
	});

	test("a cursor is valid for its own search and person only", async () => {
		const { next_cursor } = await search("the", { limit: 1 }).then(async () => {
			await say("the one");
			await say("the other");
			return search("the", { limit: 1 });
		});
		expect(next_cursor).not.toBeNull();
		const cursor = next_cursor!;
		await expect(search("other", { cursor })).rejects.toMatchObject({ code: "invalid_request" });
		await expect(search("the", { cursor }, "linus")).rejects.toMatchObject({ code: "invalid_request" });
	});
});

describe("whatever the query", () => {
	const long = 40_000;
	const many = (from: number, count: number) =>
		Array.from({ length: count }, (_, i) => String.fromCodePoint(0x4e00 + from + i));
	const words = Array.from({ length: 40 }, (_, i) => `w${i}`);

	test("and however long the messages, a search reads few of them, and little of those", async () => {
		const fresh = await newTeam();
		const { id: channel_id, workspace_id } = fresh.general;
		const sent = new Map<string, string>();
		const bodies = ["上".repeat(long), many(0, 20_000).join(" "), `${"x ".repeat(19_000)}${words.join(" ")}`];
		for (const body of bodies.flatMap((body) => Array.from({ length: 10 }, () => body)))
			sent.set((await fresh.ada.createMessage({ conversation_id: channel_id, body })).message.id, body);
		/** Reads a message up to its snippet's end. */
		const readTo = ({ id, snippet }: SearchResult) => {
			const text = snippet.replaceAll("…", "");
			return sent.get(id)!.indexOf(text) + text.length;
		};
		const queries = [
			"上 ".repeat(249),
			"上".repeat(500),
			"上上上 上上 上",
			many(0, 249).join(" "),
			words.join(" "),
			`"${"x ".repeat(20)}"`,
			words.join("/"),
			"x",
		];
		await fresh.ada.searchMessages({ workspace_id, q: "x", sort: "newest", limit: 1 }); // completes the index
		await runInDurableObject(fresh.stub, async (workspace: Workspace, { storage }) => {
			for (const q of queries)
				for (const sort of ["newest", "relevance"] as const)
					for (const where of [{}, { conversation_id: channel_id }]) {
						const input = { workspace_id, q, sort, typing: "true", limit: 100, ...where };
						let results: SearchResult[] = [];
						const { rows, characters } = await readsOf(storage.sql, async () => {
							const outcome = await workspace.call(fresh.actor("ada"), "searchMessages", input);
							({ results } = (outcome as { value: SearchPage }).value);
						});
						const what = `${q.slice(0, 20)} ${sort}`;
						expect(results.length, what).toBeGreaterThan(0);
						// those of the page, and one or two that are ranked
						expect(characters, what).toBeLessThan((results.length + 2) * (long + 2_000));
						expect(rows, what).toBeLessThan(1_000);
						const read = results.reduce((sum, result) => sum + readTo(result), 0);
						expect(read, what).toBeLessThan(64 * 1024 + long);
					}
		});
	});

	test.each([
		["c", "plain C language", "I like C# a lot"],
		["c", "plain C language", "I like C++ a lot"],
		["net", "a large fishing net", "runs on .NET"],
		["c#", "we will write plain C# here", "c"],
	])("%s: what is called so ranks before what has a sign more or less", (q, first, second) => {
		const query = readQuery(q)!;
		expect(relevance(first, query)).toBeGreaterThan(relevance(second, query));
	});

	test("a message is ranked by its beginning, however long it is", () => {
		const query = readQuery("krill")!;
		const [short, long] = ["x ".repeat(4_096), `${"x ".repeat(4_096)}${"krill ".repeat(5_000)}`];
		expect(relevance(long, query)).toBe(relevance(short, query));
		expect(relevance(`krill ${short}`, query)).toBeGreaterThan(relevance(short, query));
	});

	test("the first sixteen different words count, a pair of characters as one", () => {
		const sizes = (q: string) => readQuery(q)!.phrases.map(({ tokens }) => tokens.length);
		expect(sizes(words.join(" "))).toEqual(Array.from({ length: 16 }, () => 1));
		expect(sizes(words.join("/"))).toEqual([16]);
		expect(sizes("crab crabs CRAB shell ".repeat(20))).toEqual([1, 1]);
		expect(sizes("上 ".repeat(249))).toEqual([1]);
		expect(sizes(many(0, 249).join(" "))).toEqual(Array.from({ length: 16 }, () => 1));
		expect(sizes("上".repeat(500))).toEqual([17]);
		expect(sizes("ﷺ".repeat(500))).toEqual([16]);
		expect(sizes(`crab ${"上海".repeat(100)} shell`)).toEqual([1, 16]);
		expect(readQuery("!? \u0301")).toBeUndefined();
	});

	test("a text is read no further than its snippet", () => {
		const { tokenized, highlights } = snippetOf(`the krill ${"and krill ".repeat(4_000)}`, readQuery("krill")!);
		expect(tokenized).toBeLessThan(300);
		expect(highlights.length).toBeGreaterThan(10);
		expect(snippetOf(`${"x ".repeat(10_000)}krill`, readQuery("krill")!).tokenized).toBe(20_005);
	});
});

describe("the caller's channels", () => {
	/** Puts somebody into so many private channels, by the tables: commands would take a minute. */
	const crowdIn = (team: Team, who: Name, count: number) =>
		runInDurableObject(team.stub, (_, { storage }) => {
			const rows = `WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`;
			const [id, at] = [`'${team.general.id.slice(0, -8)}' || printf('%08d', n)`, "2026-01-01T00:00:00.000Z"];
			storage.sql.exec(
				`${rows} INSERT INTO conversations (id, kind, created_at) SELECT ${id}, 'private', ? FROM n`,
				at,
			);
			storage.sql.exec(`${rows} INSERT INTO channels (id, name) SELECT ${id}, printf('room-%d', n) FROM n`);
			const user_id = team.users[who].id;
			storage.sql.exec(
				`${rows} INSERT INTO conversation_members (conversation_id, user_id, joined_at) SELECT ${id}, ?, ? FROM n`,
				user_id,
				at,
			);
		});

	test.each([100, 501])(
		"a member of %i private channels finds messages in theirs, and others do not",
		async (count) => {
			const fresh = await newTeam();
			await crowdIn(fresh, "grace", count);
			const rooms = [await backRoom(fresh, "first"), await backRoom(fresh, "last")];
			for (const channel_id of rooms) await fresh.ada.createMessage({ conversation_id: channel_id, body: "barnacle" });
			const { workspace_id } = fresh.general;
			const found = async (who: Name) =>
				(await fresh[who].searchMessages({ workspace_id, q: "barnacle", sort: "newest", limit: 50 })).results.length;
			expect([await found("grace"), await found("linus"), await found("gus")]).toEqual([2, 0, 0]);
		},
	);

	test("a guest finds messages in their channels, and nothing without channels", async () => {
		const fresh = await newTeam();
		const { id: channel_id, workspace_id } = fresh.general;
		await fresh.ada.createMessage({ conversation_id: channel_id, body: "barnacle" });
		const { channel } = await fresh.ada.createChannel({ name: "other", kind: "public" });
		await fresh.ada.createMessage({ conversation_id: channel.id, body: "barnacle" });
		const found = async () =>
			(await fresh.gus.searchMessages({ workspace_id, q: "barnacle", sort: "newest", limit: 50 })).results.length;
		expect(await found()).toBe(0);
		await fresh.ada.addChannelMember({ channel_id, user_id: fresh.users.gus.id });
		expect(await found()).toBe(1);
	});
});

test("messages sent between two pages shift no results, by relevance neither", async () => {
	const fresh = await newTeam();
	const { id: channel_id, workspace_id } = fresh.general;
	const send = (body: string) => fresh.ada.createMessage({ conversation_id: channel_id, body });
	for (let i = 0; i < 6; i++) await send(`scallop ${"x ".repeat(i)}`);
	const seen: string[] = [];
	for (let cursor: string | null | undefined; cursor !== null;) {
		const page = await fresh.ada.searchMessages({ workspace_id, q: "scallop", sort: "relevance", limit: 2, cursor });
		seen.push(...page.results.map(({ id }) => id));
		cursor = page.next_cursor;
		await send("scallop scallop");
	}
	expect(new Set(seen).size).toBe(6);
	expect(seen).toHaveLength(6);
});
