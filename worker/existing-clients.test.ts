// Requests as existing clients send them, byte for byte: everything that docs/compatibility.md does not list is as they expect.
import type { WorkspaceId } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, person, request } from "./test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef" }));
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
});

interface Answer {
	status: number;
	// only the shapes matter here
	body: any;
}
async function ask(who: Person, method: string, path: string, body?: unknown): Promise<Answer> {
	const headers = { authorization: `Bearer ${who.token}`, "content-type": "application/json" };
	const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
	const response = await request(path, init);
	return { status: response.status, body: await response.json() };
}
const channelsPath = () => `/api/workspaces/${workspace_id}/channels`;
let count = 0;
async function newChannel(more: object = {}) {
	const { status, body } = await ask(ada, "POST", channelsPath(), { name: `c${count++}`, ...more });
	expect(status).toBe(201);
	return body.channel;
}

test("a new workspace is empty, and a channel named general can be created in it", async () => {
	const { body } = await ask(ada, "POST", "/api/workspaces", { name: "Bare", slug: "My Bare Place" });
	expect(body.workspace.slug).toBe("my-bare-place");
	const path = `/api/workspaces/${body.workspace.id}/channels`;
	expect((await ask(ada, "GET", path)).body).toEqual({ channels: [] });
	expect((await ask(ada, "POST", path, { name: "general" })).status).toBe(201);
});

describe("a channel", () => {
	const managed = {
		display_title: "Pull request 7",
		topic: "open",
		icon_url: "https://example.com/icon.png",
		sidebar_section: "Reviews",
		external_managed: true,
		external_ref: "repo#7",
		external_url: "https://example.com/pull/7",
	};

	test("keeps every managed field, and returns it in lists and events", async () => {
		const channel = await newChannel(managed);
		expect(channel).toMatchObject(managed);
		const { body } = await ask(grace, "GET", channelsPath());
		expect(body.channels.find(({ id }: { id: string }) => id === channel.id)).toMatchObject(managed);
	});

	test.each(Object.entries({ ...managed, kind: "public", archived: true, name: "renamed" }))(
		"changes %s alone",
		async (field, value) => {
			const channel = await newChannel();
			const { status, body } = await ask(ada, "PATCH", `/api/channels/${channel.id}`, { [field]: value });
			expect(status).toBe(200);
			if (field === "archived") expect(body.channel.archived_at).toBeDefined();
			else expect(body.channel[field]).toBe(value);
			if (field === "kind") return; // unchanged
			expect(body.event).toMatchObject({ type: "channel.updated", channel_id: channel.id });
		},
	);

	test("clears fields with an empty string, cuts a long title, and refuses invalid values", async () => {
		const channel = await newChannel(managed);
		const path = `/api/channels/${channel.id}`;
		const cleared = await ask(ada, "PATCH", path, { topic: "", external_ref: "", sidebar_section: "" });
		for (const field of ["topic", "external_ref", "sidebar_section"])
			expect(cleared.body.channel).not.toHaveProperty(field);
		const long = await ask(ada, "PATCH", path, { display_title: "é".repeat(300) });
		expect(long.body.channel.display_title).toBe("é".repeat(200));
		for (const wrong of [{ kind: "private" }, { external_url: "javascript:alert(1)" }, { external_managed: "yes" }])
			expect((await ask(ada, "PATCH", path, wrong)).status).toBe(400);
	});

	test("cannot be named guest", async () => {
		const refused = { status: 400, body: { error: "guest channel name is reserved" } };
		expect(await ask(ada, "POST", channelsPath(), { name: "Guest" })).toMatchObject(refused);
	});

	test("that the caller has not joined has a true unread count and a read position, and begins at its end", async () => {
		const { id } = await newChannel();
		for (const body of ["one", "two", "three"]) await ada.chat.messages.create(id, { body });
		const mine = async () => (await grace.chat.channels.get(id)) as object;
		expect(await mine()).toMatchObject({ is_member: false, last_seq: 3, last_read_seq: 0, unread_count: 3 });
		const { body } = await ask(grace, "POST", `/api/channels/${id}/read`, { seq: 2 });
		expect(body.receipt).toMatchObject({ scope_id: id, user_id: grace.user.id, last_read_seq: 2 });
		expect(await mine()).toMatchObject({ is_member: false, last_read_seq: 2, unread_count: 1 });
		await ask(grace, "POST", `/api/channels/${id}/read`, { seq: 1 });
		expect(await mine()).toMatchObject({ last_read_seq: 2 });
		await grace.chat.channels.join(id);
		expect(await mine()).toMatchObject({ is_member: true, last_read_seq: 3, unread_count: 0 });
		await grace.chat.channels.leave(id);
		expect(await mine()).toMatchObject({ is_member: false, last_read_seq: 3, unread_count: 0 });
		await grace.chat.messages.create(id, { body: "four" });
		expect(await mine()).toMatchObject({ is_member: true, last_read_seq: 4, unread_count: 0 });
	});
});

