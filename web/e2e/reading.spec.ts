import type { Channel } from "@clickclack/sdk";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { spread } from "./spread.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const day_ms = 86_400_000;

async function write(author: Person, { id }: Channel, count: number): Promise<void> {
	await Promise.all(Array.from({ length: count }, (_, n) => author.chat.messages.create(id, { body: `entry ${n}.` })));
}

const bar = ({ page }: Person) => page.getByRole("main").getByRole("group", { name: "New messages" });
const line = ({ timeline }: Person) => timeline.getByRole("separator", { name: "New messages" });
const unread = async ({ chat }: Person, { id }: Channel) => (await chat.channels.get(id)).unread_count;

/** Scrolls until `isThere`. */
async function scroll({ timeline, page }: Person, by_px: number, isThere: () => Promise<unknown>): Promise<void> {
	await timeline.hover();
	await expect(async () => {
		await page.mouse.wheel(0, by_px);
		await isThere();
	}).toPass({ intervals: [50] });
}

/** The page has the focus of the window, or has lost it. */
const look = ({ page }: Person, isHere: boolean) =>
	page.evaluate((has) => {
		document.hasFocus = () => has;
		window.dispatchEvent(new Event(has ? "focus" : "blur"));
	}, isHere);

test("a reader below the line New is led to it, until all is read", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await write(grace, world.general, 60);
	// as if it had been written three days ago
	const later = new Date(Date.now() + 3 * day_ms);
	const weekday = new Date().toLocaleDateString("en-US", { weekday: "long" });
	await ada.page.clock.setFixedTime(later);
	await ada.open(world.general);
	await expect(line(ada)).toBeInViewport();
	await expect(bar(ada)).toHaveCount(0);
	const place = await ada.timeline.boundingBox();

	await scroll(ada, 300, () => expect(bar(ada)).toBeVisible({ timeout: 50 }));
	expect(await ada.timeline.boundingBox()).toEqual(place);
	const lead = bar(ada).getByRole("button", { name: /^60 new messages since/ });
	await expect(lead).toHaveText(new RegExp(`since ${weekday}, \\d`));
	await lead.click();
	await expect(line(ada)).toBeInViewport();
	await expect(bar(ada)).toHaveCount(0);
	expect(await unread(ada, world.general)).toBe(60);

	await scroll(ada, 300, () => expect(bar(ada)).toBeVisible({ timeout: 50 }));
	await ada.page.keyboard.press("Escape");
	await expect(bar(ada)).toHaveCount(0);
	await expect.poll(() => unread(ada, world.general)).toBe(0);
});

test("whoever comes by a link is told what is new above, and can mark it as read", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	// the link leads far from both the end and the first one, which a page more above it does not reach
	await write(grace, world.general, 300);
	await ada.page.clock.install();
	await ada.page.goto(`${pathOf(world.general)}?m=240`);
	// when the first one was written is not known before it is loaded
	const lead = bar(ada).getByRole("button", { name: "300 new messages", exact: true });
	await expect(lead).toBeVisible();
	await expect(line(ada)).toHaveCount(0);
	expect(await faults(ada.page)).toEqual([]);

	// the banner about the connection is in the same place
	await ada.page.context().setOffline(true);
	await ada.page.clock.fastForward(6_000);
	const banner = ada.page.getByRole("main").getByText("You're offline.");
	await expect(banner).toBeVisible();
	const [over, under] = await Promise.all([banner.boundingBox(), bar(ada).boundingBox()]);
	expect(under!.y).toBeGreaterThanOrEqual(over!.y + over!.height);
	await ada.page.context().setOffline(false);
	await expect(banner).toHaveCount(0);

	await lead.click();
	await expect(line(ada)).toBeInViewport();
	await ada.page.goto(`${pathOf(world.general)}?m=240`);
	const mark = bar(ada).getByRole("button", { name: "Mark as read" });
	await ada.page.keyboard.press("Tab");
	await mark.focus();
	await ada.page.keyboard.press("Enter");
	await expect(bar(ada)).toHaveCount(0);
	await expect(ada.composer).toBeFocused();
	await expect.poll(() => unread(ada, world.general)).toBe(0);
});

