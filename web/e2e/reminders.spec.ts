import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("link", { name: /^Saved/ });
const entries = ({ page }: Person) => page.getByRole("list", { name: "Reminders" }).getByRole("listitem");
const dialog = ({ page }: Person) => page.getByRole("dialog", { name: /Remind me/ });
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

test("I am reminded of a message at its time, wherever I am, and it stays until it is done", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { message } = await grace.chat.messages.create(world.general.id, { body: "water the **corals**" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await expect(link(ada)).toHaveAccessibleName("Saved");

	await test.step("the time is chosen in the menu of the message", async () => {
		await choose(ada, "water the corals", "Remind me");
		await expect(dialog(ada)).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("dialog.png") });
		await dialog(ada).getByRole("button", { name: "In 20 minutes" }).click();
		await expect(ada.page.getByText(/^You'll be reminded on/)).toBeVisible();
		await expect(dialog(ada)).toHaveCount(0);
	});

	await test.step("it is in the list, and when it is due a toast leads to it, for me alone", async () => {
		await link(ada).click();
		await ada.page.getByRole("button", { name: "Reminders", exact: true }).click();
		await expect(entries(ada)).toHaveText([/Grace.*water the corals.*Reminds you on/s]);
		await ada.chat.reminders.set(message.id, soon(1_500));
		await expect(ada.page.getByText(/^Reminder: .*Grace.*: .*water the corals/)).toBeVisible();
		await expect(link(ada)).toHaveAccessibleName(/1 reminder is due$/);
		await expect(entries(ada)).toHaveText([/Due since/]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("due.png") });
		await expect(link(grace)).toHaveAccessibleName("Saved");
		await ada.page.getByRole("button", { name: "View" }).click();
		await expect(ada.message("water the corals")).toBeInViewport();
	});

	await test.step("done, it is gone on all my devices", async () => {
		const elsewhere = await world.window();
		await elsewhere.context().addCookies(await ada.page.context().cookies());
		await elsewhere.goto(pathOf(world.general));
		const there = elsewhere.getByRole("link", { name: /^Saved/ });
		await expect(there).toHaveAccessibleName(/1 reminder is due$/);
		await link(ada).click();
		await entries(ada).getByRole("button", { name: "Done" }).click();
		await expect(ada.page.getByText("No reminders")).toBeVisible();
		for (const one of [link(ada), there]) await expect(one).toHaveAccessibleName("Saved");
	});
});

test("on a phone the dialog and the list fit", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a long story ".repeat(40) });
	await ada.chat.reminders.set(message.id, soon(600_000));
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/saved"));
	await ada.page.getByRole("button", { name: "Reminders", exact: true }).tap();
	await expect(entries(ada)).toHaveCount(1);
	expect(await smallTargets(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("reminders-phone.png") });
	await entries(ada).getByRole("button", { name: "Change reminder" }).tap();
	await expect(dialog(ada)).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("dialog-phone.png") });
});
