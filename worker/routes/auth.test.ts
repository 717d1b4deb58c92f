import { type WorkspaceId, close } from "@clickclack/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { type Person, client, operator, origin, person, post, request } from "../test/people.ts";

afterEach(() => {
	vi.useRealTimers();
});

const ada_email = { email: "ada@example.com", name: "Ada" };
const linkFor = async () => (await operator.admin.createMagicLink(ada_email)).token;
const pass = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });

test("a sign-in link leads to the web app and signs in", async () => {
	const { magic_link, token } = await operator.admin.createMagicLink(ada_email);
	expect(magic_link).toBe(`${origin}/signin?token=${token}`);
	const chat = client();
	const { user, session } = await chat.auth.consumeMagicLink(token);
	expect(session.token).toMatch(/^sst_/);
	expect(await chat.me.get()).toMatchObject({
		id: user.id,
		display_name: "Ada",
		handle: "ada",
		email: ada_email.email,
	});
});

test("a sign-in link works once", async () => {
	const token = await linkFor();
	await client().auth.consumeMagicLink(token);
	const again = client().auth.consumeMagicLink(token);
	await expect(again).rejects.toMatchObject({ status: 400, code: "token_invalid", message: "magic link already used" });
});

test("whoever is signed in makes links for themselves, ten at a time", async () => {
	const ada = await person("Ada");
	const links = [];
	for (let i = 0; i < 10; i++) links.push(await ada.chat.me.createSignInLink());
	const { user } = await client().auth.consumeMagicLink(links[0]!.token);
	expect(user.id).toBe(ada.user.id);
	await ada.chat.me.createSignInLink();
	await expect(ada.chat.me.createSignInLink()).rejects.toMatchObject({ status: 409, code: "conflict" });
	pass(16);
	expect((await ada.chat.me.createSignInLink()).magic_link).toContain("/signin?token=");
	await expect(client().me.createSignInLink()).rejects.toMatchObject({ status: 401 });
});

test("a sign-in link expires after 15 minutes", async () => {
	const token = await linkFor();
	pass(16);
	const late = client().auth.consumeMagicLink(token);
	await expect(late).rejects.toMatchObject({ code: "token_invalid", message: "magic link expired" });
});

test("a made-up sign-in link is refused", async () => {
	const forged = client().auth.consumeMagicLink("mgt_nothing");
	await expect(forged).rejects.toMatchObject({ status: 400, code: "token_invalid" });
});

test("a session expires after 30 days", async () => {
	const ada = await person("Ada");
	pass(31 * 24 * 60);
	await expect(ada.chat.me.get()).rejects.toMatchObject({ status: 401, code: "unauthorized" });
});

test("signing out ends the session at once, in every workspace, and no other session", async () => {
	const ada = await person("Ada");
	const elsewhere = await person("Ada");
	const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const { token } = ada;
	await ada.chat.auth.logout();
	const old = client(token);
	await expect(old.me.get()).rejects.toMatchObject({ code: "unauthorized" });
	await expect(old.workspaces.get(id)).rejects.toMatchObject({ code: "unauthorized" });
	expect((await elsewhere.chat.workspaces.get(id)).name).toBe("Reef");
});

test("a revoked session stays revoked in workspaces that its person joins later", async () => {
	const host = await person("Grace");
	const by: Record<string, (workspace_id: WorkspaceId) => Promise<unknown>> = {
		operator: (workspace_id) => operator.admin.createUser({ name: "Ada", email: "ada@example.com", workspace_id }),
		invite: async (workspace_id) => {
			const { token } = await host.chat.invites.create(workspace_id);
			await (await person("Ada")).chat.invites.accept(token);
		},
	};
	for (const [how, come] of Object.entries(by)) {
		const { chat, token } = await person("Ada");
		await chat.auth.logout();
		const { id } = await host.chat.workspaces.create({ name: "Reef", channels: ["general"] });
		const coming = come(id);
		const headers = { authorization: `Bearer ${token}` };
		const answers: number[] = [];
		for (let i = 0; i < 20; i++) answers.push((await request(`/api/workspaces/${id}`, { headers })).status);
		expect(answers, how).not.toContain(200);
		await coming;
		expect((await request(`/api/workspaces/${id}`, { headers })).status, how).toBe(401);
	}
});

test("signing out closes the sockets of that session, and of no other", async () => {
	const ada = await person("Ada");
	const elsewhere = await person("Ada");
	const { id } = await ada.chat.workspaces.create({ name: "Estuary", channels: ["general"] });
	const open = async ({ token }: Person) => {
		const headers = { upgrade: "websocket", authorization: `Bearer ${token}` };
		const { webSocket } = await request(`/api/realtime/ws?workspace_id=${id}`, { headers });
		webSocket!.accept();
		return webSocket!;
	};
	const [here, there] = [await open(ada), await open(elsewhere)];
	const closed = new Promise<number>((resolve) => {
		here.addEventListener("close", ({ code }) => resolve(code));
	});
	await ada.chat.auth.logout();
	expect(await closed).toBe(close.revoked);
	expect(there.readyState).toBe(WebSocket.OPEN);
	there.close();
});

