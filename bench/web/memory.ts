import type { Page } from "@playwright/test";
import type { ChannelId } from "@clickclack/sdk";
import { flood } from "./flood.ts";
import type { Site } from "./site.ts";

/** Five messages a second for an hour. */
export const hour = 5 * 3_600;

export interface Memory {
	/** of JavaScript, in use after a collection, MB */
	before: number;
	after: number;
}

/** What the page holds before and after an hour's messages in all channels, one of which is open. */
export async function memory(site: Site, page: Page, channels: ChannelId[]): Promise<Memory> {
	const before = await heap(page);
	await flood(site, channels, hour);
	await page.waitForTimeout(3_000);
	return { before, after: await heap(page) };
}

/** What JavaScript holds in a page, MB. */
export async function heap(page: Page): Promise<number> {
	const inspector = await page.context().newCDPSession(page);
	await inspector.send("HeapProfiler.collectGarbage");
	const { usedSize } = await inspector.send("Runtime.getHeapUsage");
	await inspector.detach();
	return usedSize / 1e6;
}
