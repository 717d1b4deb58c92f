import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { app } from "../app.ts";
import { type Person, operator, origin, person, post, request } from "../test/people.ts";

let ada: Person;
beforeAll(async () => {
	ada = await person("Ada");
});

const me = (headers: Record<string, string>) => request("/api/me", { headers });
const rename = (headers: Record<string, string>) =>
	request("/api/me", {
		method: "PATCH",
		headers: { "content-type": "application/json", ...headers },
		body: JSON.stringify({ display_name: "Ada" }),
	});
const cookie = (token: string) => `cc_session=${token}`;

test("a request without a credential is unauthorized", async () => {
	const answer = await me({});
	expect(answer.status).toBe(401);
	expect(await answer.json()).toMatchObject({ code: "unauthorized", error: "authentication required" });
});

test("a token is accepted as a bearer or as a cookie", async () => {
	expect((await me({ authorization: `Bearer ${ada.token}` })).status).toBe(200);
	expect((await me({ cookie: cookie(ada.token) })).status).toBe(200);
	expect((await me({ cookie: `theme=dark; ${cookie(ada.token)}` })).status).toBe(200);
});

test("a bad bearer does not fall through to a good cookie", async () => {
	for (const authorization of ["Bearer sst_x.y", "Bearer ccb_nothing", "Basic YTpi", "Bearer"])
		expect((await me({ authorization, cookie: cookie(ada.token) })).status, authorization).toBe(401);
});

test("a token that was changed in any part is refused", async () => {
	const [payload, signature] = ada.token.slice(4).split(".") as [string, string];
	const claims = JSON.parse(atob(payload)) as Record<string, string>;
	const seal = (changed: object) => btoa(JSON.stringify({ ...claims, ...changed })).replace(/=+$/, "");
	const forged = [
		`sst_${seal({ user_id: "usr_01jd7xk3m9h5q2w8e4r6t0y1z7" })}.${signature}`,
		`sst_${seal({ expires_at: "2099-01-01T00:00:00.000Z" })}.${signature}`,
		`sst_${seal({ key_id: "unknown" })}.${signature}`,
		`sst_${payload}.${signature.split("").toReversed().join("")}`,
		`sst_${payload}.`,
		`sst_${btoa("not json")}.${signature}`,
	];
	for (const token of forged) expect((await me({ authorization: `Bearer ${token}` })).status, token).toBe(401);
});

test("two session cookies are refused, because one of them was planted", async () => {
	expect((await me({ cookie: `${cookie(ada.token)}; ${cookie(ada.token)}` })).status).toBe(401);
});

test("a change with a cookie needs the header that only our own pages set", async () => {
	const own = { cookie: cookie(ada.token), "x-clickclack-csrf": "1" };
	expect((await rename(own)).status).toBe(200);
	expect((await rename({ ...own, origin, "sec-fetch-site": "same-origin" })).status).toBe(200);
	const forged: Record<string, string>[] = [
		{ cookie: cookie(ada.token) },
		{ ...own, origin: "https://evil.example" },
		{ ...own, origin: `${origin}:8080` },
		{ ...own, "sec-fetch-site": "same-site" },
		{ ...own, "sec-fetch-site": "cross-site" },
	];
	for (const headers of forged) {
		const answer = await rename(headers);
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ code: "cross_site" });
	}
});

test("a change with a bearer token needs nothing else: no browser adds one by itself", async () => {
	expect((await rename({ authorization: `Bearer ${ada.token}`, origin: "https://bot.example" })).status).toBe(200);
});

test("in development a request may act as anybody, on loopback only", async () => {
	const as = { "x-clickclack-user": ada.user.id };
	expect((await me(as)).status).toBe(200);
	expect((await request("http://127.0.0.1:8787/api/me", { headers: as })).status).toBe(200);
	expect((await request("https://chat.example/api/me", { headers: as })).status).toBe(401);
	expect((await request("http://localhost.evil.example/api/me", { headers: as })).status).toBe(401);
	expect((await me({ "x-clickclack-user": "usr_01jd7xk3m9h5q2w8e4r6t0y1z7" })).status).toBe(401);
});

