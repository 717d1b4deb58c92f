// `npm run pictures`: takes the pictures of the product page and the README, of a fresh server with the demo on it.
// The machine needs fonts with emoji and with Japanese: the demo has both.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type Page, chromium } from "@playwright/test";
import { ClickClack } from "../sdk/index.ts";
import { large, phone, widths } from "../site/pictures.ts";
import { demoServer } from "./demo-server.mjs";
import { findChromium, no_chromium } from "./chromium.mjs";
import { giveUp, root } from "./setup.mjs";

const to = join(root, "site/pictures");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];
const quality = 0.82;

/** Encoded by the browser, which needs no further package. */
async function webp(page: Page, png: Buffer, width: number): Promise<Buffer> {
	const encoded = await page.evaluate(
		async ({ base64, width, quality }) => {
			const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
			const canvas = document.createElement("canvas");
			canvas.width = width;
			canvas.height = Math.round((picture.height * width) / picture.width);
			const context = canvas.getContext("2d")!;
			context.imageSmoothingQuality = "high";
			context.drawImage(picture, 0, 0, canvas.width, canvas.height);
			return canvas.toDataURL("image/webp", quality).split(",")[1]!;
		},
		{ base64: png.toString("base64"), width, quality },
	);
	return Buffer.from(encoded, "base64");
}

/** The address of a channel of the demo. */
async function addressOf(baseUrl: string, token: string, name: string): Promise<string> {
	const chat = new ClickClack({ baseUrl, token });
	const [workspace] = await chat.workspaces.list();
	const channels = await chat.channels.list(workspace!.id);
	return `/app/${workspace!.id}/${channels.find((channel) => channel.name === name)!.id}`;
}

interface Visit {
	browser: Browser;
	origin: string;
	/** the token of the person who looks */
	session: string;
	theme: Theme;
}

/** A picture of a channel, as PNG with two pixels for one. */
async function take({ browser, origin, session, theme }: Visit, viewport: typeof large, prepare?: typeof openThread) {
	const context = await browser.newContext({ baseURL: origin, colorScheme: theme, viewport, deviceScaleFactor: 2 });
	await context.addCookies([{ name: "cc_session", value: session, url: origin }]);
	const page = await context.newPage();
	await page.goto(await addressOf(origin, session, "engineering"));
	await page.getByRole("log").first().waitFor();
	await prepare?.(page);
	// away from the messages: the one under it would show its toolbar
	await page.mouse.move(0, 0);
	await page.waitForLoadState("networkidle");
	const png = await page.screenshot({ animations: "disabled" });
	await context.close();
	return png;
}

async function openThread(page: Page): Promise<void> {
	const replies = page.getByRole("link", { name: /3 replies/ });
	await replies.first().click();
	await page.getByText("Then I sleep well.").waitFor();
	const toEnd = page.getByRole("button", { name: /^(Jump to latest|\d+ new messages?)$/ });
	if (await toEnd.isVisible()) await toEnd.click();
}

async function shots(visit: Visit): Promise<void> {
	const { browser, theme } = visit;
	const blank = await browser.newPage();
	const save = async (name: string, png: Buffer, width: number) =>
		writeFileSync(join(to, name), await webp(blank, png, width));
	const wide = await take(visit, large, openThread);
	for (const width of widths) await save(`app-${theme}-${width}.webp`, wide, width);
	await save(`phone-${theme}.webp`, await take(visit, phone), phone.width * 2);
	await blank.close();
}

const executablePath = findChromium() ?? giveUp(no_chromium);
const server = await demoServer();
mkdirSync(to, { recursive: true });
const browser = await chromium.launch({ executablePath });
try {
	for (const theme of themes) await shots({ browser, origin: server.url, session: server.session, theme });
} finally {
	await browser.close();
	await server.stop();
}
