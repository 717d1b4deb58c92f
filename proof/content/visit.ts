import { setTimeout as sleep } from "node:timers/promises";
import { RequestError } from "@clickclack/sdk";
import type { Page } from "@playwright/test";
import { search_word } from "./fields.ts";
import type { Filled, Room } from "./filling.ts";
import type { Look, Watch } from "./watch.ts";

const invites_per_page = 15;

/** Everything that was filled in, wherever the app shows it. */
export function visit(watch: Watch, filled: Filled): Look[] {
	const places = [seeMembers, seeSearch, seeChannels, hear, write];
	const looks: Look[] = places.map((see) => (page) => see(watch, page, filled));
	for (let at = 0; at < filled.invites.length; at += invites_per_page)
		looks.push((page) => seeInvites(watch, page, filled.invites.slice(at, at + invites_per_page)));
	return [...looks, ...seeRooms(watch, filled)];
}

export const seeRooms = (watch: Watch, filled: Filled): Look[] =>
	filled.rooms.map((room) => (page) => seeRoom(watch, page, filled, room));

/** The messages of a channel, and the thread beside it with names and reactions. */
async function seeRoom(watch: Watch, page: Page, filled: Filled, { channel, root }: Room): Promise<void> {
	const { last_seq } = await filled.reader.channels.get(channel.id);
	const { thread_state } = await filled.reader.messages.get(root.id);
	await go(page, `/app/${filled.talk_id}/${channel.id}/thread/${root.id}`);
	await drawn(page, `[aria-label="Messages in ${channel.name}"] article`, last_seq);
	const replies = thread_state?.reply_count;
	if (replies) await drawn(page, `[aria-label="Replies"] article`, 1 + replies);
	await watch.use(page);
}

async function seeMembers(watch: Watch, page: Page, { talk_id, quiet }: Filled): Promise<void> {
	await go(page, `/app/${talk_id}/${quiet.id}?pane=members`);
	await drawn(page, "aside li", 1);
	const more = page.getByRole("button", { name: /^Show \d+ more/ });
	if (await more.isVisible()) await more.click();
	await watch.use(page);
}

async function seeSearch(watch: Watch, page: Page, { talk_id, quiet }: Filled): Promise<void> {
	await go(page, `/app/${talk_id}/${quiet.id}?pane=search`);
	await page.getByRole("searchbox").fill(search_word);
	await drawn(page, "aside li", 1);
	const more = page.getByRole("button", { name: "More", exact: true });
	// the last page may come between looking and clicking
	while (await more.isVisible()) await more.click({ timeout: 2_000 }).catch(() => {});
	await watch.use(page);
}

/** All titles and topics in the list, and the header of the one that is open; the rail shows names of workspaces. */
async function seeChannels(watch: Watch, page: Page, { shelf_id }: Filled): Promise<void> {
	await go(page, `/app/${shelf_id}`);
	// then the list is drawn anew, and what was open in it is gone
	await page.waitForURL("**/chn_*", { waitUntil: "commit" });
	await page.getByRole("button", { name: "Browse channels" }).click();
	await drawn(page, "dialog li", 1);
	await watch.use(page);
}

/** Messages as they come, which a screen reader is told, by people of whom one sees that they type. */
async function hear(watch: Watch, page: Page, { talk_id, live, authors, texts }: Filled): Promise<void> {
	const typing = { type: "typing.started", channel_id: live.id, workspace_id: talk_id } as const;
	const told = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
	await page.goto(`/app/${talk_id}/${live.id}`);
	await until(told, () => authors[0]!.realtime.publish(typing));
	for (const [at, author] of authors.slice(0, 40).entries()) {
		await author.realtime.publish(typing);
		await author.messages.create(live.id, { body: texts[at]! }).catch(passRefusal);
	}
	await page.waitForFunction(() => document.querySelector('[aria-label="New messages"]')?.childNodes.length);
	await watch.use(page);
}

/** What the server does not take, nobody can hear. */
function passRefusal(error: unknown): void {
	if (!(error instanceof RequestError) || error.status !== 400) throw error;
}

/** Nothing comes on a socket by itself, for half a minute, while its owner has another one open. */
async function until(told: Promise<unknown>, tell: () => Promise<unknown>): Promise<void> {
	const isOver = () => Promise.race([told.then(() => true), sleep(200, false)]);
	do await tell();
	while (!(await isOver()));
}

/** A draft, kept over a reload; a search for it; and the people that `@` offers. */
async function write(watch: Watch, page: Page, { talk_id, quiet, texts }: Filled): Promise<void> {
	await page.goto(`/app/${talk_id}/${quiet.id}`);
	const composer = page.getByRole("textbox", { name: /^Message / });
	await composer.fill(texts.join("\n").slice(0, 30_000));
	await watch.use(page);
	for (const text of texts.slice(0, 5)) {
		// using what was found may have led to it
		await go(page, `/app/${talk_id}/${quiet.id}?pane=search`);
		await page.getByRole("searchbox").fill(text.slice(0, 200));
		await watch.use(page);
	}
	await composer.fill("@");
	await composer.press("End");
	await watch.use(page);
}

/** The page of each invite: workspaces and people with bad names. The app is loaded once. */
async function seeInvites(watch: Watch, page: Page, invites: string[]): Promise<void> {
	await go(page, "/app");
	for (const token of invites) {
		const looked = page.waitForResponse((response) => response.url().endsWith(`/api/invites/${token}`));
		await go(page, `/invite/${token}`);
		await looked;
		await page.waitForTimeout(20);
		await watch.use(page);
	}
}

/** Within the app where that is open already, which takes less time than loading it anew. */
async function go(page: Page, address: string): Promise<void> {
	const isOpen = await page.evaluate(() => document.querySelector("#app *") !== null);
	if (isOpen) await page.evaluate(push, address);
	else await page.goto(address);
}

function push(address: string): void {
	history.pushState(null, "", address);
	dispatchEvent(new PopStateEvent("popstate"));
}

/** Waits until so many are there. */
async function drawn(page: Page, selector: string, least: number): Promise<void> {
	const isThere = ([what, number]: [string, number]) => document.querySelectorAll(what).length >= number;
	const sought: [string, number] = [selector, least];
	await page.waitForFunction(isThere, sought).catch(async () => {
		throw new Error(`${await page.locator(selector).count()} of ${least} ${selector} at ${page.url()}`);
	});
}
