import type { Page } from "@playwright/test";
import type { Payload } from "./payloads.ts";
import type { Site } from "../site.ts";
import type { Look, Watch } from "./watch.ts";

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
const per_page = 2;

/** Somebody with one workspace, whose app has little to draw. @returns the e-mail address */
export async function newcomer(site: Site): Promise<string> {
	const email = "newcomer@example.com";
	const user = await site.operator.admin.createUser({ name: "Grace Newcomer", email });
	await site.as(user.id).workspaces.create({ name: "Little" });
	return email;
}

/** Follows links with payloads in them, inside the app, and answers of the API as pages. */
export function followAddresses(watch: Watch, payloads: Payload[]): Look[] {
	const count = Math.ceil(payloads.length / per_page);
	const parts = Array.from({ length: count }, (_, n) => payloads.slice(n * per_page, (n + 1) * per_page));
	return parts.map((part) => async (page) => {
		await page.goto("/app");
		for (const { text } of part)
			for (const address of addresses)
				for (const typed of [text, encodeURIComponent(text)]) await go(watch, page, address(typed));
		for (const { text } of part) {
			await page.goto(`/api/invites/${encodeURIComponent(text).slice(0, 200)}`);
			await watch.use(page);
		}
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
