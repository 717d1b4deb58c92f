import type { Page } from "@playwright/test";
import { breaker } from "./breaker.ts";
import { onCall } from "./calls.ts";
import { expect, pathOf, test } from "./world.ts";

const words = (page: Page) => page.getByText(/^Still .+… Your connection may be slow\.$/);

/** Everything that is drawn, with its place. What comes later, by itself and in a place that was kept for it, as the lines of an icon do, moves nothing. */
const drawn = (page: Page) =>
	page.evaluateHandle(() => {
		const placeOf = (element: Element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			return [x, y, width, height].map(Math.round).join(" ");
		};
		const before = [...document.querySelectorAll("body *:not(.words, svg *)")].map(
			(one) => [one, placeOf(one)] as const,
		);
		return () =>
			before.flatMap(([one, place]) => (placeOf(one) === place ? [] : [`${one.outerHTML.slice(0, 80)}: ${place}`]));
	});

const isStill = () => document.getAnimations().every(({ playState }) => playState === "finished");

/** @param what is loading, by its label */
async function wait(page: Page, what: string): Promise<void> {
	const skeleton = page.getByRole("status", { name: what });
	await expect(skeleton).toBeVisible();
	await page.clock.fastForward(2_000);
	await expect(words(page)).toHaveCount(0);
	const moved = await drawn(page);
	await page.clock.fastForward(1_000);
	await expect(words(page)).toBeInViewport({ ratio: 1 });
	await expect(skeleton).toHaveText(/./);
	expect(await moved.evaluate((those) => those())).toEqual([]);
	await expect.poll(() => page.evaluate(isStill)).toBe(true);
}

/** Holds back the answers to an operation until the function that it returns is called. */
async function hold(page: Page, operation: string): Promise<() => void> {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await onCall(page, operation, (call) => released.then(call.pass));
	return release;
}

for (const [width, height] of [
	[1440, 900],
	[320, 640],
] as const)
	test(`what loads for three seconds says so, and nothing moves or stirs, in a window ${width} wide`, async ({
		world,
	}) => {
		const ada = await world.person("Ada", { viewport: { width, height }, reducedMotion: "reduce" });
		const { page } = ada;
		await ada.chat.messages.create(world.general.id, { body: "a needle" });
		await page.clock.install();
		const snapshot = await hold(page, "getSnapshot");
		const messages = await hold(page, "listMessages");
		const hits = await hold(page, "searchMessages");
		await page.goto(pathOf(world.general));
		await wait(page, "Loading the workspace");
		snapshot();
		await wait(page, "Loading messages");
		messages();
		await expect(ada.message("a needle")).toBeVisible();
		await page.keyboard.press("Control+Shift+F");
		await page.getByRole("searchbox", { name: "Search messages" }).fill("needle");
		await wait(page, "Searching");
		hits();
		await expect(page.getByRole("complementary").getByRole("link", { name: /a needle/ })).toBeVisible();
		await expect(words(page)).toHaveCount(0);
	});

test("what is sent while the messages are loading is seen at once", async ({ world }) => {
	const ada = await world.person("Ada");
	const release = await hold(ada.page, "listMessages");
	await ada.open(world.general);
	await expect(ada.page.getByRole("status", { name: "Loading messages" })).toBeVisible();
	await ada.say("sent early");
	await expect(ada.page.getByRole("article", { name: /sent early/ })).toBeInViewport();
	// after the server has it, too
	await expect.poll(async () => (await ada.chat.channels.get(world.general.id)).last_seq).toBe(1);
	await expect(ada.page.getByRole("article", { name: /sent early/ })).toBeInViewport();
	release();
	await expect(ada.message("sent early")).toHaveCount(1);
	await expect(ada.message("sent early")).toBeInViewport();
});

test("messages that could not be loaded come by themselves when the connection is back", async ({ world }) => {
	const ada = await world.person("Ada");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "never-open" });
	await ada.chat.messages.create(channel.id, { body: "from before" });
	const line = await breaker(ada.page);
	await ada.open(world.general);
	await line.off();
	await ada.page.getByRole("link", { name: "never-open" }).click();
	await expect(ada.page.getByRole("heading", { name: "Couldn't load messages" })).toBeVisible({ timeout: 30_000 });
	await line.on();
	await expect(ada.message("from before")).toBeVisible({ timeout: 30_000 });
});

test("what is seen of a short conversation does not move while the rest of it is drawn", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const body of ["one", "two\n\n- with\n- a\n- list", "three"])
		await ada.chat.messages.create(world.general.id, { body });
	await ada.page.addInitScript(() => {
		Object.assign(window, { shifts: [] });
		const note = (list: PerformanceObserverEntryList) =>
			(window as unknown as { shifts: number[] }).shifts.push(
				...list.getEntries().map((entry) => (entry as unknown as { value: number }).value),
			);
		new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
	});
	await ada.open(world.general);
	await expect(ada.timeline.getByText(/^This is the start of/)).toBeVisible();
	await expect(ada.message("three")).toBeVisible();
	expect(await ada.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
});
