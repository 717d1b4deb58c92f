import { onCall } from "./calls.ts";
import { expect, test } from "./world.ts";

const longest = 40_000;

test("a message can be as long as the composer says, and no longer", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.composer.fill("a".repeat(longest + 1));
	await expect(ada.page.getByText("40,001 of 40,000 characters")).toBeVisible();
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue(/^a/);

	// Two units of UTF-16, one character.
	await ada.composer.fill("🦀".repeat(longest));
	await expect(ada.page.getByText("40,000 of 40,000 characters")).toBeVisible();
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue("");
	await expect
		.poll(async () => (await ada.chat.messages.list(world.general.id)).messages.map(({ body }) => [...body].length))
		.toEqual([longest]);
	const tooLong = ada.chat.messages.create(world.general.id, { body: "a".repeat(longest + 1) });
	await expect(tooLong).rejects.toMatchObject({ status: 400 });
});

test("a message that was refused goes back into the composer, before the draft that is there", async ({ world }) => {
	const ada = await world.person("Ada");
	const refusal = { error: "not now", code: "conflict", request_id: "1" };
	await onCall(ada.page, "createMessage", (call) => call.answer(409, refusal));
	await ada.open(world.general);
	await ada.say("refused");
	await expect(ada.message("refused")).toContainText("Not sent.");
	await ada.composer.fill("begun");
	await ada.message("refused").getByRole("button", { name: "Edit" }).click();
	await expect(ada.composer).toHaveValue("refused\n\nbegun");
	await expect(ada.composer).toBeFocused();
	await expect(ada.message("refused")).toHaveCount(0);
});

test("Arrow-Up edits the last message, and with Alt leads to another channel", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.channels.create(world.workspace.id, { name: "another" });
	await ada.chat.messages.create(world.general.id, { body: "said before" });
	await ada.open(world.general);
	await expect(ada.message("said before")).toBeVisible();
	await ada.composer.press("Alt+ArrowUp");
	await expect(ada.page.getByRole("heading", { name: "another", level: 1 })).toBeVisible();
	await ada.page.goBack();
	await expect(ada.message("said before")).toBeVisible();
	await ada.composer.press("ArrowUp");
	await expect(ada.page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
});

test("on a phone Enter begins a new line, and the button sends", async ({ world }) => {
	const ada = await world.person("Ada", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	await ada.open(world.general);
	await ada.composer.fill("one");
	await ada.composer.press("Enter");
	await ada.composer.pressSequentially("two");
	await expect(ada.composer).toHaveValue("one\ntwo");
	await ada.page.getByRole("button", { name: "Send" }).tap();
	await expect(ada.message("one")).toContainText("two");
});

test("who sends with Ctrl-Enter has Enter for new lines, in every tab at once", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.open(world.general);
	const settings = await page.context().newPage();
	await settings.goto("/settings/shortcuts");
	const listed = () => settings.getByRole("definition").filter({ hasText: /Enter$/ });
	await expect(listed()).toHaveText(["Enter", "ShiftEnter"]);
	await settings.getByText("Enter starts a new line", { exact: true }).click();
	await expect(settings.getByRole("radio", { name: /^Ctrl-Enter/ })).toBeChecked();
	await expect(listed()).toHaveText(["CtrlEnter", "Enter"]);

	await composer.pressSequentially("one");
	await composer.press("Enter");
	await composer.pressSequentially("two @ada");
	await composer.press("Control+Enter");
	await expect(ada.message("one")).toContainText("two");
	await ada.act(ada.message("one"), "Edit");
	const editor = page.getByRole("textbox", { name: "Edit message" });
	await editor.press("End");
	await editor.press("Enter");
	await editor.pressSequentially("three");
	await editor.press("Control+Enter");
	await expect(ada.message("one")).toContainText("three");

	await page.reload();
	await composer.fill("four");
	await composer.press("Enter");
	await expect(composer).toHaveValue("four\n");
	await settings.getByText("Shift-Enter starts a new line").click();
	await expect(listed()).toHaveText(["Enter", "ShiftEnter"]);
	await composer.press("Enter");
	await expect(ada.message("four")).toBeVisible();
});
