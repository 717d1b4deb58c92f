import type { Payload } from "./payloads.ts";
import type { Look, Watch } from "./watch.ts";

const addressOf = (n: number) => `/payload/${n}`;

/**
 * A payload as the body of a page, which is worse than anything the app could do with it: what the parser meets there may
 * run that `innerHTML` would leave dead.
 */
export const asDocument = ({ text }: Payload, n: number): Look =>
	async function* read(page) {
		const body = `<!doctype html><meta charset="utf-8"><title>payload</title><body>${text}`;
		let isServed = false;
		await page.route(addressOf(n), async (route) => {
			isServed = true;
			// with the headers of every page
			await route.fulfill({ response: await route.fetch(), body });
		});
		// it may lead the page elsewhere, which is no harm that is judged here
		await page.goto(addressOf(n), { waitUntil: "domcontentloaded" }).catch(() => {});
		if (!isServed) throw new Error("was not loaded");
		yield;
	};

export const ranAsDocuments = ({ ran }: Watch, payloads: Payload[]): Payload[] =>
	payloads.filter((_, n) => ran.some(({ address }) => new URL(address).pathname === addressOf(n)));
