import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { person, request } from "../test/people.ts";

const https = "https://chat.example";
/** Served without the Worker: by static assets, with the rules of web/public. */
const asset = (path: string) => env.ASSETS.fetch(new Request(https + path));
const home = (cookie?: string) => request(`${https}/`, { headers: cookie ? { cookie } : {}, redirect: "manual" });

test("the first page is the product page for visitors", async () => {
	for (const cookie of [undefined, "other=1", "cc_session=of-plain-http", "__Host-cc_session_2=x"]) {
		const answer = await home(cookie);
		expect(answer.status, cookie).toBe(200);
		expect(await answer.text()).toContain("Team chat that you host yourself");
	}
});

test("whoever has a session cookie is sent to the app, whatever it is worth", async () => {
	const ada = await person("Ada");
	for (const session of [ada.token, "sst_ended", ""]) {
		const answer = await home(`other=1; __Host-cc_session=${session}`);
		expect(answer.status).toBe(302);
		expect(answer.headers.get("location")).toBe("/app");
		expect(answer.headers.get("cache-control")).toBe("no-store");
	}
});

test("the product page is asked for anew each time, as it may lead to the app", async () => {
	expect((await home()).headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
});

const isApp = (page: string) => page.includes('id="app"');

test.each([
	"/app",
	"/app/",
	"/app/wsp_1/chn_2/thread/msg_3",
	"/signin?token=x",
	"/invite/x",
	"/settings",
	"/settings/a/b",
])("%s is answered with the app's page", async (path) => {
	const answer = await asset(path);
	expect(answer.status).toBe(200);
	expect(isApp(await answer.text())).toBe(true);
});

test.each(["/nothing", "/application", "/docs/nothing/", "/invite", "/index.htm", "/signin/x"])(
	"%s is not found, and a page says so",
	async (path) => {
		const answer = await asset(path);
		expect(answer.status).toBe(404);
		const page = await answer.text();
		expect(page).toContain("There is no page at this address");
		expect(isApp(page)).toBe(false);
	},
);

test("robots.txt is text, and keeps search engines out of what is only for members", async () => {
	const answer = await asset("/robots.txt");
	expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
	const lines = (await answer.text()).split("\n");
	for (const path of ["/app", "/invite", "/api"]) expect(lines).toContain(`Disallow: ${path}`);
	expect(lines).toContain("Allow: /docs");
});
