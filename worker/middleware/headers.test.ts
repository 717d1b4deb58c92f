import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, person, post, request } from "../test/people.ts";

const https = "https://chat.example";
let ada: Person;
beforeAll(async () => {
	ada = await person("Ada");
});

/** Served without the Worker, by static assets, with the headers of web/public/_headers. */
const asset = (path: string) => env.ASSETS.fetch(new Request(https + path));
const by = () => ({ authorization: `Bearer ${ada.token}` });

async function script(): Promise<string> {
	const [, path = ""] = /src="(\/assets\/[^"]+)"/.exec(await (await asset("/app")).text())!;
	return path;
}

const kinds: Record<string, () => Promise<Response>> = {
	"a page": () => asset("/app"),
	"the product page": () => request(`${https}/`),
	"a page of the docs": () => asset("/docs/"),
	"the page for an address that does not exist": () => asset("/nothing/here"),
	"a file beside it": () => asset("/theme.js"),
	"a hashed asset": async () => request(https + (await script())),
	"an asset of another build": () => request(`${https}/assets/nothing.js`),
	"the documents": () => request(`${https}/api/docs`),
	"their data": () => request(`${https}/api/openapi.json`),
	"the liveness check": () => request(`${https}/healthz`),
	"200": () => request(`${https}/api/me`, { headers: by() }),
	"201": () => post(`${https}/api/workspaces`, { name: "Reef" }, by()),
	"400": () => post(`${https}/api/workspaces`, { name: 7 }, by()),
	"401": () => request(`${https}/api/me`),
	"403": () => request(`${https}/api/me`, { method: "PATCH", headers: { cookie: `__Host-cc_session=${ada.token}` } }),
	"404": () => request(`${https}/api/channels/general`, { headers: by() }),
	"404 of no route": () => request(`${https}/api/nothing`),
	"405": () => request(`${https}/api/me`, { method: "DELETE" }),
	"415": () => request(`${https}/api/workspaces`, { method: "POST", headers: by(), body: "x" }),
	"426": () => request(`${https}/api/realtime/ws?workspace_id=wsp_01jd7xk3m9h5q2w8e4r6t0y1z7`, { headers: by() }),
	"a preflight": () => request(`${https}/api/me`, { method: "OPTIONS" }),
	"a refused socket": () =>
		request(`${https}/api/realtime/ws?workspace_id=wsp_01jd7xk3m9h5q2w8e4r6t0y1z7`, {
			headers: { ...by(), upgrade: "websocket" },
		}),
	"an address that is no text": () => request(`${https}/api/invites/%ff`),
};

const on_everything = ["cross-origin-resource-policy", "strict-transport-security", "x-content-type-options"];
const on_pages = ["cross-origin-opener-policy", "permissions-policy", "referrer-policy", "x-frame-options"];
/** Served as files, or drawn by a browser. The others are JSON, or empty. */
const pages = [
	"a page",
	"the product page",
	"a page of the docs",
	"the page for an address that does not exist",
	"a file beside it",
	"a hashed asset",
	"the documents",
];

describe("security headers", () => {
	test.each(Object.keys(kinds))("are the same on every answer, and more on pages: %s", async (kind) => {
		const [page, answer] = [await asset("/app"), await kinds[kind]!()];
		for (const name of [...on_everything, ...on_pages]) {
			expect(page.headers.get(name), name).not.toBeNull();
			const isExpected = on_everything.includes(name) || pages.includes(kind);
			expect(answer.headers.get(name), name).toBe(isExpected ? page.headers.get(name) : null);
		}
		const policy = answer.headers.get("content-security-policy")!;
		expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
		expect(policy).not.toMatch(/unsafe|\*|http:|ws:|wss:/);
		expect(answer.headers.get("access-control-allow-origin")).toBeNull();
	});

	test("have the expected values", async () => {
		const { headers } = await asset("/app");
		expect(Object.fromEntries([...on_everything, ...on_pages].map((name) => [name, headers.get(name)]))).toMatchObject({
			"cross-origin-opener-policy": "same-origin",
			"cross-origin-resource-policy": "same-origin",
			"referrer-policy": "same-origin",
			"x-content-type-options": "nosniff",
			"x-frame-options": "DENY",
		});
		const [, seconds] = /^max-age=(\d+); includeSubDomains$/.exec(headers.get("strict-transport-security")!)!;
		expect(Number(seconds)).toBeGreaterThanOrEqual(31_536_000);
		for (const sense of ["camera", "microphone", "geolocation", "display-capture", "payment", "usb"])
			expect(headers.get("permissions-policy")).toContain(`${sense}=()`);
	});
});

test("a page runs our scripts, connects to our server and builds HTML only in the named places; an API answer runs nothing", async () => {
	const policies = await Promise.all(
		(["a page", "the documents", "200"] as const).map(async (kind) => {
			const policy = (await kinds[kind]!()).headers.get("content-security-policy")!;
			return Object.fromEntries(policy.split("; ").map((part) => part.split(/ (.*)/s)));
		}),
	);
	const [page, documents, answer] = policies;
	for (const one of [page, documents])
		expect(one).toMatchObject({
			"script-src": "'self'",
			"style-src": "'self'",
			"connect-src": "'self'",
			"base-uri": "'none'",
		});
	expect(page).toMatchObject({ "require-trusted-types-for": "'script'" });
	expect(answer).toEqual({ "default-src": "'none'", "frame-ancestors": "'none'" });
});

test("no answer is cached, hashed files for a year", async () => {
	for (const kind of ["200", "401", "404", "a preflight", "an asset of another build"])
		expect((await kinds[kind]!()).headers.get("cache-control"), kind).toBe("no-store");
	expect((await kinds["a hashed asset"]!()).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
	expect((await kinds["a page"]!()).headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
});

test("over plain http there is no HSTS: that is for local use", async () => {
	expect((await request("/healthz")).headers.get("strict-transport-security")).toBeNull();
});