test("members are counted by all five roles, and role=bot is a filter", async () => {
	const { body } = await ask(ada, "GET", `/api/workspaces/${workspace_id}/members`);
	expect(body.total_by_role).toEqual({ owner: 1, moderator: 0, member: 1, bot: 0, guest: 0 });
	const bots = await ask(ada, "GET", `/api/workspaces/${workspace_id}/members?role=bot`);
	expect(bots).toMatchObject({ status: 200, body: { members: [], has_more: false } });
});

describe("moderation", () => {
	const path = () => `/api/workspaces/${workspace_id}/moderation/members`;
	const moderate = (change: object) => ask(ada, "PATCH", `${path()}/${grace.user.id}`, change);

	test("answers with budget, note and event, and accepts an end time in place of minutes", async () => {
		const timeout_until = "2999-01-01T00:00:00.000Z";
		const { status, body } = await moderate({ timeout_until, moderation_note: "too loud" });
		expect(status).toBe(200);
		const noted = { timeout_until, moderation_note: "too loud", moderation_by: ada.user.id };
		expect(body.member).toMatchObject({ ...noted, posts_remaining: 0, post_limit: 0 });
		expect(body.member.moderation_at).toBeDefined();
		expect(body.event).toMatchObject({ type: "member.moderation_updated", payload: { user_id: grace.user.id } });
		expect(JSON.stringify(body.event)).not.toContain("too loud");
		expect((await moderate({ clear_timeout: false })).body.member.timeout_until).toBe(timeout_until);
		expect((await moderate({ clear_timeout: true, moderation_note: "" })).body.member).not.toHaveProperty(
			"timeout_until",
		);
	});

	test("lists everybody for moderators, and for nobody else", async () => {
		const { body } = await ask(ada, "GET", path());
		expect(body.members.map(({ user }: { user: { id: string } }) => user.id)).toEqual([ada.user.id, grace.user.id]);
		expect(body.members[0]).toMatchObject({ workspace_id, role: "owner", posts_remaining: 0, post_limit: 0 });
		expect((await ask(grace, "GET", path())).body.error).toBe("workspace manager permission required");
	});

	test("refuses with the contract's texts", async () => {
		const of = (who: Person) => ask(ada, "PATCH", `${path()}/${who.user.id}`, { blocked: true });
		expect((await of(ada)).body.error).toBe("owners cannot be moderated");
		await moderate({ role: "moderator" });
		const self = await ask(grace, "PATCH", `${path()}/${grace.user.id}`, { blocked: true });
		expect(self.body.error).toBe("moderators cannot moderate themselves");
		await moderate({ role: "member" });
	});
});

describe("an ephemeral event", () => {
	const publish = (body: object) => ask(grace, "POST", "/api/realtime/ephemeral", { workspace_id, ...body });

	test("has the target's id, the caller's other payload members, and always the caller's own user id", async () => {
		const { id: channel_id } = await newChannel();
		const payload = { user_id: "usr_somebody", channel_id: "chn_other", draft: true, nested: { a: [1] } };
		const { status, body } = await publish({ type: "typing.started", channel_id, payload });
		expect(status).toBe(202);
		expect(body.event).toMatchObject({ type: "typing.started", channel_id, cursor: "" });
		expect(body.event.payload).toEqual({ user_id: grace.user.id, channel_id, draft: true, nested: { a: [1] } });
	});

	test("carries any status, in the workspace or in a channel", async () => {
		const { id: channel_id } = await newChannel();
		const anywhere = await publish({ type: "presence.changed", payload: { status: "sleeping" } });
		expect(anywhere.body.event.payload).toEqual({ user_id: grace.user.id, status: "sleeping" });
		const there = await publish({ type: "presence.changed", channel_id, payload: { status: "here" } });
		expect(there.body.event).toMatchObject({ channel_id, payload: { channel_id, status: "here" } });
	});

	test("is bounded, and refused with the contract's texts", async () => {
		const { id: channel_id } = await newChannel();
		const refusals: [object, number, string][] = [
			[{ type: "typing.started", payload: {} }, 400, "typing events require channel_id or direct_conversation_id"],
			[{ type: "cursor.moved", channel_id, payload: {} }, 400, "unsupported ephemeral event type"],
			[{ type: "agent.progress", channel_id, payload: {} }, 403, "agent.progress requires a bot token"],
		];
		for (const [body, status, error] of refusals)
			expect(await publish(body)).toMatchObject({ status, body: { error } });
		const payloads = [
			{ text: "x".repeat(5_000) },
			{ text: "上".repeat(1_500) },
			{ thread_root_id: 42 },
			{ status: { name: "here" } },
		];
		for (const payload of payloads)
			expect((await publish({ type: "typing.started", channel_id, payload })).status).toBe(400);
	});
});

