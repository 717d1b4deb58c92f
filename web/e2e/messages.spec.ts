import { type Call, onCall } from "./calls.ts";
import { expect, pathOf, test } from "./world.ts";

test("a reaction is drawn at once, and taken back when the server refuses it", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	const calls: Call[] = [];
	await onCall(ada.page, "addReaction", (call) => calls.push(call));
	await ada.open(world.general);
	const chip = ada.message("a message").getByRole("button", { name: "👍 1: You" });
	await ada.act(ada.message("a message"), "React with 👍");
	await expect(chip).toBeVisible();
	await expect.poll(() => calls.length).toBe(1);
	await calls[0]!.answer(403, { error: { code: "forbidden", message: "not now" } });
	await expect(ada.page.getByText("The reaction wasn't changed.")).toBeVisible();
	await expect(chip).toHaveCount(0);
	await ada.act(ada.message("a message"), "React with 👍");
	await expect.poll(() => calls.length).toBe(2);
	await calls[1]!.pass();
	await expect(chip).toBeVisible();
	const stored = async () => (await ada.chat.messages.list(world.general.id)).messages[0]!.reactions;
	await expect.poll(stored).toHaveLength(1);
});

test("an emptied edit offers to delete the message, and the focus stays with the message", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	for (const body of ["first", "second"]) await ada.say(body);
	await ada.message("second").focus();
	// the server has it
	await expect(ada.message("second").getByRole("button", { name: "More" })).toBeVisible();
	await ada.page.keyboard.press("e");
	await ada.page.getByRole("textbox", { name: "Edit message" }).fill("");
	await ada.page.keyboard.press("Enter");
	const dialog = ada.page.getByRole("dialog", { name: "Delete this message?" });
	await expect(dialog).toBeVisible();
	await dialog.getByRole("button", { name: "Cancel" }).click();
	await expect(ada.page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
	await ada.page.keyboard.press("Enter");
	await dialog.getByRole("button", { name: "Delete" }).click();
	await expect(ada.timeline.getByText("This message was deleted.")).toBeVisible();
	await expect(ada.timeline.getByRole("article").last()).toBeFocused();
});

test("after deleting a message from its menu, the focus is on what is left of it", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("gone soon");
	const errors: string[] = [];
	ada.page.on("pageerror", (error) => errors.push(String(error)));
	await ada.message("gone soon").focus();
	// the server has it
	await expect(ada.message("gone soon").getByRole("button", { name: "More" })).toBeVisible();
	await ada.page.keyboard.press("m");
	await expect(ada.page.getByRole("menuitem").first()).toBeFocused();
	await ada.page.keyboard.press("End");
	await ada.page.keyboard.press("Enter");
	await expect(ada.timeline.getByText("This message was deleted.")).toBeVisible();
	await expect(ada.timeline.getByRole("article").last()).toBeFocused();
	await ada.page.waitForTimeout(500);
	expect(errors).toEqual([]);
});

test("the pill at the end counts what came before the reader too", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const write = async (count: number) => {
		for (let n = 1; n <= count; n++) await grace.chat.messages.create(world.general.id, { body: `line ${n}` });
	};
	await write(40);
	await ada.open(world.general);
	await expect(ada.page.getByRole("button", { name: "40 new messages" })).toBeVisible();
	// more than the first page holds
	await write(80);
	await ada.page.reload();
	await expect(ada.page.getByRole("button", { name: "120 new messages" })).toBeVisible();
});

test("the pill at the end counts what comes while the reader is far above, at the message of a link", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message: first } = await ada.chat.messages.create(world.general.id, { body: "the very first" });
	for (let n = 1; n <= 120; n++) await ada.chat.messages.create(world.general.id, { body: `line ${n}` });
	await ada.page.goto(`${pathOf(world.general)}?at=${first.id}`);
	await expect(ada.message("the very first")).toBeInViewport();
	await expect(ada.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
	await grace.chat.messages.create(world.general.id, { body: "news" });
	await ada.page.getByRole("button", { name: "1 new message" }).click();
	await expect(ada.message("news")).toBeInViewport();
});

test("only one toolbar is shown at a time", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const body of ["first", "second"]) await ada.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	await ada.message("first").focus();
	const toolbar = (body: string) => ada.message(body).getByRole("toolbar");
	await expect(toolbar("first")).toHaveCSS("opacity", "1");
	await ada.message("second").hover();
	await expect(toolbar("second")).toHaveCSS("opacity", "1");
	await expect(toolbar("first")).toHaveCSS("opacity", "0");
});

test("a long line is not wider than one can read", async ({ world }) => {
	const ada = await world.person("Ada", { viewport: { width: 2400, height: 900 } });
	await ada.chat.messages.create(world.general.id, {
		body: `${"word ".repeat(200)}\n\n\`\`\`\n${"x".repeat(600)}\n\`\`\``,
	});
	await ada.open(world.general);
	const body = ada.message("word").locator(".body");
	expect((await body.boundingBox())!.width).toBeLessThan(1_250);
});

test("whoever is not among the first members is drawn with their name, and mentioned", async ({ world }) => {
	const [edith, ada, last] = await Promise.all([world.owner(), world.person("Ada"), world.person("Zuse")]);
	await world.crowd(205);
	const { message } = await edith.chat.messages.create(world.general.id, { body: `@${last.user.handle} calls` });
	await last.chat.threads.reply(message.id, { body: "yes?" });
	await last.chat.reactions.add(message.id, "🦀");
	const { members } = await ada.chat.workspaces.snapshot(world.workspace.id);
	expect(members.map(({ user }) => user.id)).not.toContain(last.user.id);
	await ada.open(world.general);
	const row = ada.message("calls");
	await expect(row.locator("mark")).toHaveText("@Zuse");
	await expect(row.getByRole("button", { name: "🦀 1: Zuse" })).toBeVisible();
	await expect(row.getByRole("link", { name: /1 reply/ }).locator("[data-initials]")).toHaveCount(1);

	await ada.page.goto(`${pathOf(world.general)}?pane=members`);
	const pane = ada.page.getByRole("complementary").filter({ has: ada.page.getByRole("searchbox") });
	await expect(pane.getByRole("heading", { level: 2 })).toContainText("223");
	for (const one of [members[5]!.user, last.user]) await edith.chat.members.remove(world.workspace.id, one.id);
	await expect(pane.getByRole("heading", { level: 2 })).toContainText("221");
	// one stop for Tab, and arrows among them
	await expect(pane.locator("li button[tabindex='0']")).toHaveCount(1);
	await pane.locator("li button[tabindex='0']").focus();
	await ada.page.keyboard.press("ArrowDown");
	await expect(pane.locator("li").nth(1).getByRole("button")).toBeFocused();
});
