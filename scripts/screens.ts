// `npm run screens`: pictures of every view, at four widths in both themes, to be looked at; nothing is kept of them but
// .wrangler/screens. `-- --only thread --only pins` takes these views. One sheet for each view shows all of its pictures side by side.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, type Page, chromium } from "@playwright/test";
import { ClickClack } from "../sdk/index.ts";
import { findChromium, no_chromium } from "./chromium.mjs";
import { demoServer } from "./demo-server.mjs";
import { screenViews, type View } from "./screen-views.ts";
import { giveUp, root, say } from "./setup.mjs";

const to = join(root, ".wrangler/screens");
const sizes = [
	{ width: 1440, height: 900 },
	{ width: 1024, height: 768 },
	{ width: 768, height: 1024 },
	{ width: 390, height: 844 },
] as const;
const themes = ["light", "dark"] as const;
/** Of a picture on a sheet, in pixels. */
const sheet_height = 520;

interface Look {
	browser: Browser;
	origin: string;
	session: string;
	theme: (typeof themes)[number];
	size: (typeof sizes)[number];
}

async function windowOf({ browser, origin, session, theme, size }: Look, isSignedIn: boolean): Promise<BrowserContext> {
	const isPhone = size.width < 500;
	const touch = { hasTouch: isPhone, isMobile: isPhone };
	const context = await browser.newContext({ baseURL: origin, colorScheme: theme, viewport: size, ...touch });
	if (isSignedIn) await context.addCookies([{ name: "cc_session", value: session, url: origin }]);
	return context;
}

/** One picture of each view; a view that cannot be reached is named, and the others go on. */
async function take(look: Look, views: View[]): Promise<void> {
	for (const isSignedIn of [true, false]) {
		const context = await windowOf(look, isSignedIn);
		const page = await context.newPage();
		for (const view of views.filter(({ isPublic = false }) => isPublic !== isSignedIn)) {
			await show(page, view).catch((error: unknown) => say(`${nameOf(view, look)}: ${String(error).split("\n")[0]}`));
			await page.screenshot({ path: join(to, nameOf(view, look)), animations: "disabled" });
		}
		await context.close();
	}
}

const nameOf = ({ name }: View, { size, theme }: Look): string => `${name}-${size.width}-${theme}.png`;

async function show(page: Page, { address, open }: View): Promise<void> {
	page.setDefaultTimeout(5_000);
	// what the view before it left open goes with its page
	await page.goto("about:blank");
	await page.goto(address);
	await page.waitForLoadState("networkidle");
	await open?.(page);
	await page.waitForLoadState("networkidle");
	await page.evaluate(() => document.fonts.ready);
}

async function sheetOf(browser: Browser, { name }: View): Promise<void> {
	const page = await browser.newPage({ viewport: { width: 2_200, height: sheet_height * 2 + 30 } });
	const picture = (width: number, theme: string) =>
		`<img src="file://${join(to, `${name}-${width}-${theme}.png`)}" height="${sheet_height}">`;
	const row = (theme: string) => sizes.map(({ width }) => picture(width, theme)).join(" ");
	// a page without an address may not read files
	await page.goto(`file://${to}`);
	await page.setContent(`<body style="margin:4px;background:#777">${themes.map(row).join("<br>")}`);
	await page.waitForLoadState("load");
	await page.screenshot({ path: join(to, `sheet-${name}.png`) });
	await page.close();
}

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const executablePath = findChromium() ?? giveUp(no_chromium);
const server = await demoServer();
rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
const browser = await chromium.launch({ executablePath });
try {
	const all = await screenViews(new ClickClack({ baseUrl: server.url, token: server.session }));
	const views = all.filter(({ name }) => values.only?.includes(name) ?? true);
	if (views.length === 0) giveUp(`--only is one of: ${all.map(({ name }) => name).join(", ")}`);
	const base = { browser, origin: server.url, session: server.session };
	for (const theme of themes) for (const size of sizes) await take({ ...base, theme, size }, views);
	for (const view of views) await sheetOf(browser, view);
	say(`${views.length} views, ${views.length * themes.length * sizes.length} pictures: ${to}`);
} finally {
	await browser.close();
	await server.stop();
}