test("reactions have the contract's exact shape: users are listed apart, and a repeated one has an empty event", async () => {
	const { id } = await newChannel();
	const { message } = await ada.chat.messages.create(id, { body: "react" });
	const path = `/api/messages/${message.id}/reactions`;
	const first = await ask(grace, "POST", path, { emoji: "👍" });
	expect(first.body.reactions).toEqual([{ emoji: "👍", count: 1, reacted_by_me: true }]);
	const again = await ask(grace, "POST", path, { emoji: "👍" });
	expect(again).toMatchObject({ status: 200, body: { event: { id: "", type: "", cursor: "" } } });
	const seen = (await ask(ada, "GET", `/api/messages/${message.id}`)).body.message;
	expect(seen.reactions).toEqual([{ emoji: "👍", count: 1, reacted_by_me: false }]);
	expect(seen.reacted_by).toEqual([{ emoji: "👍", user_ids: [grace.user.id] }]);
	const gone = await ask(ada, "DELETE", `${path}/${encodeURIComponent("👍")}`);
	expect(gone).toMatchObject({ status: 200, body: { event: { id: "" }, reactions: [{ emoji: "👍", count: 1 }] } });
});

test("forms of an emoji that look the same are one reaction, in the form that came first", async () => {
	const { id } = await newChannel();
	const { message } = await ada.chat.messages.create(id, { body: "react" });
	const path = `/api/messages/${message.id}/reactions`;
	for (const [first, other] of [
		["\u2764", "\u2764\ufe0f"],
		["\u2764\ufe0f", "\u2764"],
		["cafe\u0301", "café"],
		["👍\u200b", "👍"],
	] as const) {
		const remove = (who: Person, form: string) => ask(who, "DELETE", `${path}/${encodeURIComponent(form)}`);
		expect((await ask(grace, "POST", path, { emoji: first })).status).toBe(201);
		const mine = [{ emoji: first, count: 1, reacted_by_me: true }];
		expect(await ask(grace, "POST", path, { emoji: other })).toMatchObject({
			status: 200,
			body: { event: { id: "" }, reactions: mine },
		});
		const both = await ask(ada, "POST", path, { emoji: other });
		expect(both).toMatchObject({ status: 201, body: { event: { payload: { emoji: first, count: 2 } } } });
		expect(both.body.reacted_by).toEqual([{ emoji: first, user_ids: [ada.user.id, grace.user.id].toSorted() }]);
		expect((await remove(grace, other)).body.event.payload).toMatchObject({ emoji: first, count: 1 });
		expect((await remove(ada, other)).body.reactions).toEqual([]);
	}
});

test("a message's fields are stored or refused, never dropped; empty and null count as absent", async () => {
	const { id } = await newChannel();
	const send = (more: object) => ask(ada, "POST", `/api/channels/${id}/messages`, { body: "said", ...more });
	const absent = { nonce: null, kind: "", turn_id: null, quoted_message_id: "", topic_id: null, upload_id: "" };
	expect((await send({ ...absent, body_format: "markdown", author_model: "ignored" })).status).toBe(201);
	const refused = [
		{ topic_id: "top_1" },
		{ upload_id: "upl_1" },
		{ body_format: "html" },
		{ quoted_message_id: "msg_1" },
	];
	for (const more of refused) expect((await send(more)).status).toBe(400);
	const { body } = await send({});
	const reply = await ask(ada, "POST", `/api/messages/${body.message.id}/thread/replies`, { body: " " });
	expect(reply).toMatchObject({ status: 400, body: { error: "reply body is required" } });
});
