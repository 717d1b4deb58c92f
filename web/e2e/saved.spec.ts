import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("link", { name: /^Saved/ });
const entries = ({ page }: Person) => page.getByRole("list", { name: "Saved" }).getByRole("listitem");
const savedPath = (place: Parameters<typeof pathOf>[0]) => pathOf(place).replace(/\/[^/]*$/, "/-/saved");

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

test("messages that I save wait for me in a list of my own, on all my devices, until they are done", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { id } = world.general;
	await grace.chat.messages.create(id, { body: "read the **manual**" });
	const { message: tide } = await grace.chat.messages.create(id, { body: "look at the tide table" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await expect(link(ada)).toHaveAccessibleName("Saved");

	await test.step("one is saved by the menu, another by its key: both are marked, for me alone", async () => {
		await choose(ada, "read the manual", "Save for later");
		await expect(ada.message("read the manual")).toHaveAccessibleName(/, Saved$/);
		await ada.message("look at the tide table").focus();
		await ada.page.keyboard.press("s");
		await expect(link(ada)).toHaveAccessibleName(/^Saved 2 saved messages/);
		await expect(ada.message("look at the tide table")).toHaveAccessibleName(/, Saved$/);
		await expect(grace.message("look at the tide table")).not.toHaveAccessibleName(/Saved/);
		await expect(link(grace)).toHaveAccessibleName("Saved");
		await ada.page.screenshot({ path: info.outputPath("marked.png") });
	});

	const elsewhere = await world.window();
	await elsewhere.context().addCookies(await ada.page.context().cookies());
	await elsewhere.goto(savedPath(world.general));
	const there = elsewhere.getByRole("list", { name: "Saved" }).getByRole("listitem");

	await test.step("the list has the one saved last first, is current, and leads to where it was said", async () => {
		await link(ada).click();
		await expect(ada.page).toHaveURL(/\/-\/saved$/);
		await expect(ada.page).toHaveTitle(/Saved · Analytical Engines/);
		await expect(entries(ada)).toContainText([/Grace.*#general.*look at the tide table/s, /read the manual/]);
		await grace.chat.messages.edit(tide.id, { body: "look at the new tide table" });
		await expect(entries(ada).first()).toContainText("look at the new tide table");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("saved.png") });
		await entries(ada).nth(1).getByRole("link").click();
		await expect(ada.message("read the manual")).toBeInViewport();
	});

	await test.step("what is done or removed goes at once, also elsewhere, and can come back", async () => {
		await link(ada).click();
		await expect(there).toHaveCount(2);
		await entries(ada).first().getByRole("button", { name: "Mark as done" }).click();
		for (const list of [entries(ada), there]) await expect(list).toHaveText([/read the manual/]);
		await entries(ada).first().getByRole("button", { name: "Remove from saved" }).click();
		await expect(ada.page.getByText("Nothing saved yet")).toBeVisible();
		await expect(there).toHaveCount(0);
		await ada.page.getByRole("button", { name: "Undo" }).click();
		for (const list of [entries(ada), there]) await expect(list).toHaveText([/read the manual/]);
		await ada.page.getByRole("button", { name: "Done", exact: true }).click();
		await expect(entries(ada)).toHaveText([/look at the new tide table/]);
		await entries(ada).getByRole("button", { name: "Mark as not done" }).click();
		await expect(ada.page.getByText("Nothing done yet")).toBeVisible();
		await expect(there).toHaveText([/look at the new tide table/, /read the manual/]);
	});

	await test.step("a deleted message is gone from it", async () => {
		await grace.chat.messages.delete(tide.id);
		await expect(there).toHaveText([/read the manual/]);
		await expect(link(ada)).toHaveAccessibleName(/1 saved message$/);
	});
});

test("saving that is refused is taken back, and says why", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "not for long" });
	const answers: (() => unknown)[] = [];
	await onCall(ada.page, "saveMessage", (call) => {
		const error = "there is room for 1000 saved messages: remove some that are done";
		answers.push(() => call.answer(409, { error, code: "conflict", request_id: "" }));
	});
	await ada.open(world.general);
	await expect(link(ada)).toHaveAccessibleName("Saved");
	await choose(ada, "not for long", "Save for later");
	await expect(ada.message("not for long")).toHaveAccessibleName(/Saved/);
	await expect.poll(() => answers.length).toBe(1);
	answers[0]!();
	await expect(ada.page.getByText(/Couldn't save the message\. There is room for 1000/)).toBeVisible();
	await expect(ada.message("not for long")).not.toHaveAccessibleName(/Saved/);
});

test("on a phone the list is reached from Home, fits, and Back leads to it", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a long story ".repeat(60) });
	await ada.chat.saved.add(message.id);
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, ""));
	await link(ada).tap();
	await expect(entries(ada)).toHaveCount(1);
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("saved-phone.png") });
	await entries(ada).getByRole("link").tap();
	await expect(ada.message("a long story")).toBeInViewport();
	await ada.page.goBack();
	await expect(entries(ada)).toHaveCount(1);
});
