import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { expect, test, type Person } from "./world.ts";

const editors = ({ page }: Person) => page.getByRole("textbox", { name: "Edit message" });

test("an edit survives a reload, and stays open while another one is made", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const body of ["first", "second", "third"]) await ada.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	await ada.act(ada.message("first"), "Edit");
	await editors(ada).fill("first, changed");
	await ada.page.reload();
	await expect(editors(ada)).toHaveValue("first, changed");
	await expect(ada.composer).toBeFocused();

	// one that was not changed closes when another is begun
	await ada.act(ada.message("second"), "Edit");
	await expect(editors(ada)).toHaveCount(2);
	await expect(editors(ada).last()).toBeFocused();
	await ada.act(ada.message("third"), "Edit");
	await expect(editors(ada)).toHaveCount(2);
	await editors(ada).last().fill("third, changed");
	await editors(ada).last().press("Enter");
	await expect(editors(ada)).toHaveValue("first, changed");
	await expect(ada.message("third, changed")).toContainText("edited");

	// what is emptied is still an edit
	await editors(ada).fill("");
	await ada.page.reload();
	await expect(editors(ada)).toHaveValue("");
	await editors(ada).press("Control+z");
	await editors(ada).fill("first, changed again");
	await editors(ada).press("Enter");
	await expect(editors(ada)).toHaveCount(0);
	await expect(ada.message("first, changed again")).toBeVisible();
	await expect
		.poll(async () => (await ada.chat.messages.list(world.general.id)).messages.map(({ body }) => body))
		.toEqual(["first, changed again", "second", "third, changed"]);
	// the page knows that it has arrived
	await expect(ada.message("first, changed again")).toContainText("edited");
	await ada.page.reload();
	await expect(ada.message("first, changed again")).toBeVisible();
	await expect(editors(ada)).toHaveCount(0);
});

test("an edit that did not reach the server before a reload is open again", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "said" });
	// neither answered nor refused
	await onCall(ada.page, "editMessage", () => undefined);
	await ada.open(world.general);
	await ada.act(ada.message("said"), "Edit");
	await editors(ada).fill("said, changed");
	await editors(ada).press("Enter");
	await expect(editors(ada)).toHaveCount(0);
	await expect(ada.message("said, changed")).toBeVisible();
	await ada.page.reload();
	await expect(editors(ada)).toHaveValue("said, changed");
});

test("an edit is the same in two tabs, takes the focus in neither by itself, and ends in both", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "said" });
	await ada.chat.threads.reply(message.id, { body: "a reply" });
	await ada.open(world.general);
	const other = await ada.page.context().newPage();
	await other.goto(ada.page.url());
	const there = other.getByRole("textbox", { name: "Edit message" });
	await expect(other.getByRole("textbox", { name: /^Message / })).toBeFocused();
	await ada.act(ada.message("said"), "Edit");
	await expect(there).toHaveCount(0);
	await editors(ada).fill("said here");
	await expect(there).toHaveValue("said here");
	await expect(other.getByRole("textbox", { name: /^Message / })).toBeFocused();
	await there.fill("said there");
	await expect(editors(ada)).toHaveValue("said there");
	await there.press("Escape");
	await expect(there).toHaveCount(0);
	await expect(editors(ada)).toHaveCount(0);
	await ada.act(ada.message("said"), "Edit");
	await expect(editors(ada)).toHaveValue("said");
});

test("Arrow-Up goes back into an edit that is open", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "said" });
	await ada.open(world.general);
	await expect(ada.message("said")).toBeVisible();
	await ada.composer.press("ArrowUp");
	await editors(ada).fill("said, begun");
	await ada.composer.focus();
	await ada.composer.press("ArrowUp");
	await expect(editors(ada)).toBeFocused();
	await expect(editors(ada)).toHaveValue("said, begun");
	await editors(ada).press("Escape");
	await expect(ada.composer).toBeFocused();
});

test("what a message said before it was edited can be read by everybody who sees it", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark", viewport: { width: 390, height: 844 } });
	const { message: said } = await ada.chat.messages.create(world.general.id, { body: "we meet at **two**" });
	for (const body of ["we meet at *three*", "we meet at four"]) await ada.chat.messages.edit(said.id, { body });
	let isRefused = false;
	const refusal = { error: "not now", code: "forbidden", request_id: "" };
	await onCall(grace.page, "listMessageVersions", (call) => (isRefused ? call.answer(403, refusal) : call.pass()));
	await grace.open(world.general);
	const message = grace.message("we meet at four");
	await grace.act(message, "More");
	await grace.page.getByRole("menuitem", { name: "Edit history" }).click();
	const dialog = grace.page.getByRole("dialog", { name: "Edit history" });
	await expect(dialog.getByRole("listitem")).toContainText([
		/\(current\)\s*we meet at four/,
		/we meet at three/,
		/we meet at two/,
	]);
	await expect(dialog.locator("strong")).toHaveText("two");
	await expect(dialog.getByText("Older versions")).toHaveCount(0);
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.keyboard.press("Escape");
	await expect(dialog).toHaveCount(0);
	await expect(grace.composer).toBeFocused();
	isRefused = true;
	await message.focus();
	await grace.page.keyboard.press("m");
	await grace.page.getByRole("menuitem", { name: "Edit history" }).press("Enter");
	await expect(dialog.getByText("not now")).toBeVisible();
	isRefused = false;
	await dialog.getByRole("button", { name: "Try again" }).click();
	await expect(dialog.getByRole("listitem")).toHaveCount(3);
});

test("an open edit says that the message was changed elsewhere, and offers the newer text", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "said" });
	await ada.open(world.general);
	await ada.act(ada.message("said"), "Edit");
	await ada.chat.messages.edit(message.id, { body: "said on a phone" });
	// nothing of one's own would be lost
	await expect(editors(ada)).toHaveValue("said on a phone");
	await editors(ada).fill("said here");
	const status = ada.timeline.getByRole("status").filter({ hasText: "changed meanwhile" });
	await expect(status).toHaveCount(0);
	await ada.chat.messages.edit(message.id, { body: "said on a phone, again" });
	await expect(status).toBeVisible();
	await ada.page.reload();
	await expect(editors(ada)).toHaveValue("said here");
	await status.getByRole("button", { name: "Use the newer text" }).click();
	await expect(editors(ada)).toHaveValue("said on a phone, again");
	await expect(editors(ada)).toBeFocused();
	await expect(status).toHaveCount(0);
	await editors(ada).fill("said here");
	await editors(ada).press("Enter");
	await expect(ada.message("said here")).toContainText("edited");
	await expect(editors(ada)).toHaveCount(0);
});
