import type { ChannelId, DirectConversationId, WorkspaceId } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, person, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
let hidden: ChannelId;
let direct: DirectConversationId;

beforeAll(async () => {
	const linus = await person("Linus");
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	for (const { chat } of [grace, linus]) await chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
	hidden = (await ada.chat.channels.create(workspace_id, { name: "hidden", kind: "private" })).channel.id;
	await ada.chat.messages.create(general, { body: "periwinkle in public" });
	direct = (await ada.chat.dms.create(workspace_id, [linus.user.id])).conversation.id;
	await ada.chat.messages.create(direct, { body: "periwinkle in private" });
});

interface Place {
	scope?: "all";
	channel_id?: ChannelId;
	direct_conversation_id?: DirectConversationId;
}
const found = async ({ chat }: Person, place: Place) =>
	(await chat.search.messages({ workspace_id, q: "periwinkle", ...place })).results.map(({ snippet }) => snippet);

test("a search finds what is in a channel, in a direct conversation, in all channels, or in everything", async () => {
	expect(await found(ada, { channel_id: general })).toEqual(["periwinkle in public"]);
	expect(await found(ada, { direct_conversation_id: direct })).toEqual(["periwinkle in private"]);
	expect(await found(ada, {})).toEqual(["periwinkle in public"]);
	expect((await found(ada, { scope: "all" })).toSorted()).toEqual(["periwinkle in private", "periwinkle in public"]);
	expect(await found(grace, { scope: "all" })).toEqual(["periwinkle in public"]);
});

test("a direct conversation that the caller does not see answers exactly like such a channel", async () => {
	const answer = async (place: string) => {
		const headers = { authorization: `Bearer ${grace.token}` };
		const answer = await request(`/api/search?workspace_id=${workspace_id}&q=periwinkle&${place}`, { headers });
		const { request_id: _, ...body } = await answer.json<{ request_id: string }>();
		return { status: answer.status, body };
	};
	const elsewhere = "01jd7xk3m9h5q2w8e4r6t0y1z7";
	const unseen = await answer(`channel_id=${hidden}`);
	expect(unseen).toMatchObject({ status: 404, body: { code: "not_found" } });
	for (const place of [
		`channel_id=chn_${elsewhere}`,
		`direct_conversation_id=${direct}`,
		`direct_conversation_id=dm_${direct.slice(3, -1)}3`,
		`direct_conversation_id=dm_${elsewhere}`,
	])
		expect(await answer(place)).toEqual(unseen);
	expect(await answer("direct_conversation_id=dm_x")).toMatchObject({ status: 400 });
});

test("a search is in one place at most", async () => {
	const both = ada.chat.search.messages({
		workspace_id,
		q: "periwinkle",
		channel_id: general,
		direct_conversation_id: direct,
	});
	const refused = { status: 400, message: "channel_id and direct_conversation_id are mutually exclusive" };
	await expect(both).rejects.toMatchObject(refused);
	for (const place of [{ channel_id: general }, { direct_conversation_id: direct }])
		await expect(found(ada, { ...place, scope: "all" })).rejects.toMatchObject({
			status: 400,
			message: "scope=all is for a search without channel_id and direct_conversation_id",
		});
});

const asked = async (query: Record<string, string>, who = ada) => {
	const headers = { authorization: `Bearer ${who.token}` };
	const search = new URLSearchParams({ workspace_id, q: "periwinkle", ...query }).toString();
	const answer = await request(`/api/search?${search}`, { headers });
	const body = await answer.json<{ results?: { snippet: string }[]; error?: string }>();
	return { status: answer.status, found: body.results?.map(({ snippet }) => snippet), error: body.error };
};

test("a client that does not know operators looks for words, as it always has", async () => {
	expect((await asked({ q: "periwinkle has:link" })).found).toEqual([]);
	expect((await asked({ q: "periwinkle has:link", syntax: "plain" })).found).toEqual([]);
	expect((await asked({ q: "periwinkle -has:link", syntax: "operators" })).found).toEqual(["periwinkle in public"]);
	expect((await asked({ q: "in:general on:today", syntax: "operators", time_zone: "UTC" })).found).toEqual([
		"periwinkle in public",
	]);
});

test("the SDK asks for operators, unless it is told otherwise", async () => {
	const results = async (more: object) =>
		(await ada.chat.search.messages({ workspace_id, q: "periwinkle -has:link in:general", ...more })).results.length;
	expect([await results({}), await results({ syntax: "plain" })]).toEqual([1, 0]);
});

test("what cannot be read of a search is refused", async () => {
	const wrong: Record<string, string>[] = [
		{ syntax: "regex" },
		{ time_zone: "Atlantis" },
		{ time_zone: "+25:00" },
		{ time_zone: "x".repeat(99) },
	];
	for (const query of wrong)
		expect(await asked({ ...query, q: "on:today" })).toMatchObject({
			status: 400,
			error: expect.stringMatching(/syntax|time_zone/),
		});
	const many = "has:link ".repeat(17);
	expect(await asked({ q: many, syntax: "operators" })).toMatchObject({
		status: 400,
		error: "q: at most 16 operators",
	});
	expect(await asked({ q: many })).toMatchObject({ status: 200 });
	expect(await asked({ q: "periwinkle on:today", syntax: "operators", time_zone: "+00:00" })).toMatchObject({
		status: 200,
	});
});

test("by operators, too, a room that the caller does not see answers like none", async () => {
	for (const q of ["in:hidden", "in:nowhere", "in:@linus", "in:@nobody", "with:@nobody", "from:nobody"])
		expect(await asked({ q, syntax: "operators", scope: "all" }, grace)).toEqual({
			status: 200,
			found: [],
			error: undefined,
		});
});