test("whoever comes back to the window is led to what came meanwhile, and has read it after that", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await write(grace, world.general, 30);
	await ada.open(world.general);
	await expect(line(ada)).toBeInViewport();
	await scroll(ada, 200, () => expect(ada.message("entry 29.")).toBeInViewport({ timeout: 50 }));
	await expect.poll(() => unread(ada, world.general)).toBe(0);
	await look(ada, false);
	await write(grace, world.general, 40);
	const { message: last } = await grace.chat.messages.create(world.general.id, { body: "the last one" });
	await expect(ada.message(last.body)).toBeInViewport();

	await look(ada, true);
	await bar(ada)
		.getByRole("button", { name: /^41 new messages since \d/ })
		.click();
	await expect(line(ada)).toBeInViewport();
	expect(await unread(ada, world.general)).toBe(41);
	await scroll(ada, 200, () => expect(ada.message(last.body)).toBeInViewport({ timeout: 50 }));
	await expect.poll(() => unread(ada, world.general)).toBe(0);
	await expect(bar(ada)).toHaveCount(0);
});

/** As the field of a browser has it. */
const dateOf = (time: number) => new Date(time).toLocaleDateString("sv");

test("the date above a day leads to another one, and to the beginning", async ({ world }) => {
	const ada = await world.person("Ada");
	await write(ada, world.general, 250);
	const asked = await spread(ada.page, 250);
	await ada.open(world.general);
	const date = (name: string | RegExp) => ada.timeline.getByRole("heading", { name }).getByRole("button");
	const panel = ada.page.getByRole("dialog", { name: "Jump to" });
	await date("Today").click();
	const before = asked.pages;
	await panel.getByLabel("Jump to a date").fill(dateOf(Date.now() - 20 * day_ms));
	await panel.getByRole("button", { name: "Jump", exact: true }).click();
	const day = new Date(Date.now() - 20 * day_ms).toLocaleDateString("en-US", { day: "numeric", month: "long" });
	await expect(date(new RegExp(`${day}\\b`))).toBeInViewport();
	await expect(panel).toHaveCount(0);
	expect(asked.pages - before).toBeLessThan(20);

	// by keys: the date has the tab stop of the first message of its day
	await panel.waitFor({ state: "detached" });
	const first = ada.timeline.locator("h3 ~ article").first();
	await first.focus();
	await ada.page.keyboard.press("Shift+Tab");
	await expect(date(/./).and(ada.page.locator(":focus"))).toHaveCount(1);
	await ada.page.keyboard.press("Enter");
	await expect(panel.getByRole("button", { name: "Jump to the beginning" })).toBeFocused();
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByText("This is the start of")).toBeInViewport();
	await expect(ada.timeline.getByRole("article").first()).toBeFocused();
});

test("on a phone, in the dark, the bar leads to the line New, and the date above a day to another one", async ({
	world,
}, info) => {
	const [ada, grace] = await Promise.all([
		world.person("Ada", { ...phone, colorScheme: "dark" }),
		world.person("Grace"),
	]);
	await write(grace, world.general, 60);
	// by a link: who has seen the line and scrolled on has read what is below, and needs no way back
	await ada.page.goto(`${pathOf(world.general)}?m=60`);
	await expect(bar(ada)).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("bar-phone.png") });
	await bar(ada)
		.getByRole("button", { name: /^60 new messages/ })
		.tap();
	await expect(line(ada)).toBeInViewport();

	await ada.timeline.getByRole("heading", { name: "Today" }).getByRole("button").tap();
	const panel = ada.page.getByRole("dialog", { name: "Jump to" });
	await expect(panel.getByLabel("Jump to a date")).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("jump-phone.png") });
	await panel.getByRole("button", { name: "Jump to the beginning" }).tap();
	await expect(ada.page.getByText("This is the start of")).toBeInViewport();
});
