import { type WorkspaceId, operations } from "@clickclack/protocol";
import { env } from "cloudflare:workers";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { app } from "../app.ts";
import { type Person, origin, person, request } from "../test/people.ts";
import { standStill } from "../test/rate-limits.ts";

let ada: Person;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
});

const changing = Object.values(operations).filter((route) => route.method !== "get");
const ids: Record<string, string> = { token: "ivt_x" };
const pathOf = (path: string) => path.replaceAll(/\{(.+?)\}/g, (_, name: string) => ids[name] ?? "x");

/** The headers that a browser adds to a request from another site's page. */
const foreign: Record<string, string>[] = [
	{ origin: "https://evil.example" },
	{ origin: "null" },
	{ origin: "http://localhost:8080" },
	{ origin: "https://localhost" },
	{ origin: `${origin}.evil.example` },
	{ "sec-fetch-site": "cross-site" },
	{ "sec-fetch-site": "same-site" },
	{ origin, "sec-fetch-site": "cross-site" },
];

test("no change is made for a page of another site, with a cookie or without", async () => {
	expect(changing.length).toBeGreaterThan(20);
	for (const { method, path, access } of changing)
		for (const headers of foreign)
			for (const cookie of access === "public" ? ["", `cc_session=${ada.token}`] : [`cc_session=${ada.token}`]) {
				const own = { "content-type": "application/json", "x-clickclack-csrf": "1", ...(cookie && { cookie }) };
				const init = { method: method.toUpperCase(), headers: { ...own, ...headers }, body: "{}" };
				const answer = await request(pathOf(path), init);
				const { code } = await answer.json<{ code: string }>();
				// an operator's route does not accept cookies
				const wanted = access === "operator" ? "unauthorized" : "cross_site";
				expect({ method, path, headers, code }).toEqual({ method, path, headers, code: wanted });
			}
});

test("no change is made with a cookie alone: a form sends one too", async () => {
	for (const { method, path, access } of changing) {
		if (access === "public") continue;
		const types = [
			"application/json",
			"text/plain",
			"application/x-www-form-urlencoded",
			"multipart/form-data; boundary=x",
		];
		for (const type of types) {
			const headers = { cookie: `cc_session=${ada.token}`, "content-type": type };
			const answer = await request(pathOf(path), { method: method.toUpperCase(), headers, body: "{}" });
			expect({ path, status: answer.status }).toEqual({ path, status: access === "operator" ? 401 : 403 });
		}
	}
});

test("no socket opens for a page of another site, whatever its credential", async () => {
	const credentials: Record<string, string>[] = [
		{ cookie: `cc_session=${ada.token}` },
		{ "sec-websocket-protocol": `clickclack.bearer.${ada.token}` },
		{ authorization: `Bearer ${ada.token}` },
		{ "x-clickclack-user": ada.user.id },
	];
	for (const credential of credentials) {
		const upgrade = async (headers: Record<string, string>) => {
			const init = { headers: { upgrade: "websocket", ...credential, ...headers } };
			const { status, webSocket } = await request(`/api/realtime/ws?workspace_id=${workspace_id}`, init);
			webSocket?.accept();
			webSocket?.close();
			return status;
		};
		for (const headers of foreign) expect(await upgrade(headers), JSON.stringify(headers)).toBe(403);
		expect(await upgrade({ origin, "sec-fetch-site": "same-origin" })).toBe(101);
	}
});

test("a page of another site may read nothing, and its preflight is refused", async () => {
	const headers = { cookie: `cc_session=${ada.token}`, origin: "https://evil.example" };
	const preflight = { ...headers, "access-control-request-method": "POST", "access-control-request-headers": "x-y" };
	for (const answer of [
		await request("/api/me", { headers }),
		await request("/api/me", { method: "OPTIONS", headers: preflight }),
	]) {
		expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
		expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
	}
});

const public_url = "https://chat.example";
/** A request from a page of another origin, with PUBLIC_URL set. */
const asked = (path: string, init: RequestInit) =>
	app.fetch(new Request(origin + path, init), { ...env, PUBLIC_URL: public_url });
