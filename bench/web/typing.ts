import type { Page } from "@playwright/test";
import { share } from "../statistics.ts";
import type { Person, Site } from "./site.ts";

const [senders, per_second, seconds] = [6, 300, 10];

export interface Typing {
	/** from a key to the frame that shows it, ms */
	p50: number;
	p95: number;
	worst: number;
	/** messages a second that were really sent */
	rate: number;
}

/** Types into the composer while `senders` people say `per_second` messages in the same channel. */
export async function typing(site: Site, page: Page): Promise<Typing> {
	const people: Person[] = [];
	for (let i = 0; i < senders; i++) people.push(await site.join(`Crab ${i}`));
	await page.getByRole("textbox", { name: /^Message / }).focus();
	await page.evaluate(watchKeys);
	const burst = talk(site, people);
	const until = Date.now() + seconds * 1_000;
	while (Date.now() < until) {
		await page.keyboard.press("k");
		await page.waitForTimeout(60);
	}
	const sent = await burst;
	const delays = await page.evaluate(() => (window as unknown as { delays: number[] }).delays);
	const at = (part: number) => share(delays, part);
	return { p50: at(0.5), p95: at(0.95), worst: Math.max(...delays), rate: sent / seconds };
}

/** In the page: measures from each key's time stamp to the frame after it. */
function watchKeys(): void {
	const delays: number[] = [];
	Object.assign(window, { delays });
	addEventListener(
		"keydown",
		({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => delays.push(performance.now() - timeStamp))),
		true,
	);
}

/** @returns how many messages were sent */
async function talk({ general, workspace }: Site, people: Person[]): Promise<number> {
	let sent = 0;
	const until = Date.now() + seconds * 1_000;
	const say = async ({ chat, user }: Person, nth: number) => {
		const pause_ms = (1_000 * people.length) / per_second;
		for (let at = Date.now(), i = 0; at < until; at += pause_ms, i++) {
			await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
			chat.messages
				.create(general.id, { body: `${user.display_name} ${nth} says **${i}** to \`${workspace.name}\`` })
				.then(
					() => sent++,
					() => {},
				);
		}
	};
	await Promise.all(people.map(say));
	return sent;
}
