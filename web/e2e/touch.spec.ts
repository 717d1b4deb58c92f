import { goBack } from "./back.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { expect, test, type Person } from "./world.ts";

const sheet = ({ page }: Person) => page.getByRole("dialog", { name: "Message actions" });

/** The gestures are loaded once the browser has nothing else to do. */
const ready = ({ page }: Person) => expect(page.locator("html[data-touch]")).toBeAttached();

async function hold(person: Person, finger: Finger, text: string): Promise<void> {
	await finger.put(await middleOf(person.message(text).getByText(text)));
	await expect(sheet(person)).toBeVisible();
	await finger.lift();
}

test("a message that is held opens its actions from below, and Back closes them", async ({ world }) => {
	const ada = await world.person("Ada", { ...phone, permissions: ["clipboard-read", "clipboard-write"] });
	const { page } = ada;
	await ada.chat.messages.create(world.general.id, { body: "hold me" });
	await page.goto("/app");
	await page.getByRole("link", { name: "general" }).tap();
	await ready(ada);
	const finger = await Finger.on(page);
	const press = (name: string) => sheet(ada).getByRole("button", { name, exact: true }).tap();

	await test.step("the same as the toolbar and its menu, and nothing is selected", async () => {
		await hold(ada, finger, "hold me");
		const names = async () => (await sheet(ada).getByRole("button").allInnerTexts()).map((name) => name.trim());
		await expect
			.poll(async () => (await names()).slice(-12))
			.toEqual([
				"Reply in thread",
				"Edit",
				"Quote",
				"Follow thread",
				"Remind me",
				"Forward message",
				"Save for later",
				"Pin message",
				"Change topic",
				"Copy text",
				"Copy link",
				"Delete message",
			]);
		await expect(sheet(ada)).toBeFocused();
		expect(await page.evaluate(() => String(getSelection()))).toBe("");
	});

	const ways = {
		Back: () => goBack(page),
		Escape: () => page.keyboard.press("Escape"),
		"a tap outside": () => page.touchscreen.tap(100, 100),
		"dragging it down": async () =>
			await finger.swipe(await middleOf(sheet(ada).getByRole("button", { name: "Close" })), 0, 150),
	};
	for (const [way, close] of Object.entries(ways))
		await test.step(`${way} closes it`, async () => {
			if (way !== "Back") await hold(ada, finger, "hold me");
			await close();
			await expect(sheet(ada)).toHaveCount(0);
			await expect(ada.composer).toBeVisible();
		});

	await test.step("text is copied, and emoji are chosen in the sheet", async () => {
		await hold(ada, finger, "hold me");
		await press("Copy text");
		await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("hold me");
		await hold(ada, finger, "hold me");
		await press("React with 🎉");
		await expect(ada.message("hold me").getByRole("button", { name: "🎉 1: You" })).toBeVisible();
		await hold(ada, finger, "hold me");
		await press("Add reaction");
		await press("crab");
		await expect(ada.message("hold me").getByRole("button", { name: "🦀 1: You" })).toBeVisible();
	});

	await test.step("what it leads to takes its place in the history", async () => {
		await hold(ada, finger, "hold me");
		await press("Edit");
		await expect(page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
		await page.getByRole("button", { name: "Cancel" }).tap();
		await hold(ada, finger, "hold me");
		await press("Reply in thread");
		await expect(ada.threadComposer).toBeVisible();
		await goBack(page);
		await expect(ada.composer).toBeVisible();
		await expect(sheet(ada)).toHaveCount(0);
		await goBack(page);
		await expect(page.getByRole("navigation", { name: "Channels" })).toBeVisible();
	});
});

test("a finger that scrolls or is on a link opens nothing, and one that taps gets one button", async ({ world }) => {
	const ada = await world.person("Ada", phone);
	const { page } = ada;
	for (let n = 1; n <= 40; n++) await ada.chat.messages.create(world.general.id, { body: `line ${n}` });
	await ada.chat.messages.create(world.general.id, { body: "see [the docs](https://example.com) first" });
	await ada.open(world.general);
	await ready(ada);
	const finger = await Finger.on(page);
	/** longer than it takes to hold */
	const long_ms = 500;

	await test.step("scrolling", async () => {
		await finger.put(await middleOf(ada.message("line 30")));
		await finger.moveBy(0, 250);
		await page.waitForTimeout(long_ms);
		await finger.lift();
		await expect(ada.message("the docs")).not.toBeInViewport();
		await expect(sheet(ada)).toHaveCount(0);
		await page.getByRole("button", { name: "Jump to latest" }).tap();
	});

	await test.step("a link has the menu of the browser", async () => {
		const link = page.getByRole("link", { name: "the docs" });
		const isPrevented = (target: typeof link) =>
			target.evaluate(
				(element) => !element.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true })),
			);
		await finger.put(await middleOf(link));
		await page.waitForTimeout(long_ms);
		await expect(sheet(ada)).toHaveCount(0);
		expect([await isPrevented(link), await isPrevented(ada.message("the docs"))]).toEqual([false, true]);
		await finger.moveBy(0, 20);
		await finger.lift();
	});

	await test.step("a tap shows one button, for those who cannot hold", async () => {
		const buttons = page.getByRole("toolbar").getByRole("button");
		await ada.message("line 39").tap();
		await ada.message("line 40").tap();
		await expect(buttons).toHaveCount(1);
		await buttons.tap();
		await expect(sheet(ada)).toBeVisible();
	});
});