const leave = (answer: Response) =>
	Object.fromEntries(
		[...answer.headers].filter(([name]) => /^access-control-allow-(?:origin|credentials)$/.test(name)),
	);

test("a page of the public address may call another address of the server, with a cookie too, and read the answer", async () => {
	const cookie = `cc_session=${ada.token}`;
	const granted = { "access-control-allow-origin": public_url, "access-control-allow-credentials": "true" };
	for (const site of ["same-site", "cross-site"]) {
		const headers = { origin: public_url, "sec-fetch-site": site, cookie };
		const me = await asked("/api/me", { headers });
		expect([me.status, leave(me), me.headers.get("vary")]).toEqual([200, granted, "Origin"]);
		const change = { "content-type": "application/json", "x-clickclack-csrf": "1" };
		const init = { method: "PATCH", headers: { ...headers, ...change }, body: '{"pronouns":"she/her"}' };
		expect((await asked("/api/me", init)).status).toBe(200);
		const upgrade = { ...headers, upgrade: "websocket" };
		const { status, webSocket } = await asked(`/api/realtime/ws?workspace_id=${workspace_id}`, { headers: upgrade });
		webSocket?.accept();
		webSocket?.close();
		expect(status).toBe(101);
	}
	const refused = await asked("/api/me", { headers: { origin: public_url } });
	expect([refused.status, leave(refused)]).toEqual([401, granted]);
});

test("it can read that it is too fast, too", async () => {
	const headers = { origin: public_url, "cf-connecting-ip": "192.0.2.77" };
	const LIMITS = JSON.stringify({ any: { address: { burst: 1 } } });
	standStill();
	onTestFinished(() => void vi.useRealTimers());
	const once = () =>
		app.fetch(new Request("https://other.example/healthz", { headers }), { ...env, PUBLIC_URL: public_url, LIMITS });
	await once();
	const refused = await once();
	expect([refused.status, leave(refused)["access-control-allow-origin"]]).toEqual([429, public_url]);
});

test("with a public address set, pages of other origins may still neither call nor read", async () => {
	for (const headers of [...foreign, { origin: `${public_url}.evil.example` }, { origin: "http://chat.example" }]) {
		const cookie = `cc_session=${ada.token}`;
		const own = { "content-type": "application/json", "x-clickclack-csrf": "1", cookie };
		const answer = await asked("/api/me", { method: "PATCH", headers: { ...own, ...headers }, body: "{}" });
		expect([answer.status, leave(answer)]).toEqual([403, {}]);
		expect(leave(await asked("/api/me", { headers: { cookie, ...headers } }))).toEqual({});
	}
	expect(leave(await asked("/api/me", { headers: { origin } }))).toEqual({});
});

test("a preflight allows that origin and the known methods and headers; everything else is 403", async () => {
	const names = "Authorization, Content-Type, X-ClickClack-CSRF, X-Request-ID";
	const preflight = (origin: string, method: string, headers = names) =>
		asked("/api/me", {
			method: "OPTIONS",
			headers: { origin, "access-control-request-method": method, "access-control-request-headers": headers },
		});
	for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
		const answer = await preflight(public_url, method);
		expect(answer.status).toBe(204);
		expect(leave(answer)).toHaveProperty("access-control-allow-origin", public_url);
		expect(answer.headers.get("access-control-allow-headers")).toBe(names);
		expect(answer.headers.get("access-control-allow-methods")).toContain(method);
	}
	expect((await preflight(public_url, "GET", "")).status).toBe(204);
	for (const refused of [await preflight("https://evil.example", "GET"), await preflight("null", "GET")])
		expect([refused.status, leave(refused)]).toEqual([403, {}]);
	for (const refused of [
		await preflight(public_url, "TRACE"),
		await preflight(public_url, "get"),
		await preflight(public_url, "GET", "x-clickclack-user"),
		await preflight(public_url, "GET", "*"),
	]) {
		expect([refused.status, refused.headers.get("access-control-allow-methods")]).toEqual([403, null]);
		expect(await refused.json()).toMatchObject({ code: "cross_site" });
	}
});
