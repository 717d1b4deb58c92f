import type { BrowserContextOptions } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, pathOf, test, type Person, type World } from "./world.ts";

const pane = ({ page }: Person) => page.getByRole("complementary", { name: "Search" });
const hits = (person: Person) => pane(person).getByRole("listitem");
const addressOf = ({ page }: Person) => new URL(page.url());

async function searched(world: World, width: number, window: BrowserContextOptions = {}): Promise<Person> {
	const ada = await world.person("Ada", { viewport: { width, height: 800 }, ...window });
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "harbour", kind: "private" });
	await ada.chat.messages.create(world.general.id, { body: "the tide is high" });
	const { message: root } = await ada.chat.messages.create(channel.id, { body: "a tide table" });
	await ada.chat.threads.reply(root.id, { body: "tide or not" });
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+Shift+F");
	await ada.page
		.getByRole("searchbox")
		.or(ada.page.getByRole("textbox", { name: "Search messages" }))
		.first()
		.fill("tide");
	await expect(hits(ada)).toHaveCount(3);
	return ada;
}

test("a message that was found opens beside the search, which stays in the address", async ({ world }) => {
	const ada = await searched(world, 1440);
	await expect.poll(() => addressOf(ada).search).toBe("?pane=search&q=tide");
	await hits(ada).filter({ hasText: "a tide table" }).getByRole("link").click();
	await expect(ada.page.getByRole("heading", { name: "harbour", level: 1 })).toBeVisible();
	await expect(ada.message("a tide table")).toBeVisible();
	await expect(hits(ada)).toHaveCount(3);
	expect(Object.fromEntries(addressOf(ada).searchParams)).toMatchObject({ pane: "search", q: "tide", m: "1" });
	await ada.page.reload();
	await expect(hits(ada)).toHaveCount(3);
	await expect(ada.message("a tide table")).toBeVisible();

	await hits(ada).filter({ hasText: "tide or not" }).getByRole("link").click();
	await expect(ada.thread.getByRole("article").filter({ hasText: "tide or not" })).toBeVisible();
	await ada.page.goBack();
	await expect(hits(ada)).toHaveCount(3);
});

for (const width of [900, 390])
	test(`where there is no room a message that was found takes the place of the search, and Back leads to it: ${width}`, async ({
		world,
	}) => {
		const ada = await searched(world, width, { colorScheme: "dark", hasTouch: width < 900 });
		expect(await faults(ada.page)).toEqual([]);
		await hits(ada).filter({ hasText: "the tide is high" }).getByRole("link").click();
		await expect(ada.message("the tide is high")).toBeInViewport();
		await expect(pane(ada)).toHaveCount(0);
		await ada.page.goBack();
		await expect(hits(ada)).toHaveCount(3);
	});

test("an address with words searches for them, and says so when they change", async ({ world }) => {
	const ada = await searched(world, 1440);
	const other = await ada.page.context().newPage();
	await other.goto(`${pathOf(world.general)}?pane=search&q=${encodeURIComponent("table 上海 #1&2")}`);
	const field = other.getByRole("search").locator("input");
	await expect(field).toHaveValue("table 上海 #1&2");
	await field.fill("tide table");
	await expect(other.getByRole("complementary").getByRole("listitem")).toHaveCount(1);
	await expect.poll(() => new URL(other.url()).searchParams.get("q")).toBe("tide table");
});

test("what was found in a private channel has its lock", async ({ world }) => {
	const ada = await searched(world, 1440);
	const icons = (text: string) => hits(ada).filter({ hasText: text }).locator("svg path").first().getAttribute("d");
	const [open, closed] = [await icons("the tide is high"), await icons("a tide table")];
	expect(closed).not.toBe(open);
	expect(closed).toBe(
		await ada.page
			.getByRole("link", { name: /harbour/ })
			.locator("svg path")
			.first()
			.getAttribute("d"),
	);
});

for (const [colorScheme, width] of [
	["light", 1440],
	["dark", 390],
] as const)
	test(`what fits best comes first, or the newest: the address keeps the choice, ${width} px wide`, async ({
		world,
	}, info) => {
		const ada = await searched(world, width, { colorScheme });
		await ada.chat.messages.create(world.general.id, {
			body: "the newest one has many more words beside the word tide",
		});
		const order = pane(ada).getByRole("group", { name: "Order" });
		await expect(order.getByRole("button", { name: "Most relevant" })).toHaveAttribute("aria-pressed", "true");
		await order.getByRole("button", { name: "Newest" }).click();
		await expect(hits(ada).first()).toContainText("many more words");
		await expect(order.getByRole("button", { name: "Newest" })).toHaveAttribute("aria-pressed", "true");
		expect(addressOf(ada).searchParams.get("sort")).toBe("newest");
		await ada.page.screenshot({ path: info.outputPath("newest.png") });
		expect(await faults(ada.page)).toEqual([]);
		await hits(ada).last().getByRole("link").click();
		await expect(ada.message("the tide is high")).toBeVisible();
		await ada.page.goBack();
		await expect(hits(ada).first()).toContainText("many more words");
		await ada.page.reload();
		await expect(hits(ada).first()).toContainText("many more words");
		await order.getByRole("button", { name: "Most relevant" }).click();
		await expect(hits(ada).first()).not.toContainText("many more words");
		expect(addressOf(ada).searchParams.get("sort")).toBeNull();
	});
