import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test, type Person } from "./world.ts";

/** What stands over the composer for a while. */
const told = ({ page }: Person, words: string | RegExp) => page.getByRole("status").getByText(words);

test("who mentions somebody outside of a private channel is told so, and adds them", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { channel: reef } = await ada.chat.channels.create(world.workspace.id, { name: "reef", kind: "private" });
	await grace.open(world.general);
	await ada.open(reef);

	await test.step("of oneself, in code, and where nobody is called nothing is said", async () => {
		await ada.say(`me, @${ada.user.handle}, and \`@${grace.user.handle}\``);
		await expect(ada.message("me,")).not.toContainText("Sending");
	});

	await test.step("she is named, and added", async () => {
		await ada.say(`@${grace.user.handle} look`);
		await expect(told(ada, /^.?Grace.? isn't in #.?reef.? and won't be notified\.$/)).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("told.png") });
		await expect(told(grace, /isn't in/)).toHaveCount(0);
		await ada.page.getByRole("button", { name: "Add to channel" }).click();
		await expect(told(ada, /^.?Grace.? was added to #.?reef/)).toBeVisible();
		await expect(grace.page.getByRole("navigation").getByRole("link", { name: /reef/ })).toBeVisible();
	});

	await test.step("from then on a mention is one", async () => {
		await ada.say(`@${grace.user.handle} there you are`);
		await expect(grace.page.getByRole("navigation").getByRole("link", { name: /reef.*mention/ })).toBeVisible();
		await expect(told(ada, /isn't in/)).toHaveCount(0);
	});
});

test("who may not add people is told alone; in a public channel it is said that they may miss it", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", phone);
	const grace = await world.person("Grace");
	const linus = await world.person("Linus");
	const { channel: reef } = await grace.chat.channels.create(world.workspace.id, { name: "reef" });
	await grace.chat.channels.update(reef.id, { who_can_add_members: "moderators" });
	await ada.chat.channels.join(reef.id);
	await ada.open(reef);

	await test.step("in the channel", async () => {
		await ada.composer.fill(`@${grace.user.handle} and @${linus.user.handle}, look`);
		await ada.page.getByRole("button", { name: "Send" }).tap();
		await expect(told(ada, /^.?Linus.? isn't in #.?reef.? and may miss this\.$/)).toBeVisible();
		await expect(ada.page.getByRole("button", { name: "Add to channel" })).toHaveCount(0);
		const { width, height } = (await ada.page.getByRole("button", { name: "Dismiss" }).boundingBox())!;
		expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("phone.png") });
		await ada.page.getByRole("button", { name: "Dismiss" }).tap();
		await expect(told(ada, /isn't in/)).toHaveCount(0);
	});

	await test.step("and when an edit mentions them", async () => {
		const { message } = await ada.chat.messages.create(reef.id, { body: "nobody yet" });
		await expect(ada.message("nobody yet")).toBeVisible();
		await ada.composer.press("ArrowUp");
		const editor = ada.page.getByRole("textbox", { name: "Edit message" });
		await expect(editor).toHaveValue(message.body);
		await editor.fill(`nobody yet, but @${linus.user.handle}`);
		await ada.page.getByRole("button", { name: "Save", exact: true }).tap();
		await expect(told(ada, /Linus.? isn't in/)).toBeVisible();
	});
});
