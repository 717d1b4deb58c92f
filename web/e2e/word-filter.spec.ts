import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test } from "./world.ts";

for (const [where, look] of [
	["on a desk in the dark", { colorScheme: "dark", viewport: { width: 1440, height: 900 } }],
	["on a phone", { ...phone, colorScheme: "light" }],
] as const)
	test(`a moderator says which words are not sent, and their author is told and keeps the text, ${where}`, async ({
		world,
	}, info) => {
		const edith = await world.owner(look);
		const ada = await world.person("Ada");
		await edith.page.goto(`/app/${world.workspace.route_id}/-/admin/words`);
		const action = edith.page.getByLabel("When a message has one of these words");
		await expect(action).toHaveValue("off");
		await action.selectOption("refuse");
		await edith.page.getByLabel("Words and phrases").fill("barnacle\nbuy now\n\nbarnacle");
		await edith.page.getByRole("button", { name: "Save" }).click();
		await expect(edith.page.getByText("Saved", { exact: false }).first()).toBeVisible();
		await expect(edith.page.getByLabel("Words and phrases")).toHaveValue("barnacle\nbuy now");
		await edith.page.screenshot({ path: info.outputPath("word-filter.png") });
		expect(await faults(edith.page)).toEqual([]);

		await ada.open(world.general);
		await ada.say("what a Barnacle");
		const refused = ada.message("what a Barnacle");
		await expect(refused).toContainText("This workspace does not allow");
		await ada.page.screenshot({ path: info.outputPath("refused.png") });
		expect((await edith.chat.messages.list(world.general.id, { mode: "latest" })).messages).toEqual([]);

		await action.selectOption("report");
		await expect(edith.page.getByText("Only messages in public channels")).toBeVisible();
		await edith.page.getByLabel("Words and phrases").fill("***");
		await edith.page.getByRole("button", { name: "Save" }).click();
		await expect(edith.page.getByText(/needs a letter or a digit/)).toBeVisible();
		await edith.page.getByLabel("Words and phrases").fill("barn*");
		await edith.page.getByRole("button", { name: "Save" }).click();
		await expect
			.poll(() => edith.chat.reports.wordFilter(world.workspace.id))
			.toEqual({ action: "report", words: ["barn*"] });
		await ada.chat.messages.create(world.general.id, { body: "old barnacles" });
		await edith.page.goto(`/app/${world.workspace.route_id}/-/admin/reports`);
		await expect(edith.page.getByRole("article", { name: "Message from Ada" })).toContainText("barn*");
	});
