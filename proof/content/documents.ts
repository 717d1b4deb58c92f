import type { Browser, Page } from "@playwright/test";
import { pageHeaders } from "./browser.ts";
import type { Payload } from "./payloads.ts";
import { type Conditions, Watch } from "./watch.ts";

const at_once = 3;

export interface Documents {
	ran: Payload[];
	watches: Watch[];
}

/**
 * Each payload as the body of a page, which is worse than anything the app could do with it: what the parser meets there may
 * run that `innerHTML` would leave dead.
 */
export async function runAsDocuments(
	browser: Browser,
	site_url: string,
	conditions: Conditions,
	payloads: Payload[],
): Promise<Documents> {
	const documents: Documents = { ran: [], watches: [] };
	const work = payloads.values();
	const reading = Array.from({ length: at_once }, async () => {
		const watch = await Watch.open(browser, site_url, conditions);
		documents.watches.push(watch);
		for (const payload of work) {
			const before = watch.ran.length;
			await watch.in((page) => read(watch, page, payload));
			if (watch.ran.length > before) documents.ran.push(payload);
		}
		await watch.context.close();
	});
	await Promise.all(reading);
	return documents;
}

async function read(watch: Watch, page: Page, { technique, text }: Payload): Promise<void> {
	const headers = { ...pageHeaders(), "Content-Type": "text/html; charset=utf-8" };
	const body = `<!doctype html><meta charset="utf-8"><title>payload</title><body>${text}`;
	let isServed = false;
	await page.route("/payload", async (route) => {
		isServed = true;
		await route.fulfill({ headers, body });
	});
	// it may lead the page elsewhere, which is no harm that is judged here
	await page.goto("/payload", { waitUntil: "domcontentloaded" }).catch(() => {});
	if (!isServed) throw new Error(`${technique}: was not loaded`);
	await watch.use(page);
}
