import type { APIRequestContext, Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { origin } from "./server.ts";
import { expect, test } from "./world.ts";

/** One page of each kind. */
const kinds = ["/", "/docs/", "/docs/security/", "/docs/realtime/", "/nothing/here"];
const title = (page: Page) => page.getByRole("heading", { level: 1 });

test("a visitor reads the product page without JavaScript, and goes on from there", async ({ world }) => {
	const page = await world.window({ javaScriptEnabled: false });
	await page.goto("/");
	await expect(title(page)).toHaveText("Team chat that you host yourself");
	const picture = page.getByRole("img", { name: /^ClickClack: / });
	await expect(picture).toBeVisible();
	expect((await picture.boundingBox())!.height).toBeGreaterThan(200);
	await expect(page.getByText("npm start")).toBeVisible();
	await expect(page.getByText("npm run deploy")).toBeVisible();
	await page.getByRole("link", { name: "Read the docs" }).click();
	await expect(title(page)).toHaveText("ClickClack");
	await expect(page.getByRole("searchbox")).toBeHidden();
	await page.getByRole("navigation", { name: "Docs" }).getByRole("link", { name: "Reliability" }).click();
	await expect(title(page)).toHaveText("Reliability");
});

test("the product page is for visitors: members get to the app, and back after signing out", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto("/");
	await expect(ada.composer).toBeVisible();
	await ada.page.context().clearCookies();
	await ada.page.goto("/");
	await expect(title(ada.page)).toHaveText("Team chat that you host yourself");
	await ada.page.getByRole("link", { name: "Sign in" }).click();
	await expect(title(ada.page)).toHaveText("Sign in");
	await ada.page.getByRole("link", { name: "ClickClack" }).click();
	await expect(title(ada.page)).toHaveText("Team chat that you host yourself");
});

test("with a session that has ended, the first page leads to signing in", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.auth.logout();
	await ada.page.goto("/");
	await expect(title(ada.page)).toHaveText("Sign in");
});

test("an address that leads nowhere is a 404 with a page that leads on", async ({ world }) => {
	const page = await world.window();
	for (const path of ["/nothing", "/docs/nothing/", "/assets"]) {
		expect((await page.goto(path))!.status(), path).toBe(404);
		await expect(title(page)).toHaveText("There is no page at this address");
	}
	await page.getByRole("link", { name: "About ClickClack" }).click();
	await expect(title(page)).toHaveText("Team chat that you host yourself");
});

test("nobody who looks around has an error in the console", async ({ world }) => {
	const page = await world.window({ serviceWorkers: "allow" });
	const said: string[] = [];
	page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
	page.on("pageerror", (error) => said.push(String(error)));
	for (const path of ["/", "/docs/", "/signin", "/app"]) {
		await page.goto(path);
		await expect(title(page)).toBeVisible();
	}
	expect(said).toEqual([]);
});

/** Every address on this server that a page links to or loads. */
async function addressesIn(request: APIRequestContext, path: string): Promise<string[]> {
	const html = await (await request.get(path)).text();
	const found = [...html.matchAll(/ (?:href|src|data-index)="([^"]+)"/g)].map(([, address]) => address!);
	return found
		.map((address) => new URL(address, origin + path))
		.filter((url) => url.origin === origin)
		.map(String);
}

test("no link of the product page and of the docs is broken, and each anchor exists", async ({ request }) => {
	const [toVisit, seen] = [[`${origin}/`], new Map<string, string>()];
	const missing: string[] = [];
	for (let next = toVisit.pop(); next; next = toVisit.pop()) {
		const { pathname, hash } = new URL(next);
		if (!seen.has(pathname)) {
			const answer = await request.get(pathname);
			if (!answer.ok()) missing.push(next);
			seen.set(pathname, await answer.text());
			if (/^\/(?:docs\/.*)?$/.test(pathname)) toVisit.push(...(await addressesIn(request, pathname)));
		}
		if (hash && !seen.get(pathname)!.includes(`id="${decodeURIComponent(hash.slice(1))}"`)) missing.push(next);
	}
	expect(missing).toEqual([]);
	expect([...seen.keys()].filter((path) => path.startsWith("/docs/")).length).toBeGreaterThan(8);
});

