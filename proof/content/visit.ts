import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { search_word } from "./fields.ts";
import { type Filled, type Room, unlessRefused } from "./filling.ts";
import type { Look } from "./watch.ts";

const invites_per_page = 15;
/** What is pinned, quoted and forwarded: with twice as many more messages a room is still a page. */
const few = 8;

/** Everything that was filled in, wherever the app shows it. */
export function visit(filled: Filled): Look[] {
	const places = [seeMembers, seeSearch, seePins, seeChannels, receive, write];
	const looks: Look[] = places.map((see) => (page) => see(page, filled));
	const invites = filled.spread.map(({ invite }) => invite);
	for (let at = 0; at < invites.length; at += invites_per_page)
		looks.push((page) => seeInvites(page, invites.slice(at, at + invites_per_page)));
	return [...looks, ...seeRooms(filled)];
}

export const seeRooms = (filled: Filled): Look[] => filled.rooms.map((room) => (page) => seeRoom(page, filled, room));

/** The messages of a channel, and the thread beside it with names and reactions. */
async function* seeRoom(page: Page, { reader, talk_id }: Filled, { channel, root }: Room) {
	const { last_seq } = await reader.chat.channels.get(channel.id);
	const { thread_state } = await reader.chat.messages.get(root.id);
	await go(page, `/app/${talk_id}/${channel.id}/thread/${root.id}`);
	await drawn(page, `[aria-label="Messages in #${channel.name}"] article`, last_seq);
	const replies = thread_state?.reply_count;
	if (replies) await drawn(page, `[aria-label="Replies"] article`, 1 + replies);
	yield;
}

async function* seeMembers(page: Page, { talk_id, quiet }: Filled) {
	await go(page, `/app/${talk_id}/${quiet.id}?pane=members`);
	await drawn(page, "aside li", 1);
	const more = page.getByRole("button", { name: /^Show \d+ more/ });
	if (await more.isVisible()) await more.click();
	yield;
}

async function* seeSearch(page: Page, { talk_id, quiet }: Filled) {
	await go(page, `/app/${talk_id}/${quiet.id}?pane=search`);
	await page.getByRole("searchbox").fill(search_word);
	await drawn(page, "aside li", 1);
	const more = page.getByRole("button", { name: "More", exact: true });
	// the last page may come between looking and clicking
	while (await more.isVisible()) await more.click({ timeout: 2_000 }).catch(() => {});
	yield;
}

/** What was said in a room, pinned, quoted and forwarded: in the list beside the messages, and in those that have it. */
async function* seePins(page: Page, { reader, talk_id, rooms: [room] }: Filled) {
	const { id } = room!.channel;
	const { messages } = await reader.chat.messages.list(id, { limit: few });
	for (const { id: message_id } of messages) {
		await unlessRefused(reader.chat.pins.add(id, message_id));
		await reader.chat.messages.create(id, { body: "quoting", quoted_message_id: message_id });
		await reader.chat.messages.create(id, { forwarded_message_id: message_id });
	}
	await go(page, `/app/${talk_id}/${id}?pane=pins`);
	await drawn(page, "aside li", messages.length);
	await drawn(page, `article a[href*="?"]`, 1);
	yield;
}

/** All titles and topics in the list, and the header of the one that is open; the rail shows names of workspaces. */
async function* seeChannels(page: Page, { shelf_id }: Filled) {
	await go(page, `/app/${shelf_id}`);
	// then the list is drawn anew, and what was open in it is gone
	await page.waitForURL(/\/app\/T\w+\/C\w+$/, { waitUntil: "commit" });
	await page.getByRole("button", { name: "Add channels" }).click();
	await page.getByRole("menuitem", { name: "Browse channels" }).click();
	await drawn(page, "dialog li", 1);
	yield;
}

/** Messages as they come, which a screen reader is told, by people of whom one sees that they type. */
async function* receive(page: Page, { talk_id, live, spread }: Filled) {
	const typing = { type: "typing.started", channel_id: live.id, workspace_id: talk_id } as const;
	// on whichever socket: the first may be closed before anything comes
	const received = new Promise<true>((resolve) =>
		page.on("websocket", (socket) => socket.once("framereceived", () => resolve(true))),
	);
	await page.goto(`/app/${talk_id}/${live.id}`);
	// nothing comes on a socket by itself, for half a minute, while its owner has another one open
	const until = Date.now() + 60_000;
	do await spread[0]!.author.realtime.publish(typing);
	while (!(await Promise.race([received, sleep(200)])) && Date.now() < until);
	for (const { author, text } of spread.slice(0, 40)) {
		await author.realtime.publish(typing);
		await unlessRefused(author.messages.create(live.id, { body: text }));
	}
	await page.waitForFunction(() => document.querySelector('[aria-label="New messages"]')?.childNodes.length);
	yield;
}

/** A draft, kept over a reload; a search for it; and the people that `@` offers. */
async function* write(page: Page, { talk_id, quiet, spread }: Filled) {
	await page.goto(`/app/${talk_id}/${quiet.id}`);
	const composer = page.getByRole("textbox", { name: /^Message / });
	await composer.fill(
		spread
			.map(({ text }) => text)
			.join("\n")
			.slice(0, 30_000),
	);
	yield;
	for (const { text } of spread.slice(0, 5)) {
		// using what was found may have led to it
		await go(page, `/app/${talk_id}/${quiet.id}?pane=search`);
		await page.getByRole("searchbox").fill(text.slice(0, 200));
		yield;
	}
	await composer.fill("@");
	await composer.press("End");
	yield;
}

/** The page of each invite: workspaces and people with bad names. The app is loaded once. */
async function* seeInvites(page: Page, invites: string[]) {
	await go(page, "/app");
	for (const token of invites) {
		const looked = page.waitForResponse((response) => response.url().endsWith(`/api/invites/${token}`));
		await go(page, `/invite/${token}`);
		await looked;
		await page.waitForTimeout(20);
		yield;
	}
}

/** Within the app where that is open already, which takes less time than loading it anew. */
export async function go(page: Page, address: string): Promise<void> {
	if (!(await page.evaluate(goWithin, address))) await page.goto(address);
}

/** Runs inside the page. @returns whether the app is open there */
function goWithin(address: string): boolean {
	if (!document.querySelector("#app *")) return false;
	try {
		history.pushState(null, "", address);
	} catch {
		return true; // no address at all
	}
	dispatchEvent(new PopStateEvent("popstate"));
	return true;
}

/** Waits until so many are there. */
const drawn = (page: Page, selector: string, least: number): Promise<void> =>
	page
		.locator(selector)
		.nth(least - 1)
		.waitFor({ state: "attached" });
