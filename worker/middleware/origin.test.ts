import { type WorkspaceId, operations } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, origin, person, request } from "../test/people.ts";

let ada: Person;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
});

const changing = Object.values(operations).filter((route) => route.method !== "get");
const ids: Record<string, string> = { token: "ivt_x" };
const pathOf = (path: string) => path.replaceAll(/\{(.+?)\}/g, (_, name: string) => ids[name] ?? "x");

/** What a browser says of a request that another site's page makes. */
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

test("no change is made for a page of another site: not with somebody's cookie, and not in nobody's name", async () => {
	expect(changing.length).toBeGreaterThan(20);
	for (const { method, path, access } of changing)
		for (const headers of foreign)
			for (const cookie of access === "public" ? ["", `cc_session=${ada.token}`] : [`cc_session=${ada.token}`]) {
				const own = { "content-type": "application/json", "x-clickclack-csrf": "1", ...(cookie && { cookie }) };
				const init = { method: method.toUpperCase(), headers: { ...own, ...headers }, body: "{}" };
				const answer = await request(pathOf(path), init);
				const { code } = await answer.json<{ code: string }>();
				// to an operator's route a cookie is no credential at all
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

test("no socket opens for a page of another site, whatever it presents", async () => {
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

test("a page of another site may read nothing, and gets no leave to ask", async () => {
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
