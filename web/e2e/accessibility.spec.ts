import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { ChannelId } from "@clickclack/sdk";
import { expect, operator, test, type Person } from "./world.ts";

/** What a screen reader or a person with weak sight would stumble over. */
async function faults(page: Page): Promise<string[]> {
	await page.evaluate(() =>
		Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
	);
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode()
		.options({ resultTypes: ["violations"] })
		.analyze();
	const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
	return grave.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
}

async function talk({ chat }: Person, channel_id: ChannelId): Promise<void> {
	const body =
		"Hello\n\n- [x] list\n\n> quote\n\n```ts\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | [2](https://example.com) |";
	const { message } = await chat.messages.create(channel_id, { body });
	await chat.reactions.add(message.id, "👍");
	await chat.threads.reply(message.id, { body: "A reply with `code`" });
}

test("a screen reader announces what others write, however fast, and not what is loaded", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const announced = ada.page.getByRole("log", { name: "New messages" });
	const { id, workspace_id } = world.general;
	await ada.open(world.general);
	const { message: first } = await grace.chat.messages.create(id, { body: "the very first" });
	await expect(announced).toHaveText("Grace: the very first");

	for (let n = 0; n < 120; n++) await ada.chat.messages.create(id, { body: `entry ${n}.` });
	const told = new AbortController();
	let last = "";
	const writing = (async () => {
		for (let n = 0; !told.signal.aborted; n++)
			last = (await grace.chat.messages.create(id, { body: `quick ${n}.` })).message.body;
	})();
	await expect(announced).toContainText("Grace: quick");
	told.abort();
	await writing;

	await ada.page.goto(`/app/${workspace_id}/${id}?at=${first.id}`);
	await expect(ada.message("the very first")).toBeInViewport();
	await ada.page.getByRole("button", { name: "Jump to latest" }).click();
	await expect(ada.message(last)).toBeVisible();
	await grace.chat.messages.create(id, { body: "afterwards" });
	await expect(announced).not.toBeEmpty();
	await expect(announced).toHaveText("Grace: afterwards");
});

for (const colorScheme of ["light", "dark"] as const) {
	test(`no page has a serious accessibility fault, ${colorScheme}`, async ({ world }) => {
		const visitor = await world.window({ colorScheme });
		await visitor.goto("/signin");
		await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
		expect(await faults(visitor)).toEqual([]);
		const { token } = await operator.admin.createInvite({ workspace_id: world.workspace.id });
		await visitor.goto(`/invite/${token}`);
		await expect(visitor.getByRole("button", { name: /join/i })).toBeVisible();
		expect(await faults(visitor)).toEqual([]);

		const ada = await world.person("Ada", { colorScheme });
		const { page } = ada;
		await talk(ada, world.general.id);
		await ada.open(world.general);
		await expect(ada.message("Hello")).toBeVisible();
		await ada.message("Hello").hover();
		expect(await faults(page)).toEqual([]);
		await ada
			.message("Hello")
			.getByRole("link", { name: /1 reply/ })
			.click();
		await expect(ada.thread.getByText("A reply with")).toBeVisible();
		expect(await faults(page)).toEqual([]);
	});

	test(`no dialog or pane has a serious accessibility fault, ${colorScheme}`, async ({ world }) => {
		const ada = await world.person("Ada", { colorScheme });
		const { page } = ada;
		await ada.open(world.general);
		const dialogs = ["Create a channel", "Browse channels", "New workspace", "Your profile and settings", /^general/];
		for (const name of dialogs) {
			await page.getByRole("button", { name }).first().click();
			await expect(page.getByRole("dialog")).toBeVisible();
			expect(await faults(page)).toEqual([]);
			await page.keyboard.press("Escape");
			await expect(page.getByRole("dialog")).toHaveCount(0);
		}
		for (const pane of ["members", "search"]) {
			await page.goto(`/app/${world.workspace.id}/${world.general.id}?pane=${pane}`);
			await expect(page.getByRole("complementary")).toBeVisible();
			expect(await faults(page)).toEqual([]);
		}
	});
}
