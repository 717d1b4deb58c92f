import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test, type Person } from "./world.ts";

const desk = { viewport: { width: 1440, height: 900 } };

async function report(person: Person, text: string) {
	await person.message(text).hover();
	await person.message(text).getByRole("button", { name: "More" }).click();
	await person.page.getByRole("menuitem", { name: "Report message" }).click();
	return person.page.getByRole("dialog");
}

for (const [where, look] of [
	["on a desk in the dark", { ...desk, colorScheme: "dark" }],
	["on a phone", { ...phone, colorScheme: "light" }],
] as const)
	test(`a message is reported, moderators are told, look at it and delete it, ${where}`, async ({ world }, info) => {
		const edith = await world.owner(look);
		const ada = await world.person("Ada", { colorScheme: look.colorScheme });
		const grace = await world.person("Grace");
		const { message: kept } = await grace.chat.messages.create(world.general.id, { body: "buy my pearls" });
		const { message } = await grace.chat.messages.create(world.general.id, { body: "buy my shells, they are best" });
		await ada.open(world.general);
		const dialog = await report(ada, "buy my shells");
		await dialog.getByRole("combobox").selectOption("Abuse");
		await dialog.getByRole("textbox").fill("the third time today");
		await expect(dialog.getByText("Its author isn't told.")).toBeVisible();
		await ada.page.screenshot({ path: info.outputPath("report.png") });
		expect(await faults(ada.page)).toEqual([]);
		await edith.page.goto(`/app/${world.workspace.route_id}/-/admin/reports`);
		await expect(edith.page.getByText("Nothing to look at")).toBeVisible();
		await dialog.getByRole("button", { name: "Report" }).click();
		await expect(ada.page.getByText("The moderators will look at it.")).toBeVisible();
		await ada.chat.reports.create(kept.id, { reason: "spam" });

		const entries = edith.page.getByRole("article", { name: "Message from Grace" });
		await expect(entries).toHaveCount(2);
		const entry = entries.filter({ hasText: "buy my shells" });
		await expect(entry.getByText("the third time today")).toBeVisible();
		await expect(entry.getByText("Ada: Abuse")).toBeVisible();
		await expect(entry.getByText("#general")).toBeVisible();
		await edith.page.screenshot({ path: info.outputPath("reports.png") });
		expect(await faults(edith.page)).toEqual([]);
		await entry.getByRole("button", { name: "Delete message" }).click();
		await edith.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
		await expect(entries).toHaveCount(1);
		await expect.poll(async () => (await ada.chat.messages.get(message.id)).deleted_at).toBeDefined();
		await entries.getByRole("button", { name: "Dismiss" }).click();
		await expect(edith.page.getByText("Nothing to look at")).toBeVisible();
		expect((await ada.chat.messages.get(kept.id)).body).toBe("buy my pearls");
	});

test("in a direct conversation one is told what moderators see, and they see no more", async ({ world }) => {
	const edith = await world.owner();
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	const { conversation } = await grace.chat.dms.create(world.workspace.id, [ada.user.id]);
	for (const body of ["between us", "rude words"]) await grace.chat.messages.create(conversation.id, { body });
	await ada.open(conversation);
	const dialog = await report(ada, "rude words");
	await expect(dialog.getByText("nothing else of this conversation")).toBeVisible();
	await dialog.getByRole("button", { name: "Report" }).click();
	await expect(dialog).toHaveCount(0);
	await edith.open(world.general);
	await edith.page.getByRole("button", { name: world.workspace.name }).first().click();
	await edith.page.getByRole("menuitem", { name: "Reports (1)" }).click();
	const entry = edith.page.getByRole("article", { name: "Message from Grace" });
	await expect(entry.getByText("rude words")).toBeVisible();
	await expect(entry.getByText("In direct messages")).toBeVisible();
	await expect(entry.getByRole("button", { name: /Delete message|View/ })).toHaveCount(0);
	await expect(edith.page.getByText("between us")).toHaveCount(0);
	await entry.getByRole("button", { name: "Time out for an hour" }).click();
	await expect(edith.page.getByText("Grace can only read for an hour.")).toBeVisible();
	await entry.getByRole("button", { name: "Mark as resolved" }).click();
	await expect(edith.page.getByText("Nothing to look at")).toBeVisible();
	await expect(edith.page.getByRole("navigation", { name: "Administration" })).not.toContainText("1");
});

test("in a private channel one is told what moderators see; who becomes one is told what waits, and deletes what was written by somebody who left", async ({
	world,
}) => {
	const edith = await world.owner();
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	const { id: workspace_id } = world.workspace;
	const { channel } = await grace.chat.channels.create(workspace_id, { name: "cove", kind: "private" });
	await grace.chat.channels.addMember(channel.id, ada.user.id);
	const { message } = await grace.chat.messages.create(channel.id, { body: "rude words" });
	await ada.open(channel);
	const dialog = await report(ada, "rude words");
	await expect(dialog.getByText("nothing else of the channel")).toBeVisible();
	await dialog.getByRole("button", { name: "Report" }).click();
	await expect(dialog).toHaveCount(0);
	await edith.chat.members.remove(workspace_id, grace.user.id);
	await edith.chat.members.moderate(workspace_id, ada.user.id, { role: "moderator" });
	await ada.page.getByRole("button", { name: world.workspace.name }).first().click();
	await ada.page.getByRole("menuitem", { name: "Reports (1)" }).click();
	const entry = ada.page.getByRole("article", { name: "Message from Grace" });
	await entry.getByRole("button", { name: "Delete message" }).click();
	await ada.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
	await expect(ada.page.getByText("Nothing to look at")).toBeVisible();
	expect((await ada.chat.messages.get(message.id)).deleted_at).toBeDefined();
});
