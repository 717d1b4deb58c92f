import type { Page } from "@playwright/test";
import { share } from "../statistics.ts";
import { flood } from "./flood.ts";
import { heap } from "./memory.ts";
import type { Site } from "./site.ts";

const messages = 100_000;

export interface Scrolling {
	/** from one frame to the next while scrolling, ms */
	p50: number;
	p95: number;
	worst: number;
	seconds: number;
	/** what JavaScript holds after that, MB */
	megabytes: number;
}

/** Scrolls through a long conversation from its end to its beginning, half a screen a frame. */
export async function scrolling(site: Site, page: Page): Promise<Scrolling> {
	const { channel } = await site.owner.chat.channels.create(site.workspace.id, { name: "long" });
	await flood(site, [channel.id], messages);
	await page.goto(`/app/${site.workspace.route_id}/${channel.route_id}`);
	await page.getByRole("article").last().waitFor();
	await page.waitForTimeout(1_000);
	const began = performance.now();
	const frames = await page.evaluate(scroll);
	const seconds = (performance.now() - began) / 1_000;
	const at = (part: number) => share(frames, part);
	return { p50: at(0.5), p95: at(0.95), worst: Math.max(...frames), seconds, megabytes: await heap(page) };
}

/** In the page: goes up until the beginning is in view. */
function scroll(): Promise<number[]> {
	const scroller = document.querySelector<HTMLElement>("main [role=log]")!;
	const frames: number[] = [];
	let last = performance.now();
	return new Promise((resolve) => {
		const step = (now: number) => {
			frames.push(now - last);
			last = now;
			if (scroller.querySelector("header") && scroller.scrollTop < 1) resolve(frames);
			else {
				scroller.scrollTop -= scroller.clientHeight / 2;
				requestAnimationFrame(step);
			}
		};
		requestAnimationFrame(step);
	});
}
