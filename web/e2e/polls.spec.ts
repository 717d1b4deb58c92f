import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, test, type Person } from "./world.ts";

const dialog = ({ page }: Person, name: string) => page.getByRole("dialog", { name });
const option = (person: Person, name: RegExp) => person.timeline.getByRole("button", { name });

test("a poll is created, voted in live, changed, looked at and closed", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));

	await test.step("its question and options are asked for in a dialog", async () => {
		await ada.page.getByRole("button", { name: "Create a poll" }).click();
		const form = dialog(ada, "Create a poll");
		await form.getByLabel("Question").fill("What shall we drink?");
		await form.getByLabel("Option 1", { exact: true }).fill("Tea");
		await form.getByLabel("Option 2", { exact: true }).fill("Coffee");
		await form.getByRole("button", { name: "Add option" }).click();
		await form.getByLabel("Option 3", { exact: true }).fill("Water");
		await form.getByLabel("Closes").selectOption("After a week");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("dialog.png") });
		await form.getByRole("button", { name: "Post poll" }).click();
		await expect(form).toHaveCount(0);
	});

	await test.step("a vote is drawn at once, and everybody has it", async () => {
		for (const person of [ada, grace]) {
			await expect(person.message("What shall we drink?")).toContainText("No votes yet");
			await expect(option(person, /Water.*, 0 votes/)).toBeEnabled();
		}
		await option(grace, /Coffee.*, 0 votes/).click();
		await expect(option(grace, /Coffee.*, 1 vote$/)).toHaveAttribute("aria-pressed", "true");
		await expect(option(ada, /Coffee.*, 1 vote$/)).toHaveAttribute("aria-pressed", "false");
		await option(ada, /Coffee/).click();
		await expect(option(grace, /Coffee.*, 2 votes/)).toBeVisible();
	});

	await test.step("it is changed and taken back, by keys too", async () => {
		await option(grace, /Tea/).focus();
		await grace.page.keyboard.press("Enter");
		await expect(option(ada, /Tea.*, 1 vote$/)).toBeVisible();
		await expect(option(ada, /Coffee.*, 1 vote$/)).toBeVisible();
		await option(ada, /Coffee/).click();
		await expect(option(grace, /Coffee.*, 0 votes/)).toBeVisible();
		await expect(grace.message("What shall we drink?")).toContainText("1 person voted");
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("poll.png") });
	});

	await test.step("who voted for what is shown", async () => {
		await ada.message("What shall we drink?").getByRole("button", { name: "Show votes" }).click();
		await expect(dialog(ada, "Votes")).toContainText(/Tea\s*(G\s*)?Grace\s*Coffee\s*Nobody/);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("votes.png") });
		await option(grace, /Coffee/).click();
		await expect(dialog(ada, "Votes")).toContainText(/Tea\s*Nobody\s*Coffee\s*(G\s*)?Grace/);
		await option(grace, /Tea/).click();
		await expect(dialog(ada, "Votes")).toContainText(/Tea\s*(G\s*)?Grace\s*Coffee\s*Nobody/);
		await ada.page.keyboard.press("Escape");
		await expect(dialog(ada, "Votes")).toHaveCount(0);
	});

	await test.step("its author closes it; then nobody votes", async () => {
		await expect(grace.timeline.getByRole("button", { name: "Close poll" })).toHaveCount(0);
		await expect(ada.message("What shall we drink?")).toContainText(/Closes .*\d{4} at /);
		await ada.timeline.getByRole("button", { name: "Close poll" }).click();
		await dialog(ada, "Close this poll?").getByRole("button", { name: "Close poll" }).click();
		await expect(dialog(ada, "Close this poll?")).toHaveCount(0);
		for (const person of [ada, grace]) {
			await expect(person.message("What shall we drink?")).toContainText("Closed");
			await expect(option(person, /Tea/)).toBeDisabled();
		}
		await grace.page.reload();
		await expect(option(grace, /Tea.*, 1 vote$/)).toBeDisabled();
		await expect(option(grace, /Tea/)).toHaveAttribute("aria-pressed", "true");
	});
});

test("on a phone one chooses several options", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const poll = { options: ["Monday", "Tuesday, late in the afternoon, when everybody is back"], is_multiple: true };
	const { message } = await ada.chat.messages.create(world.general.id, { body: "When?", poll });
	await ada.open(world.general);
	for (const name of [/Monday/, /Tuesday/]) {
		await option(ada, name).tap();
		await expect(option(ada, name)).toHaveAttribute("aria-pressed", "true");
		await expect(option(ada, name)).toHaveAccessibleName(/, 1 vote$/);
	}
	await expect.poll(async () => (await ada.chat.polls.votes(message.id, { option: 1 })).user_ids).toHaveLength(1);
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("poll-phone.png") });
});
