import type { Browser, Page } from "@playwright/test";
import { pageHeaders } from "./files.ts";
import type { Payload } from "./payloads.ts";
import { Watch } from "./watch.ts";

const at_once = 2;

/**
 * Each payload as the body of a page, which is worse than anything the app could do with it: what the parser meets there may
 * run that `innerHTML` would leave dead.
 * @param folder of the app, for frames that show it
 * @returns those that ran
 */
export async function runAsDocuments(
	browser: Browser,
	site_url: string,
	folder: string,
	payloads: Payload[],
	hasPolicy: boolean,
): Promise<Payload[]> {
	const ran: Payload[] = [];
	const work = payloads.values();
	const reading = Array.from({ length: at_once }, async () => {
		const watch = await Watch.open(browser, site_url, folder, hasPolicy);
		for (const payload of work) {
			const before = watch.ran.length;
			await watch.in((page) => read(watch, page, payload));
			if (watch.ran.length > before) ran.push(payload);
		}
		await watch.context.close();
	});
	await Promise.all(reading);
	return ran;
}

async function read(watch: Watch, page: Page, { text }: Payload): Promise<void> {
	const headers = { ...pageHeaders(), "Content-Type": "text/html; charset=utf-8" };
	const body = `<!doctype html><meta charset="utf-8"><title>payload</title><body>${text}`;
	await page.route("/payload", (route) => route.fulfill({ headers, body }));
	await page.goto("/payload", { waitUntil: "domcontentloaded" }).catch(() => {});
	await watch.use(page).catch(() => {}); // it may have led the page elsewhere, which is no harm that is judged here
}
