import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { tagOf } from "@clickclack/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { app } from "./app.ts";
import { client, operator, origin, person, post, request } from "./test/people.ts";

const levels = ["log", "info", "warn", "error", "debug", "trace"] as const;
let said: string;
beforeEach(() => {
	said = "";
	for (const level of levels)
		vi.spyOn(console, level).mockImplementation(
			(...words: unknown[]) => void (said += `${words.map(String).join(" ")}\n`),
		);
});
afterEach(() => {
	vi.restoreAllMocks();
});

test("after sign-ins, invites, refusals and bugs the log has the bugs, and no secret", async () => {
	const link = await operator.admin.createMagicLink({ email: "quentin@example.com", name: "Quentin" });
	const chat = client();
	const { token } = await chat.auth.consumeMagicLink(link.token);
	const { id: workspace_id } = await chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const invite = await chat.invites.create(workspace_id);
	const kai = await client().invites.accept(invite.token, { display_name: "Kai", email: "kai.secret@example.com" });
	const [general] = await chat.channels.list(workspace_id);
	const body = "the eagle lands at dawn";
	await chat.messages.create(general!.id, { body, nonce: "nonce-of-the-eagle" });
	for await (const found of chat.search.messages({ workspace_id, q: body })) expect(found.snippet).toBe(body);
	await person("Olga");

	const by = { authorization: `Bearer ${token}` };
	const guess = "ivt_guessed-by-somebody";
	await post("/api/auth/magic/consume", { token: link.token });
	await post("/api/admin/users", {}, { authorization: "Bearer not-the-operators" });
	await request(`/api/invites/${guess}`);
	await request(`/api/me?token=${token}`, { headers: { cookie: `cc_session=${token}; cc_session=${kai.token}` } });
	await request("/api/me", {
		method: "PATCH",
		headers: { ...by, "content-type": "application/json" },
		body: `{"x": "${body}`,
	});
	expect(said).toBe("");

	const run = (stub: DurableObjectStub, text: string) =>
		runInDurableObject(stub, (_, { storage }) => void storage.sql.exec(text));
	await run(env.WORKSPACE.getByName(tagOf(workspace_id)!), "ALTER TABLE messages RENAME TO gone");
	await run(env.WORKSPACE.getByName(tagOf(workspace_id)!), "ALTER TABLE invites RENAME TO gone_too");
	const upgrade = { ...by, upgrade: "websocket", "sec-websocket-protocol": `clickclack.bearer.${token}` };
	const bugs = [
		await post(`/api/channels/${general!.id}/messages`, { body }, by),
		await request(`/api/search?workspace_id=${workspace_id}&q=${encodeURIComponent(body)}`, { headers: by }),
		await request(`/api/invites/${invite.token}`),
		await post(`/api/invites/${invite.token}/accept`, { display_name: "Zed", email: "zed.secret@example.com" }),
	];
	expect(bugs.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
	expect(said.trim().split("\n")).toHaveLength(bugs.length);
	for (const { headers } of bugs) expect(said).toContain(headers.get("x-request-id"));
	for (const answer of bugs) expect(await answer.text()).not.toMatch(/SQL|gone|stack|\.ts/);
	(await request(`/api/realtime/ws?workspace_id=${workspace_id}`, { headers: upgrade })).webSocket?.accept();
	await expect.poll(() => said).toContain('"while":"replay","message":"no such table: messages');

	const secrets = [token, link.token, invite.token, kai.token!, guess, "not-the-operators", "test-operator"];
	const personal = ["quentin@", "kai.secret", "zed.secret", "eagle", "cc_session", "Bearer", "Quentin"];
	for (const secret of [...secrets, ...secrets.map((one) => one.slice(-20)), ...personal])
		expect(said).not.toContain(secret);
});

test("with an invalid setting the server only reports that it is alive: its answers name the setting, its log says what is wrong", async () => {
	const ask = (path: string, settings: object) =>
		app.fetch(new Request(origin + path), { ...env, COOKIE_NAMESPACE: "", ...settings });
	const wrong = { CAPS: '{"channels":{"workspace":"many"}}', ADMIN_TOKEN: "not a token" };
	for (const [name, value] of Object.entries(wrong)) {
		expect((await ask("/healthz", { [name]: value })).status).toBe(200);
		expect(said).toBe("");
		for (const path of ["/readyz", "/api/me", "/api/nothing-here", "/api/openapi.json"]) {
			const answer = await ask(path, { [name]: value });
			expect(answer.status).toBe(503);
			expect(await answer.json()).toMatchObject({ code: "unavailable", error: expect.stringContaining(name) });
		}
		expect(said).toContain(`${name} is wrong`);
		expect(said).not.toContain("not a token");
		said = "";
	}
	expect((await ask("/readyz", { CAPS: '{"channels":{"workspace":200}}' })).status).toBe(200);
});

test("an error message that quotes a secret is logged without it", async () => {
	const { token } = await person("Ada");
	const words = `no room for ${token} and mgt_${"x".repeat(43)} of "ada@example.com", ivt_12345678abc-_x.`;
	const broken = new Proxy(env.DIRECTORY, {
		get: () => () => {
			throw new Error(words);
		},
	});
	const headers = { authorization: `Bearer ${token}` };
	const answer = await app.fetch(new Request(`${origin}/api/me`, { headers }), { ...env, DIRECTORY: broken });
	expect(answer.status).toBe(500);
	expect(JSON.parse(said)).toMatchObject({
		message: 'no room for [sst] and [mgt] of "[e-mail]", [ivt]',
		route: "/api/me",
		stack: expect.stringContaining("directoryOf"),
	});
	expect(said).not.toContain(token.slice(-20));
});
