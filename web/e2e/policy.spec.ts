import { expect, test } from "./world.ts";

/** What the browser refused under the page's policy. */
declare global {
	interface Window {
		refused: string[];
	}
}

const watch = () => {
	window.refused = [];
	document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
		window.refused.push(`${violatedDirective} ${blockedURI} ${sample}`);
	});
};

test("every answer has the same security headers, and every page and file has more", async ({ request, baseURL }) => {
	const page = await (await request.get("/app")).text();
	const [, script = ""] = /src="(\/assets\/[^"]+)"/.exec(page)!;
	const [, style = ""] = /href="(\/assets\/[^"]+\.css)"/.exec(page)!;
	const drawn = [
		"/",
		"/app",
		"/signin?token=x",
		"/invite/x",
		"/nothing/here",
		"/settings/profile",
		"/docs/",
		"/docs/security/",
		"/robots.txt",
		"/theme.js",
		"/favicon.svg",
		script,
		style,
		"/api/docs",
		"/docs-assets/swagger-ui-bundle.js",
	];
	const answers = [
		"/healthz",
		"/readyz",
		"/metrics",
		"/api/openapi.json",
		"/api/me",
		"/api/nothing",
		"/assets/of-another-build.js",
		"/api/realtime/ws?workspace_id=x",
	];
	const protection = async (path: string, method = "GET") => {
		const answer = await request.fetch(path, { method, maxRedirects: 0 });
		const all = answer.headers();
		const policy = all["content-security-policy"]!;
		expect(policy, path).toMatch(/^default-src 'none';/);
		expect(policy, path).toContain("frame-ancestors 'none'");
		expect(policy, path).not.toContain("unsafe");
		expect(all["access-control-allow-origin"]).toBeUndefined();
		const always = { resource: all["cross-origin-resource-policy"], sniff: all["x-content-type-options"] };
		const { "permissions-policy": permissions, "referrer-policy": referrer, "x-frame-options": frames } = all;
		return { always, more: { permissions, referrer, frames, opener: all["cross-origin-opener-policy"] } };
	};
	const { always, more } = await protection("/app");
	expect(always).toEqual({ resource: "same-origin", sniff: "nosniff" });
	expect(more).toMatchObject({ frames: "DENY", opener: "same-origin", referrer: "same-origin" });
	expect(more.permissions).toContain("camera=()");
	for (const path of drawn) expect({ path, ...(await protection(path)) }).toEqual({ path, always, more });
	for (const path of answers) expect({ path, ...(await protection(path)) }).toEqual({ path, always, more: {} });
	for (const method of ["DELETE", "OPTIONS", "PUT"])
		expect(await protection("/api/me", method)).toEqual({ always, more: {} });
	expect(baseURL).toMatch(/^http:/);
	expect((await request.get("/app")).headers()["strict-transport-security"]).toContain("max-age=31536000");
});

test("the app never does what its own content security policy refuses", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.addInitScript(watch);
	await ada.chat.me.update({ avatar_url: "https://localhost:1/ada.png" });
	await ada.chat.messages.create(world.general.id, {
		body: "**bold** <b>x</b> `code` @ada\n\n| a |\n|-|\n| b |\n\n- [x] done",
	});
	await ada.open(world.general);
	await expect(ada.message("bold").getByRole("strong")).toBeVisible();
	await ada.say("a line of mine");
	await expect(ada.message("a line of mine")).toBeVisible();
	await ada.chat.messages.create(world.general.id, { body: "over the socket" });
	await expect(ada.message("over the socket")).toBeVisible();
	await ada.act(ada.message("a line of mine"), "React with 👍");
	await ada.page.keyboard.press("Control+Shift+F");
	await ada.page.keyboard.press("Escape");
	expect(await ada.page.evaluate(() => window.refused)).toEqual([]);
});

test("injected code cannot run, send anything to another site or write HTML", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.addInitScript(watch);
	await ada.open(world.general);
	const ran = await ada.page.evaluate(async () => {
		const attempt = (work: () => unknown) => {
			try {
				return String(work());
			} catch (error) {
				return (error as Error).name;
			}
		};
		const script = document.createElement("script");
		const code = "window.name = 'owned'";
		const outcomes = {
			html: attempt(() => (document.body.innerHTML = "<b>x</b>")),
			// later: what the test itself has evaluated may evaluate more
			code: await new Promise((resolve) =>
				setTimeout(() => resolve(attempt(() => Reflect.construct(Function, [code])()))),
			),
			script: attempt(() => (script.text = code)),
			policy: attempt(() => Reflect.get(window, "trustedTypes")!.createPolicy("mine", {})),
			away: await fetch("https://localhost:1/").catch((error: Error) => error.name),
		};
		const style = document.createElement("style");
		style.textContent = "body { display: none }";
		document.head.append(style);
		const socket = new Promise<string>((resolve) => {
			try {
				const wire = new WebSocket("wss://localhost:1/");
				wire.addEventListener("error", () => resolve("error"));
			} catch (error) {
				resolve((error as Error).name);
			}
		});
		return { ...outcomes, socket: await socket, display: getComputedStyle(document.body).display, name: window.name };
	});
	expect(ran).toMatchObject({
		html: "TypeError",
		script: "TypeError",
		policy: "TypeError",
		away: "TypeError",
		name: "",
	});
	expect(ran.code).toMatch(/^(EvalError|TypeError)$/);
	expect(ran.display).not.toBe("none");
	const refused = (await ada.page.evaluate(() => window.refused)).join("\n");
	for (const directive of [
		"require-trusted-types-for",
		"trusted-types",
		"style-src-elem",
		"connect-src https:",
		"connect-src wss:",
	])
		expect(refused).toContain(directive);
});

test("the page of the API's documentation works under its policy", async ({ page }) => {
	await page.addInitScript(watch);
	await page.goto("/api/docs");
	const { tags } = (await (await page.request.get("/api/openapi.json")).json()) as { tags: { name: string }[] };
	const groups = page.locator("h3.opblock-tag");
	await expect(groups).toHaveText(
		tags.map(({ name }) => name),
		{ timeout: 30_000 },
	);
	for (const name of ["operations", "me", "channels", "messages"])
		await groups.getByText(name, { exact: true }).click();
	await expect(page.getByText("/api/channels/{channel_id}/messages").first()).toBeVisible();
	await page.locator("#operations-operations-health button").first().click();
	await expect(page.getByRole("button", { name: "Try it out" })).toBeVisible();
	expect(await page.evaluate(() => window.refused)).toEqual([]);
});
