import type { Payload } from "./payloads.ts";
import { go } from "./visit.ts";
import type { Look } from "./watch.ts";

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

/** Follows links with a payload in them, inside the app, and an answer of the API as a page. */
export const followAddresses = ({ text }: Payload): Look =>
	async function* follow(page) {
		await page.goto("/app");
		for (const address of addresses)
			for (const typed of [text, encodeURIComponent(text)]) {
				await go(page, address(typed));
				yield;
			}
		await page.goto(`/api/invites/${encodeURIComponent(text).slice(0, 200)}`);
		yield;
	};