test("a session revoked before its owner joined a workspace is refused there too", async () => {
	const ada = await person("Ada");
	const old = await person("Grace");
	await old.chat.auth.logout();
	const grace = await person("Grace");
	const { id } = await ada.chat.workspaces.create({ name: "Lagoon", channels: ["general"] });
	const invite = await ada.chat.invites.create(id);
	await grace.chat.invites.accept(invite.token);
	expect((await grace.chat.workspaces.get(id)).role).toBe("member");
	await expect(client(old.token).workspaces.get(id)).rejects.toMatchObject({ code: "unauthorized" });
});

test("signing out twice, or without a session, is fine; the cookie is cleared", async () => {
	const ada = await person("Ada");
	const bearer = { authorization: `Bearer ${ada.token}` };
	for (const headers of [bearer, bearer, undefined]) {
		const answer = await request("/api/auth/logout", { method: "POST", headers });
		expect(answer.status).toBe(200);
		expect(answer.headers.get("set-cookie")).toMatch(/^cc_session=; Max-Age=0; /);
	}
});

test("pages of other sites cannot sign anybody in or out", async () => {
	const token = await linkFor();
	const foreign: Record<string, string>[] = [
		{ origin: "https://evil.example" },
		{ "sec-fetch-site": "cross-site" },
		{ origin: "null" },
	];
	for (const headers of foreign) {
		for (const path of ["/api/auth/magic/consume", "/api/auth/logout"]) {
			const answer = await post(path, { token }, headers);
			expect(answer.status).toBe(403);
			expect(await answer.json()).toMatchObject({
				code: "cross_site",
				error: "cross-site session requests are not allowed",
			});
		}
	}
	const own = await post("/api/auth/magic/consume", { token }, { origin, "sec-fetch-site": "same-origin" });
	expect(own.status).toBe(200);
});

test("sign-in links for anybody are created on loopback only", async () => {
	const { magic_link, token } = await client().auth.requestMagicLink({ email: "grace@example.com" });
	expect(magic_link).toContain(token);
	const away = client(undefined, "https://chat.example").auth.requestMagicLink({ email: "grace@example.com" });
	await expect(away).rejects.toMatchObject({ status: 403, code: "forbidden" });
});

test("too many attempts from one address are limited", async () => {
	const attempt = () =>
		post("https://chat.example/api/auth/magic/consume", { token: "mgt_guess" }, { "cf-connecting-ip": "192.0.2.1" });
	const statuses = new Set<number>();
	for (let i = 0; i < 32; i++) statuses.add((await attempt()).status);
	expect(statuses).toEqual(new Set([400, 429]));
	expect(Number((await attempt()).headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
});

test("who is signed in can be asked without an error by anybody", async () => {
	expect(await client().auth.session()).toBeNull();
	expect(await client("sst_made-up").auth.session()).toBeNull();
	const ada = await person("Ada");
	expect(await ada.chat.auth.session()).toEqual(await ada.chat.me.get());
	const old = client(ada.token);
	await ada.chat.auth.logout();
	expect(await old.auth.session()).toBeNull();
	await expect(old.me.get()).rejects.toMatchObject({ status: 401, code: "unauthorized" });
});

test("a person deletes their account: the session and the cookie end, and what they wrote stays without their name", async () => {
	const [ada, grace] = [await person("Ada"), await person("Goer")];
	const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	await grace.chat.invites.accept((await ada.chat.invites.create(id)).token);
	const [general] = await grace.chat.channels.list(id);
	const { message } = await grace.chat.messages.create(general!.id, { body: "what I said" });
	const headers = { cookie: `cc_session=${grace.token}`, "x-clickclack-csrf": "1" };
	const answer = await request("/api/me", { method: "DELETE", headers });
	expect(answer.status).toBe(204);
	expect(answer.headers.get("set-cookie")).toMatch(/^cc_session=;/);
	await expect(grace.chat.me.get()).rejects.toMatchObject({ code: "unauthorized" });
	expect(await ada.chat.messages.get(message.id)).toMatchObject({
		body: "what I said",
		author: { display_name: "Deleted account" },
	});
	await expect(ada.chat.me.delete()).rejects.toMatchObject({ status: 409 });
});

test("the operator deletes an account", async () => {
	const leaver = await operator.admin.createUser({ name: "Leaver", email: "leaver@example.com" });
	const other = await person("Other");
	await expect(other.chat.admin.deleteUser(leaver.id)).rejects.toMatchObject({ status: 401 });
	await operator.admin.deleteUser(leaver.id);
	await expect(operator.admin.deleteUser(leaver.id)).rejects.toMatchObject({ status: 404, code: "not_found" });
	await expect(operator.admin.createMagicLink({ user_id: leaver.id })).rejects.toMatchObject({ status: 404 });
});
