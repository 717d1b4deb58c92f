import type { Page } from "@playwright/test";
import type { Payload } from "./payloads.ts";
import type { Watch } from "./watch.ts";

/** Where an address may hold a text: somebody else can have written the link that one follows. */
const addresses: ((text: string) => string)[] = [
	(text) => `/signin?next=${text}`,
	(text) => `/signin?next=/app/${text}`,
	(text) => `/signin?token=${text}`,
	(text) => `/invite/${text}`,
	(text) => `/app/${text}`,
	(text) => `/app/x/${text}?at=${text}&pane=${text}`,
	(text) => `/app#${text}`,
	(text) => `/${text}`,
];

/** Follows links with payloads in them, inside the app, and answers of the API as pages. */
export async function followAddresses(watch: Watch, payloads: Payload[]): Promise<void> {
	for (const { text } of payloads)
		await watch.in(async (page) => {
			await page.goto("/app");
			for (const address of addresses)
				for (const typed of [text, encodeURIComponent(text)]) await go(watch, page, address(typed));
			await page.goto(`/api/invites/${encodeURIComponent(text).slice(0, 200)}`);
			await watch.use(page);
		});
}

async function go(watch: Watch, page: Page, address: string): Promise<void> {
	await page.evaluate((there) => {
		try {
			history.pushState(null, "", there);
		} catch {
			return; // no address at all
		}
		dispatchEvent(new PopStateEvent("popstate"));
	}, address);
	await watch.use(page);
}
