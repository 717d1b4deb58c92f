import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { workspaceMigrations } from "../../../migrations/workspace/index.ts";
import { type Team, newTeam } from "../../test/people.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

const create = async (name: string, more: { display_title?: string } = {}) =>
	(await team.ada.createChannel({ name, kind: "public", ...more })).channel;

describe("a channel", () => {
	test.each([
		["Café", ["cafe", "CAFÉ", "Cafe\u0301", "ｃａｆｅ", "ca\u00adfé", "#café!"]],
		["ガイド", ["ｶﾞｲﾄﾞ", "ガイド".normalize("NFD")]],
		["한국어", ["한국어".normalize("NFD")]],
		["हिन्दी", ["हिन्\u200dदी"]],
		["Мой", ["МОЙ", "мои\u0306"]],
		["مُحَمَّد", ["محمد"]],
		["❤️", ["❤", "❤︎"]],
		["C++", ["c ++".replace(" ", ""), "Ｃ＋＋", "c-plus-plus"]],
	])("called %s is not made twice in another spelling", async (name, others) => {
		const { name: called } = await create(name);
		for (const other of others)
			await expect(create(other), other).rejects.toMatchObject({
				code: "conflict",
				message: expect.stringMatching(/channel.*workspace.*unique/),
			});
		expect((await team.linus.listChannels({})).map((channel) => channel.name)).toContain(called);
	});

	test.each([
		["カイト", "ガイト"],
		["हनद", "हिनद"],
		["пои", "пой"],
		["👍", "👍🏽"],
		["👩👩", "👩‍❤️‍👩"],
		["F", "F#"],
		["NET2", ".NET2"],
	])("called %s stands beside one called %s", async (one, other) => {
		expect((await create(one)).name).not.toBe((await create(other)).name);
	});

	test("whose name has signs in it is shown as it was typed, until it gets another name or title", async () => {
		const { id: channel_id, ...made } = await create("Objective C++");
		expect(made).toMatchObject({ name: "objective-c-plus-plus", display_title: "Objective C++" });
		const rename = async (change: { name?: string; display_title?: string; topic?: string }) => {
			const { name, display_title } = (await team.ada.updateChannel({ channel_id, ...change })).channel;
			return [name, display_title];
		};
		expect(await rename({ name: made.name, topic: "pointers" })).toEqual([made.name, "Objective C++"]);
		expect(await rename({ name: "D++" })).toEqual(["d-plus-plus", "D++"]);
		expect(await rename({ name: "Old News" })).toEqual(["old-news", undefined]);
		expect(await rename({ display_title: "News" })).toEqual(["old-news", "News"]);
		expect(await rename({ name: "New News" })).toEqual(["new-news", "News"]);
		expect(await rename({ name: "G++", display_title: "" })).toEqual(["g-plus-plus", undefined]);
		expect(await create("H++", { display_title: "Aitch" })).toMatchObject({ display_title: "Aitch" });
	});
});

test("a person is found with accents or without, composed or in parts", async () => {
	const find = async (q: string) => (await team.ada.listMembers({ limit: 10, q })).members.map(({ user }) => user.id);
	const { grace } = team.users;
	for (const display_name of ["Zoë Østergård", "Ｚｏｅ Østergård", "Zoe\u0308 Øster\u00adgård"]) {
		await team.system.updateProfile({ user: { ...grace, display_name } });
		for (const q of ["zoe", "ZOË", "zoe\u0308", "ØSTERGARD", "ostergard"]) expect(await find(q), q).toEqual([grace.id]);
	}
});

test("so is one whose name was kept before letters were compared by a plain keyboard", async () => {
	const { grace } = team.users;
	await team.system.updateProfile({ user: { ...grace, display_name: "Łukasz Groß" } });
	const kept = await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		const name = () => sql.exec("SELECT folded_name FROM members WHERE user_id = ?", grace.id).one()["folded_name"];
		const now = name();
		sql.exec("UPDATE members SET folded_name = 'łukasz groß' WHERE user_id = ?", grace.id);
		sql.exec(workspaceMigrations.find(({ id }) => id === "0003_folded_names")!.sql);
		return [now, name()];
	});
	expect(kept).toEqual(["lukasz gross", "lukasz gross"]);
});
