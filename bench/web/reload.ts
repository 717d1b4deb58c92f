import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { share } from "../statistics.ts";
import type { Site } from "./site.ts";

const [messages, times] = [200, 20];

export interface Reload {
	/** from the navigation to the first message on the screen, ms; it comes from the browser's own storage */
	p50: number;
	p95: number;
	/** the same while no request is answered */
	withoutServer: number;
	/** JavaScript that is loaded until the composer can be used, gzipped, KB */
	kilobytes: number;
}

/** Opens a conversation for the first time, and then again and again. */
export async function reload(site: Site): Promise<Reload> {
	const { chat } = site.owner;
	for (let i = 0; i < messages; i++) await chat.messages.create(site.general.id, { body: `message **${i}** \`code\`` });
	const page = await site.window();
	const kilobytes = await firstLoad(site, page);
	await page.waitForTimeout(3_000); // it is kept when there is nothing else to do
	const delays: number[] = [];
	for (let i = 0; i < times; i++) delays.push(await untilMessage(page));
	await page.route("**/api/**", () => {});
	await page.routeWebSocket(/realtime\/ws/, () => {});
	const withoutServer = await untilMessage(page);
	return { p50: share(delays, 0.5), p95: share(delays, 0.95), withoutServer, kilobytes };
}

async function firstLoad(site: Site, page: Page): Promise<number> {
	let bytes = 0;
	let isUsable = false;
	page.on("response", async (response) => {
		if (isUsable || !new URL(response.url()).pathname.endsWith(".js")) return;
		const body = await response.body();
		bytes += gzipSync(body).length;
	});
	await page.goto(`/app/${site.workspace.id}/${site.general.id}`);
	await page.getByRole("textbox", { name: /^Message / }).waitFor();
	isUsable = true;
	return bytes / 1_000;
}

async function untilMessage(page: Page): Promise<number> {
	await page.addInitScript(watchForMessage);
	await page.reload({ waitUntil: "commit" });
	await page.waitForFunction(() => "drawn" in window);
	return await page.evaluate(() => (window as unknown as { drawn: number }).drawn);
}

/** In the page: notes when a message is on the screen, in the frame that shows it. */
function watchForMessage(): void {
	const isShown = (body: Element) => {
		const { top, bottom } = body.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight && getComputedStyle(body).visibility === "visible";
	};
	const look = () => {
		if ([...document.querySelectorAll("article .body")].some(isShown))
			Object.assign(window, { drawn: performance.now() });
		else requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}
