import { phone } from "./finger.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const channels = ({ page }: Person) => page.getByRole("list", { name: "Channels" });

test("on a phone the number of replies, who replied and when stand on one line", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada", phone), world.person("Grace")]);
	const { message } = await grace.chat.messages.create(world.general.id, { body: "Which day suits everybody?" });
	for (const { chat } of [ada, grace, await world.person("Linus"), grace])
		await chat.threads.reply(message.id, { body: "Monday" });
	await ada.open(world.general);
	const footer = ada.message("Which day").getByRole("link", { name: /4 replies/ });
	await expect(footer).toContainText("Last reply");
	const lines = (words: RegExp) =>
		footer.getByText(words).evaluate((element) => {
			const text = document.createRange();
			text.selectNodeContents(element);
			return new Set([...text.getClientRects()].map(({ top }) => top)).size;
		});
	expect(await lines(/^4 replies$/)).toBe(1);
	expect(await lines(/^Last reply/)).toBe(1);
});

test("the channels are one tab stop, and the first one of the page leads past them", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const names = Array.from({ length: 12 }, (_, n) => `room-${n + 1}`);
	await world.channels(ada, grace, names);
	await ada.open(world.general);
	await expect(channels(ada).getByRole("link")).toHaveCount(13);
	expect(await channels(ada).locator('a:not([tabindex="-1"])').count()).toBe(1);

	// from the top of the page, as after loading it
	await ada.page.evaluate(() => {
		document.body.tabIndex = -1;
		document.body.focus();
		document.body.removeAttribute("tabindex");
	});
	await ada.page.keyboard.press("Tab");
	const skip = ada.page.getByRole("button", { name: "Skip to the conversation" });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("main")).toBeFocused();
	await ada.page.keyboard.press("Shift+Tab");
	await expect(ada.page.getByRole("main")).not.toBeFocused();
});

test("with forced colours the buttons of a message have an edge, and one's own reaction is told from others", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada", { forcedColors: "active" }), world.person("Grace")]);
	const { message } = await grace.chat.messages.create(world.general.id, { body: "Cake in the kitchen" });
	await grace.chat.reactions.add(message.id, "🎉");
	await ada.chat.reactions.add(message.id, "🍰");
	await ada.open(world.general);
	await ada.message("Cake").hover();
	const shown = (element: HTMLElement | SVGElement) => {
		const { borderTopStyle: border, outlineStyle: outline } = getComputedStyle(element);
		return { border, outline };
	};
	const row = ada.message("Cake");
	expect(await row.getByRole("toolbar").evaluate(shown)).toMatchObject({ border: "solid" });
	const reaction = (emoji: string) => row.getByRole("button", { name: new RegExp(emoji), pressed: emoji === "🍰" });
	expect(await reaction("🍰").evaluate(shown)).toMatchObject({ outline: "solid" });
	expect(await reaction("🎉").evaluate(shown)).toMatchObject({ outline: "none" });
});

test("times go on with the clock: what was said today was said yesterday after midnight", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message } = await grace.chat.messages.create(world.general.id, { body: "Good evening" });
	await grace.chat.threads.reply(message.id, { body: "to all of you" });
	await ada.page.clock.install();
	await ada.page.goto(pathOf(world.general));
	await expect(ada.timeline.getByText("Today", { exact: true })).toBeVisible();
	const footer = ada.message("Good evening").getByRole("link", { name: /1 reply/ });
	await expect(footer).toContainText(/just now|min/);
	await ada.page.clock.fastForward("24:00:00");
	await expect(ada.timeline.getByText("Yesterday", { exact: true })).toBeVisible();
	await expect(footer).toContainText("yesterday");
});
