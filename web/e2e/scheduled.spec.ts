import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("link", { name: /^Drafts/ });
const entries = ({ page }: Person) => page.getByRole("list", { name: "Scheduled" }).getByRole("listitem");
const tab = ({ page }: Person, name: string) => page.getByRole("button", { name, exact: true });
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

async function schedule(person: Person, text: string, time: RegExp): Promise<void> {
	await person.composer.fill(text);
	await person.page.getByRole("button", { name: "Schedule message" }).click();
	await person.page.getByRole("menuitem", { name: time }).click();
}

test("a message is scheduled, changed, sent by hand or by itself, and others see it only then", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await expect(link(ada)).toHaveAccessibleName("Drafts");

	await test.step("from the menu beside Send", async () => {
		await ada.composer.fill("**good** morning");
		await ada.page.getByRole("button", { name: "Schedule message" }).click();
		await ada.page.screenshot({ path: info.outputPath("menu.png") });
		await ada.page.keyboard.press("Escape");
		await schedule(ada, "**good** morning", /^Tomorrow at/);
		await expect(ada.page.getByText(/^Scheduled for .* at 9:00/)).toBeVisible();
		await expect(ada.composer).toHaveValue("");
		await expect(link(ada)).toHaveAccessibleName(/1 scheduled message$/);
		await ada.page.getByRole("button", { name: "View" }).click();
	});

	await test.step("it is in the list, where its text and its time are changed", async () => {
		await expect(ada.page).toHaveURL(/\/-\/drafts$/);
		await expect(entries(ada)).toHaveText([/#general.*good morning.*Will be sent .* at 9:00/s]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("scheduled.png") });
		await entries(ada).getByRole("button", { name: "Edit" }).click();
		const dialog = ada.page.getByRole("dialog", { name: "Edit scheduled message" });
		await dialog.getByRole("textbox", { name: "Message" }).fill("good evening");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("edit.png") });
		await dialog.getByRole("button", { name: "Save" }).click();
		await expect(dialog).toHaveCount(0);
		await expect(entries(ada)).toHaveText([/good evening/]);
	});

	await test.step("one goes by itself, another by hand, a third never", async () => {
		const { id } = world.general;
		await ada.chat.scheduled.add(id, { body: "by itself", send_at: soon(2_000) });
		await ada.chat.scheduled.add(id, { body: "never", send_at: soon(600_000) });
		await expect(grace.message("by itself")).toBeVisible();
		await expect(entries(ada)).toHaveText([/never/, /good evening/]);
		await entries(ada).filter({ hasText: "good evening" }).getByRole("button", { name: "Send now" }).click();
		await expect(grace.message("good evening")).toBeVisible();
		await entries(ada).filter({ hasText: "never" }).getByRole("button", { name: "Cancel message" }).click();
		await ada.page
			.getByRole("dialog", { name: "Delete the scheduled message?" })
			.getByRole("button", { name: "Delete" })
			.click();
		await expect(link(ada)).toHaveAccessibleName("Drafts");
		await tab(ada, "Scheduled").click();
		await expect(ada.page.getByText("Nothing is scheduled")).toBeVisible();
		await expect(grace.timeline.getByRole("article")).toHaveCount(2);
		await expect(grace.message("never")).toHaveCount(0);
	});
});

test("what is typed while a message is being scheduled stays, and keeps the focus", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	let go = () => {};
	const held = new Promise<void>((resolve) => (go = resolve));
	await ada.page.route("**/scheduled", async (route) => {
		if (route.request().method() === "POST") await held;
		await route.continue();
	});
	await schedule(ada, "first", /^Tomorrow at/);
	await ada.composer.fill("first, and second");
	go();
	await expect(ada.page.getByText(/^Scheduled for/)).toBeVisible();
	await expect(ada.composer).toHaveValue("first, and second");
	await expect(ada.composer).toBeFocused();
	await schedule(ada, "third", /^Tomorrow at/);
	await expect(ada.composer).toHaveValue("");
	await expect(ada.composer).toBeFocused();
	await expect(link(ada)).toHaveAccessibleName(/2 scheduled messages$/);
});

test("what is written in the dialog stays when the message is cancelled elsewhere, and on Escape", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { scheduled_message } = await ada.chat.scheduled.add(world.general.id, { body: "a", send_at: soon(600_000) });
	await ada.open(world.general);
	await link(ada).click();
	await entries(ada).getByRole("button", { name: "Edit" }).click();
	const dialog = ada.page.getByRole("dialog", { name: "Edit scheduled message" });
	const field = dialog.getByRole("textbox", { name: "Message" });
	const question = ada.page.getByRole("dialog", { name: "Discard what you wrote?" });
	await field.fill("written for an hour");
	for (let time = 0; time < 3; time++) {
		await field.press("Escape");
		await expect(question).toBeVisible();
		await ada.page.keyboard.press("Escape");
		await expect(question).toHaveCount(0);
		await expect(field).toBeFocused();
	}
	await ada.chat.scheduled.cancel(scheduled_message.id);
	await expect(ada.page.getByText("No drafts")).toBeVisible();
	await dialog.getByRole("button", { name: "Save" }).click();
	await expect(dialog).toContainText("It doesn't exist any more, or you can't see it.");
	await expect(field).toHaveValue("written for an hour");
	await field.press("Escape");
	await question.getByRole("button", { name: "Discard" }).click();
	await expect(dialog).toHaveCount(0);
});

test("one that cannot be sent stays, and says why", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const owner = await world.owner();
	const { channel } = await owner.chat.channels.create(world.workspace.id, { name: "wreck" });
	await ada.chat.scheduled.add(channel.id, { body: "too late", send_at: soon(1_500) });
	await owner.chat.channels.update(channel.id, { archived: true });
	await ada.open(world.general);
	await expect(link(ada)).toHaveAccessibleName(/1 message not sent$/);
	await link(ada).click();
	await expect(entries(ada)).toHaveText([/too late.*Not sent: this channel is archived/s]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("failed.png") });
});

test("on a phone the drafts and what is scheduled fit, and lead to their conversation", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	await ada.chat.scheduled.add(world.general.id, { body: "a long story ".repeat(30), send_at: soon(600_000) });
	await ada.open(world.general);
	await ada.composer.fill("not sent yet");
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, ""));
	await link(ada).tap();
	await tab(ada, "Scheduled").tap();
	await expect(entries(ada)).toHaveCount(1);
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("scheduled-phone.png") });
	await tab(ada, "Drafts").tap();
	const draft = ada.page.getByRole("list", { name: "Drafts" }).getByRole("link");
	await expect(draft).toHaveText(/#general.*not sent yet/s);
	await draft.tap();
	await expect(ada.composer).toHaveValue("not sent yet");
});