test("a message that is moved to the side opens its thread", async ({ world }) => {
	const ada = await world.person("Ada", phone);
	const { page } = ada;
	const cells = Array.from({ length: 12 }, (_, n) => `column ${n}`);
	const table = [cells, cells.map(() => "---"), cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
	await ada.chat.messages.create(world.general.id, { body: table });
	await ada.chat.messages.create(world.general.id, { body: "move me" });
	await ada.open(world.general);
	await ready(ada);
	const finger = await Finger.on(page);
	const message = ada.message("move me");
	const left = async () => (await message.boundingBox())!.x;

	await test.step("it follows the finger, and springs back from where nothing happens", async () => {
		await finger.put(await middleOf(message));
		await finger.moveBy(-50, 10);
		await expect.poll(left).toBeLessThan(-30);
		await finger.lift();
		await expect.poll(left).toBe(0);
		await expect(ada.composer).toBeVisible();
	});

	await test.step("a wide table scrolls", async () => {
		const wide = page.getByRole("table");
		await finger.swipe(await middleOf(wide), -150, 0);
		await expect.poll(() => wide.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(50);
		await expect(ada.composer).toBeVisible();
	});

	await test.step("far enough it opens, from the other side where one reads from right to left", async () => {
		for (const [dir, dx] of [
			["ltr", -120],
			["rtl", 120],
		] as const) {
			await page.evaluate((value) => (document.documentElement.dir = value), dir);
			await finger.swipe(await middleOf(message), -dx, 0);
			await expect(ada.composer).toBeVisible();
			await finger.swipe(await middleOf(message), dx, 20);
			await expect(ada.threadComposer).toBeFocused();
			await goBack(page);
			await expect(ada.composer).toBeVisible();
		}
	});

	await test.step("not while the page is zoomed in: then fingers move that", async () => {
		const browser = await page.context().newCDPSession(page);
		await browser.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2 });
		await expect(page.locator("html[data-touch]")).toHaveCount(0);
		await browser.send("Emulation.setPageScaleFactor", { pageScaleFactor: 1 });
		await ready(ada);
	});

	await test.step("with reduced motion it stays where it is", async () => {
		await page.emulateMedia({ reducedMotion: "reduce" });
		await finger.put(await middleOf(message));
		await finger.moveBy(120, 0);
		expect(await left()).toBe(0);
		await finger.lift();
		await expect(ada.threadComposer).toBeVisible();
	});
});

test("a tap outside a dialog closes it, and goes no further", async ({ world }) => {
	const ada = await world.person("Ada", phone);
	const { page } = ada;
	await page.goto("/app");
	await page.getByRole("button", { name: "Add channels" }).tap();
	await page.getByRole("menuitem", { name: "Create a channel" }).tap();
	await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
	const { y } = (await page.getByRole("dialog").boundingBox())!;
	await page.touchscreen.tap(100, y / 2);
	await expect(page.getByRole("dialog")).toHaveCount(0);
	await expect(page.getByRole("navigation", { name: "Channels" })).toBeVisible();
});

