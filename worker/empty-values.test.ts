// null and "" as existing clients send them for what they leave out; protocol/absent.test.ts has the rule for every field.
import type { ChannelId, WorkspaceId } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, person, request } from "./test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
});

async function ask(method: string, path: string, body?: object): Promise<{ status: number; body: any }> {
	const headers = { authorization: `Bearer ${ada.token}`, "content-type": "application/json" };
	const answer = await request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
	return { status: answer.status, body: await answer.json() };
}
const channels = () => `/api/workspaces/${workspace_id}/channels`;
const ephemeral = (event: object) =>
	ask("POST", "/api/realtime/ephemeral", { workspace_id, type: "typing.started", channel_id: general, ...event });

describe("empty values count as absent", () => {
	test("when a channel is created", async () => {
		const nothing = { kind: "", topic: null, icon_url: "", sidebar_section: null, external_url: "" };
		const more = { display_title: "", external_ref: "", external_managed: null };
		const { status, body } = await ask("POST", channels(), { name: "bare", ...nothing, ...more });
		expect({ status, ...body.channel }).toMatchObject({ status: 201, kind: "public", external_managed: false });
		for (const field of ["display_title", "topic", "external_ref"]) expect(body.channel).not.toHaveProperty(field);
	});

	test('when one is changed: null leaves a topic, and "" clears it', async () => {
		const { body: made } = await ask("POST", channels(), { name: "tide", topic: "spring", external_ref: "t" });
		const change = (fields: object) => ask("PATCH", `/api/channels/${made.channel.id}`, fields);
		for (const fields of [{ kind: "" }, { kind: null }, { topic: null }, { name: null, external_ref: null }]) {
			const { status, body } = await change(fields);
			expect({ status, topic: body.channel.topic, ref: body.channel.external_ref }).toEqual({
				status: 200,
				topic: "spring",
				ref: "t",
			});
			expect(body).not.toHaveProperty("event");
		}
		expect((await change({ topic: "", kind: "" })).body.channel).not.toHaveProperty("topic");
		expect((await change({})).status).toBe(400);
	});

	test("in a workspace's slug", async () => {
		for (const slug of ["", null]) {
			const { status, body } = await ask("POST", "/api/workspaces", { name: "Kelp Forest", slug });
			expect(status).toBe(201);
			expect(body.workspace.slug).toMatch(/^kelp-forest/);
			const path = `/api/workspaces/${body.workspace.id}`;
			const renamed = await ask("PATCH", path, { name: "Kelp", slug });
			expect(renamed).toMatchObject({ status: 200, body: { workspace: { name: "Kelp", slug: body.workspace.slug } } });
			expect((await ask("PATCH", path, { slug })).status).toBe(200);
		}
	});

	test("in an ephemeral event", async () => {
		for (const event of [
			{ payload: null },
			{ direct_conversation_id: "" },
			{ payload: { thread_root_id: "", status: null } },
		]) {
			const { status, body } = await ephemeral(event);
			expect({ status, payload: body.event?.payload }).toEqual({
				status: 202,
				payload: { user_id: ada.user.id, channel_id: general },
			});
		}
		const anywhere = await ephemeral({ type: "presence.changed", channel_id: "", direct_conversation_id: null });
		expect(anywhere).toMatchObject({ status: 202, body: { event: { payload: { user_id: ada.user.id } } } });
		const nowhere = { error: "typing events require channel_id or direct_conversation_id" };
		expect(await ephemeral({ channel_id: "" })).toMatchObject({ status: 400, body: nowhere });
	});

	test("in moderation: only clear_timeout ends a time-out", async () => {
		const path = `/api/workspaces/${workspace_id}/moderation/members/${grace.user.id}`;
		const timeout_until = "2999-01-01T00:00:00.000Z";
		await ask("PATCH", path, { timeout_until });
		for (const nothing of [{ timeout_until: "" }, { timeout_until: null, timeout_minutes: null }, { role: "" }]) {
			const { status, body } = await ask("PATCH", path, nothing);
			expect({ status, until: body.member?.timeout_until }).toEqual({ status: 200, until: timeout_until });
		}
		await ask("PATCH", path, { timeout_until: "", clear_timeout: true });
	});

	test("in one's own account, at any depth", async () => {
		await ask("PATCH", "/api/me", { appearance_preferences: { color_mode: "dark" } });
		const nothing = { display_name: null, handle: "", avatar_url: null, notification_settings: null };
		for (const change of [
			nothing,
			{ appearance_preferences: null },
			{ appearance_preferences: { color_mode: null } },
			{ sidebar_preferences: { channel_order: null } },
		]) {
			const { status, body } = await ask("PATCH", "/api/me", change);
			expect({ status, ...body.user }).toMatchObject({
				status: 200,
				display_name: "Ada",
				handle: ada.user.handle,
				appearance_preferences: { color_mode: "dark" },
			});
		}
		expect(await ask("PATCH", "/api/me", { display_name: "" })).toMatchObject({ status: 400 });
	});

	test.each(["members?role=&q=&limit=&cursor=", "moderation/members?limit=&cursor=", "invites?cursor=&limit="])(
		"in the query of %s",
		async (path) => {
			expect((await ask("GET", `/api/workspaces/${workspace_id}/${path}`)).status).toBe(200);
		},
	);

	test("in the queries of messages, searches and events", async () => {
		const { body: sent } = await ask("POST", `/api/channels/${general}/messages`, { body: "nautilus" });
		const of = (path: string) => ask("GET", path);
		const window = "before_seq=&after_seq=&around_seq=&limit=";
		expect((await of(`/api/channels/${general}/messages?${window}&mode=&topic_id=`)).body.messages).toHaveLength(1);
		expect((await of(`/api/messages/${sent.message.id}/thread?${window}&latest=`)).status).toBe(200);
		const search = `/api/search?workspace_id=${workspace_id}&sort=&channel_id=&direct_conversation_id=&cursor=&limit=`;
		expect((await of(`${search}&q=nautilus`)).body.results).toHaveLength(1);
		for (const q of ["", "&q=", "&q=%20"])
			expect(await of(search + q)).toEqual({ status: 200, body: { results: [], next_cursor: null } });
		const { status, body } = await of(`/api/realtime/events?workspace_id=${workspace_id}&after_cursor=&include_tail=`);
		expect([status, "tail_cursor" in body]).toEqual([200, false]);
	});

	test("in the address of a socket", async () => {
		const headers = { upgrade: "websocket", authorization: `Bearer ${ada.token}` };
		const path = `/api/realtime/ws?workspace_id=${workspace_id}&after_cursor=&frames=`;
		const { status, webSocket } = await request(path, { headers });
		expect(status).toBe(101);
		const replayed = new Promise<string>((resolve) => {
			webSocket!.addEventListener("message", ({ data }) => resolve(data as string));
		});
		webSocket!.accept();
		// from the start of the log, one event in a frame
		expect(JSON.parse(await replayed)).toHaveProperty("type");
		webSocket!.close();
	});
});
