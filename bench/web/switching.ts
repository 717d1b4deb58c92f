import type { Page } from "@playwright/test";
import { share } from "../statistics.ts";
import type { Site } from "./site.ts";

const [channels, messages] = [12, 60];

export interface Switching {
	/** from the click to the frame that shows the newest message, ms: a channel that was open before */
	warm: number;
	/** one that was never open */
	cold: number;
}

/** Goes from channel to channel by the sidebar, twice round. */
export async function switching(site: Site, page: Page): Promise<Switching> {
	const { chat } = site.owner;
	const names = Array.from({ length: channels }, (_, i) => `room-${String(i).padStart(2, "0")}`);
	for (const name of names) {
		const { channel } = await chat.channels.create(site.workspace.id, { name });
		for (let i = 0; i < messages; i++) await chat.messages.create(channel.id, { body: `${name} says **${i}**` });
	}
	const round = async () => {
		const delays: number[] = [];
		for (const name of names) {
			await page.waitForTimeout(150);
			delays.push(await page.evaluate(go, { name, last: `${name} says ${messages - 1}` }));
		}
		return share(delays, 0.5);
	};
	const cold = await round();
	return { warm: await round(), cold };
}

/** In the page: clicks and waits for the message. */
function go({ name, last }: { name: string; last: string }): Promise<number> {
	const links = [...document.querySelectorAll<HTMLElement>("nav[aria-label=Channels] a")];
	const began = performance.now();
	links.find((link) => link.textContent?.includes(name))!.click();
	return new Promise((resolve) => {
		const look = () => {
			const bodies = [...document.querySelectorAll<HTMLElement>("main article .body")];
			const isThere = bodies.some(
				(body) => body.innerText.trim() === last && getComputedStyle(body).visibility === "visible",
			);
			if (isThere) resolve(performance.now() - began);
			else requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
}