test("in the installed app a finger from the edge goes back, and the history with it", async ({ world }) => {
	const ada = await world.person("Ada", phone);
	const { page } = ada;
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the root" });
	await ada.chat.threads.reply(message.id, { body: "a reply" });
	const channels = page.getByRole("navigation", { name: "Channels" });
	const finger = await Finger.on(page);
	const fromEdge = () => finger.swipe({ x: 6, y: 400 }, 150, 10);
	const open = async () => {
		await page.goto("/app");
		await channels.getByRole("link", { name: "general" }).tap();
		await page.getByRole("link", { name: /1 reply/ }).tap();
		await expect(ada.threadComposer).toBeVisible();
		await ready(ada);
	};

	await test.step("not in a browser, which has that gesture", async () => {
		await open();
		await fromEdge();
		await expect(ada.threadComposer).toBeVisible();
	});

	await page.addInitScript(() => {
		const ask = window.matchMedia.bind(window);
		window.matchMedia = (query) => ask(query.replace("(display-mode: standalone)", "all"));
	});
	await open();
	const length = await page.evaluate(() => history.length);
	await fromEdge();
	await expect(ada.composer).toBeVisible();
	await fromEdge();
	await expect(channels).toBeVisible();
	expect(await page.evaluate(() => history.length)).toBe(length);
	await page.goForward();
	await expect(ada.composer).toBeVisible();

	await test.step("without a step before it leads there all the same", async () => {
		await page.evaluate(() => history.replaceState(null, ""));
		await page.reload();
		await ready(ada);
		await fromEdge();
		await expect(channels).toBeVisible();
	});
});

test("a keyboard covers neither the composer nor the end of the conversation", async ({ world }) => {
	const ada = await world.person("Ada", phone);
	const { page } = ada;
	for (let n = 1; n <= 30; n++) await ada.chat.messages.create(world.general.id, { body: `line ${n}` });
	await ada.open(world.general);
	await ready(ada);
	await expect(ada.message("line 30")).toBeInViewport();
	const bottom = async () => {
		const { y, height } = (await page.getByRole("button", { name: "Send" }).boundingBox())!;
		return y + height;
	};
	const isShown = async () => {
		await expect.poll(bottom).toBeLessThan(500);
		// but for a part of a pixel
		await expect(ada.message("line 30")).toBeInViewport({ ratio: 0.95 });
	};

	await test.step("where the page gets smaller", async () => {
		await ada.composer.tap();
		await page.setViewportSize({ width: 390, height: 500 });
		await isShown();
		await page.setViewportSize(phone.viewport);
		await expect.poll(bottom).toBeGreaterThan(700);
		// but for a part of a pixel
		await expect(ada.message("line 30")).toBeInViewport({ ratio: 0.95 });
	});

	await test.step("where it lies over the page", async () => {
		const cover = (height: number) =>
			page.evaluate((px) => {
				Object.defineProperty(visualViewport, "height", { value: px, configurable: true });
				visualViewport!.dispatchEvent(new Event("resize"));
			}, height);
		await cover(500);
		await isShown();
		await cover(844);
		await expect.poll(bottom).toBeGreaterThan(700);
	});
});

test("what comes while a finger moves the messages is shown afterwards, and behind a thread it is not read", async ({
	world,
}) => {
	const ada = await world.person("Ada", phone);
	const grace = await world.person("Grace");
	for (let n = 1; n <= 40; n++) await ada.chat.messages.create(world.general.id, { body: `line ${n}` });
	await ada.open(world.general);
	await ready(ada);
	const finger = await Finger.on(ada.page);
	await finger.put(await middleOf(ada.message("line 40")));
	await finger.moveBy(0, 20);
	await grace.chat.messages.create(world.general.id, { body: "while it moved" });
	await finger.lift();
	await expect(ada.message("while it moved")).toBeInViewport({ ratio: 0.95 });

	const unread = async () => (await ada.chat.channels.get(world.general.id)).unread_count;
	await expect.poll(unread).toBe(0);
	const { message } = await grace.chat.messages.create(world.general.id, { body: "a root" });
	await expect.poll(unread).toBe(0);
	await ada.page.goto(`/app/${world.workspace.route_id}/${message.route_id}`);
	await expect(ada.threadComposer).toBeVisible();
	await grace.chat.messages.create(world.general.id, { body: "behind it" });
	await grace.chat.threads.reply(message.id, { body: "in it" });
	await expect(ada.thread.getByText("in it")).toBeVisible();
	await expect.poll(unread).toBe(1);
	await ada.page.getByRole("button", { name: "Back" }).click();
	await expect(ada.message("behind it")).toBeInViewport();
	await expect.poll(unread).toBe(0);
});