test("in development no page of another site may, nor one whose name was rebound to this machine", async () => {
	const as = { "x-clickclack-user": ada.user.id };
	const foreign: Record<string, string[]> = {
		origin: ["http://localhost:3000", "null", "http://evil.example"],
		"sec-fetch-site": ["same-site", "cross-site"],
	};
	for (const [name, values] of Object.entries(foreign))
		for (const value of values) expect((await me({ ...as, [name]: value })).status, value).toBe(403);
	expect((await me({ ...as, origin: "http://localhost", "sec-fetch-site": "same-origin" })).status).toBe(200);
	const rebound = { ...as, origin: "http://evil.example:8787", "sec-fetch-site": "same-origin" };
	expect((await request("http://evil.example:8787/api/me", { headers: rebound })).status).toBe(401);
});

test("operator routes accept the operator's token and nothing else", async () => {
	const who = { name: "Grace", email: "grace@example.com" };
	expect((await operator.admin.createUser(who)).handle).toBe("grace");
	for (const token of ["test-operator2", "test-operato", ada.token])
		expect((await post("/api/admin/users", who, { authorization: `Bearer ${token}` })).status).toBe(401);
	expect((await post("/api/admin/users", who, { cookie: cookie(ada.token) })).status).toBe(401);
	expect((await me({ authorization: "Bearer test-operator" })).status).toBe(401);
});

test("R2, R3: a socket may authenticate by bearer, by subprotocol, and by cookie from our own pages only", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const upgrade = (headers: Record<string, string>) =>
		request(`/api/realtime/ws?workspace_id=${id}`, { headers: { upgrade: "websocket", ...headers } });
	const protocol = `clickclack.bearer.${ada.token}`;
	const opened = await upgrade({ "sec-websocket-protocol": protocol });
	expect(opened.status).toBe(101);
	expect(opened.headers.get("sec-websocket-protocol")).toBe(protocol);
	expect((await upgrade({ authorization: `Bearer ${ada.token}` })).status).toBe(101);
	expect((await upgrade({ cookie: cookie(ada.token), origin })).status).toBe(101);
	expect((await upgrade({ cookie: cookie(ada.token), origin: "https://evil.example" })).status).toBe(403);
	expect((await upgrade({ "sec-websocket-protocol": "clickclack.bearer.sst_x.y" })).status).toBe(401);
	const forged = JSON.stringify({ kind: "system" });
	expect((await upgrade({ "x-clickclack-actor": forged })).status).toBe(401);
});

test("R1: a socket's address without an upgrade answers 426", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Shoal", channels: ["general"] });
	const path = `/api/realtime/ws?workspace_id=${id}`;
	const answer = await request(path, { headers: { authorization: `Bearer ${ada.token}` } });
	expect(answer.status).toBe(426);
	expect(await answer.json()).toMatchObject({ code: "upgrade_required" });
});

test("what the operator has not enabled is off", async () => {
	const bare = { ...env, ADMIN_TOKEN: undefined, DEV_AUTH: undefined };
	const ask = (path: string, init?: RequestInit) => app.fetch(new Request(new URL(path, origin), init), bare);
	const json = { method: "POST", headers: { "content-type": "application/json" } };
	const admin = await ask("/api/admin/users", { ...json, body: JSON.stringify({ name: "G", email: "g@example.com" }) });
	expect(admin.status).toBe(501);
	const link = await ask("/api/auth/magic/request", { ...json, body: JSON.stringify({ email: "g@example.com" }) });
	expect(link.status).toBe(501);
	expect((await ask("/api/me", { headers: { "x-clickclack-user": ada.user.id } })).status).toBe(401);
});

test("guesses at the operator's token are rate limited", async () => {
	const guess = (token: string) => {
		const headers = { authorization: `Bearer ${token}`, "cf-connecting-ip": "192.0.2.9" };
		return post("https://chat.example/api/admin/users", { name: "Grace", email: "grace@example.com" }, headers);
	};
	const statuses = new Set<number>();
	for (let i = 0; i < 32; i++) statuses.add((await guess(`guess ${i}`)).status);
	expect(statuses).toEqual(new Set([401, 429]));
	expect((await guess("test-operator")).status).toBe(429);
});
