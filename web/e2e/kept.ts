import type { ChannelId } from "@clickclack/sdk";
import type { Page } from "@playwright/test";
import { expect, type Person } from "./world.ts";

export const sent = async ({ chat }: Person, id: ChannelId) =>
	(await chat.messages.list(id)).messages.map(({ body }) => body);

/** Waits until a text is in a table of what the page keeps. */
export async function kept(page: Page, text: string, table = "timelines"): Promise<void> {
	const read = async () => (JSON.parse(await page.evaluate(readStore)) as Record<string, unknown>)[table];
	await expect.poll(async () => JSON.stringify(await read())).toContain(text);
}

/** In the page: everything that it has stored, as JSON. */
export async function readStore(): Promise<string> {
	const request = indexedDB.open("clickclack");
	const db = await new Promise<IDBDatabase>((resolve, reject) => {
		request.addEventListener("success", () => resolve(request.result));
		request.addEventListener("error", () => reject(request.error!));
	});
	const names = [...db.objectStoreNames];
	const rows = names.map(
		(name) =>
			new Promise((resolve) => {
				const all = db.transaction(name).objectStore(name).getAll();
				all.addEventListener("success", () => resolve([name, all.result]));
			}),
	);
	const tables = Object.fromEntries((await Promise.all(rows)) as [string, unknown][]);
	db.close();
	return JSON.stringify({ ...tables, localStorage: { ...localStorage } });
}

/** Answers no request and opens no socket until the function that it returns is called. */
export async function hold(page: Page): Promise<() => void> {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route("**/api/**", async (route) => {
		await released;
		await route.continue().catch(() => {}); // the page was left
	});
	await page.routeWebSocket(/realtime\/ws/, async (socket) => {
		await released;
		socket.connectToServer();
	});
	return release;
}
