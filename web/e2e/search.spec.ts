import { expect, test } from "./world.ts";

test("a word is found while it is typed, and shown as people read it", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "the **deployment** of `foo_bar`" });
	await ada.chat.messages.create(world.general.id, { body: "foo and bar apart 🎉" });
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+Shift+F");
	const field = ada.page.getByRole("searchbox", { name: "Search messages" });
	const pane = ada.page.getByRole("complementary", { name: "Search" });
	const found = pane.getByRole("link").filter({ has: ada.page.locator("mark") });

	await field.fill("deplo");
	await expect(found).toHaveCount(1);
	await expect(found).toContainText("the deployment of foo_bar");
	await expect(found.locator("mark")).toHaveText("deployment");
	await field.fill("foo_bar ");
	await expect(found.locator("mark")).toHaveText("foo_bar");
	await field.fill("🎉");
	await expect(found).toContainText("foo and bar apart");
	await field.fill("deplo ");
	await expect(pane.getByText("No messages found")).toBeVisible();
	await expect(pane).toContainText("just the beginning of the last one");
});