test("the search of the docs finds a section, by keyboard alone", async ({ world }) => {
	const page = await world.window();
	await page.goto("/docs/");
	const field = page.getByRole("searchbox", { name: "Search the docs" });
	await field.focus();
	await page.keyboard.type("trusted prox");
	const results = page.getByRole("list", { name: "Search results" });
	await expect(results.getByRole("link", { name: /TRUSTED_PROXIES/ }).first()).toBeVisible();
	await expect(page.getByRole("status")).toHaveText(/\d+ results?/);
	await page.keyboard.press("ArrowDown");
	await expect(results.getByRole("link").first()).toBeFocused();
	await page.keyboard.press("ArrowUp");
	await expect(field).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/docs\/configuration\/#/);
	await expect(page.getByRole("heading", { name: /TRUSTED_PROXIES/ })).toBeInViewport();

	await page.getByRole("searchbox").fill("zyzzyva");
	await expect(page.getByText("Nothing found for “zyzzyva”.")).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("searchbox")).toHaveValue("");
});

test("a search that cannot be loaded says so, and works when it is tried again", async ({ world }) => {
	const page = await world.window();
	await page.route("**/assets/search-*", (route) => route.abort());
	await page.goto("/docs/");
	await page.getByRole("searchbox").fill("nonce");
	await expect(page.getByText("Couldn't load the search.")).toBeVisible();
	await page.unroute("**/assets/search-*");
	await page.getByRole("searchbox").fill("nonces");
	await expect(page.getByRole("list", { name: "Search results" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
	test(`the product page and the docs have no serious accessibility fault, ${colorScheme}`, async ({ world }) => {
		const page = await world.window({ colorScheme });
		for (const path of kinds) {
			await page.goto(path);
			expect(await faults(page), path).toEqual([]);
		}
	});

test("a theme that was chosen in the app holds on the product page and in the docs", async ({ world }) => {
	const page = await world.window({ colorScheme: "light" });
	await page.goto("/");
	const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	expect(await background()).toBe("rgb(255, 255, 255)");
	await page.evaluate(() => localStorage.setItem("clickclack.appearance", '{"color_mode":"dark"}'));
	for (const path of ["/", "/docs/"]) {
		await page.goto(path);
		expect(await background()).not.toBe("rgb(255, 255, 255)");
	}
});

for (const width of [320, 390, 768, 1440])
	test(`no page is wider than a window of ${width} px`, async ({ world }) => {
		const page = await world.window({ viewport: { width, height: 800 } });
		for (const path of kinds) {
			await page.goto(path);
			expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
		}
	});

test("the pages do nothing that their content security policy refuses", async ({ world }) => {
	const page = await world.window();
	await page.addInitScript(() => {
		window.refused = [];
		document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
			window.refused.push(violatedDirective);
		});
	});
	for (const path of kinds) {
		await page.goto(path);
		if (path === "/docs/") {
			await page.getByRole("searchbox").fill("nonce");
			await expect(page.getByRole("list", { name: "Search results" })).toBeVisible();
		}
		expect(await page.evaluate(() => window.refused), path).toEqual([]);
	}
});

test("the pictures of the docs are in the reader's theme: the system's, or the one that was chosen", async ({
	world,
}) => {
	for (const colorScheme of ["light", "dark"] as const) {
		const page = await world.window({ colorScheme });
		const shown = page.getByRole("img", { name: "A channel with a thread open" });
		await page.goto("/docs/");
		await expect(shown).toHaveAttribute("src", new RegExp(`app-${colorScheme}-`));
		const other = colorScheme === "light" ? "dark" : "light";
		await page.evaluate(
			(color_mode) => localStorage.setItem("clickclack.appearance", JSON.stringify({ color_mode })),
			other,
		);
		await page.reload();
		await expect(shown).toHaveAttribute("src", new RegExp(`app-${other}-`));
	}
});
