import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const dialog = ({ page }: Person) => page.getByRole("dialog", { name: "Forward message" });
const places = (person: Person) => dialog(person).getByRole("listbox", { name: "Channels and people" });

async function begin(person: Person, text: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: "Forward message" }).click();
	await expect(places(person).getByRole("option").first()).toBeVisible();
}

test("a message is forwarded to another conversation, from which it leads back those who may see it", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { channel: secret } = await ada.chat.channels.create(world.workspace.id, { name: "secret", kind: "private" });
	await ada.chat.messages.create(secret.id, { body: "the **plan** is ready" });
	await ada.open(secret);
	await grace.open(world.general);

	await test.step("from a private channel one is told who will see it", async () => {
		await begin(ada, "the plan is ready");
		await expect(dialog(ada)).toContainText("Everyone where you forward it will see it.");
		await dialog(ada).getByRole("button", { name: "Forward", exact: true }).click();
		await expect(dialog(ada)).toContainText("Choose where to forward it.");
		await ada.page.keyboard.press("Tab");
		await dialog(ada).getByRole("combobox").fill("gener");
		await expect(places(ada).getByRole("option")).toHaveCount(1);
		await dialog(ada).getByRole("combobox").press("Enter");
		await expect(dialog(ada)).toContainText("Everyone in #general will see it.");
		await dialog(ada).getByLabel("Add a message (optional)").fill("have a look");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("dialog.png") });
		await dialog(ada).getByLabel("Add a message (optional)").press("Enter");
		await expect(dialog(ada)).toHaveCount(0);
		await expect(ada.page.getByText("Forwarded to #general.")).toBeVisible();
	});

	await test.step("others have it at once, with author and text, and nothing of where it is from", async () => {
		const message = grace.message("have a look");
		await expect(message).toContainText("the plan is ready");
		await expect(message).toHaveAccessibleName(/Ada.*, forwarding .*Ada.*: .*have a look/);
		await expect(message).not.toContainText("secret");
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("block.png") });
	});

	await test.step("the link leads its author back, and tells the others that they may not", async () => {
		await grace.message("have a look").getByRole("link", { name: /Ada/ }).click();
		await expect(grace.page.getByText("That message doesn't exist, or you can't see it.")).toBeVisible();
		await expect(grace.message("have a look")).toBeVisible();
		await ada.open(world.general);
		await ada.message("have a look").getByRole("link", { name: /Ada/ }).click();
		await expect(ada.page).toHaveURL(new RegExp(`${pathOf(secret)}\\?m=1`));
		await expect(ada.message("the plan is ready")).toBeInViewport();
	});
});

test("on a phone a message is forwarded without words to a person, who sees its channel", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const grace = await world.person("Grace");
	const { conversation } = await ada.chat.dms.create(world.workspace.id, [grace.user.id]);
	await ada.chat.messages.create(conversation.id, { body: "hello" });
	await grace.chat.messages.create(world.general.id, { body: "a long story ".repeat(40) });
	await ada.open(world.general);
	await begin(ada, "a long story");
	await expect(dialog(ada)).not.toContainText("private conversation");
	await places(ada).getByRole("option", { name: "Grace" }).tap();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("dialog-phone.png") });
	await dialog(ada).getByRole("button", { name: "Forward", exact: true }).tap();
	await expect(dialog(ada)).toHaveCount(0);
	await grace.open(conversation);
	const message = grace.message("a long story");
	await expect(message.getByRole("link", { name: /Grace.*#general/ })).toBeVisible();
	await grace.page.screenshot({ path: info.outputPath("direct.png") });
});

test("a message is forwarded to somebody one has never written to, and to a public channel, which one joins", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	await world.person("Gus", {}, "guest");
	const { channel: reef } = await grace.chat.channels.create(world.workspace.id, { name: "reef" });
	const { channel: quiet } = await grace.chat.channels.create(world.workspace.id, { name: "reef-news" });
	await grace.chat.channels.update(quiet.id, { who_can_post: "moderators" });
	await ada.chat.messages.create(world.general.id, { body: "a find" });
	await grace.open(world.general);
	await ada.open(world.general);

	await test.step("the conversation with her is opened for it", async () => {
		await begin(ada, "a find");
		const field = dialog(ada).getByRole("combobox");
		await field.fill("gus");
		await expect(dialog(ada)).toContainText("matches “gus”");
		await field.fill("@grace");
		await expect(places(ada).getByRole("option", { name: /^Grace/ })).toBeVisible();
		await field.press("Enter");
		await dialog(ada).getByRole("button", { name: "Forward", exact: true }).click();
		await expect(ada.page.getByText("Forwarded to Grace.")).toBeVisible();
		const link = grace.page.getByRole("navigation").getByRole("link", { name: /^Ada/ });
		await link.click();
		await expect(grace.message("a find")).toBeVisible();
	});

	await test.step("of public channels one is offered those where one may post", async () => {
		await begin(ada, "a find");
		await dialog(ada).getByRole("combobox").fill("#reef");
		await expect(places(ada).getByRole("option")).toHaveCount(1);
		await expect(places(ada).getByRole("option")).toContainText("You'll join it");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("unjoined.png") });
		await places(ada).getByRole("option").click();
		await dialog(ada).getByRole("button", { name: "Forward", exact: true }).click();
		await expect(ada.page.getByText("Forwarded to #reef.")).toBeVisible();
		await expect(ada.page.getByRole("navigation").getByRole("link", { name: /reef/ })).toBeVisible();
		await grace.open(reef);
		await expect(grace.message("a find")).toBeVisible();
	});
});

test("a guest forwards to channels alone", async ({ world }) => {
	const gus = await world.person("Gus", {}, "guest");
	const ada = await world.person("Ada");
	await ada.chat.channels.addMember(world.general.id, gus.user.id);
	await ada.chat.channels.create(world.workspace.id, { name: "reef" });
	await ada.chat.messages.create(world.general.id, { body: "a find" });
	await gus.open(world.general);
	await begin(gus, "a find");
	await expect(places(gus).getByRole("option")).toHaveText([/general/]);
	await dialog(gus).getByRole("combobox").fill("ada");
	await expect(places(gus).getByRole("option")).toHaveCount(0);
});

test("on a phone a closed conversation and somebody beyond the first members are found", async ({ world }, info) => {
	const ada = await world.person("Ada", phone);
	const zuse = await world.person("Zuse");
	const { conversation } = await ada.chat.dms.create(world.workspace.id, [zuse.user.id]);
	await ada.chat.messages.create(conversation.id, { body: "hello" });
	await ada.chat.dms.close(conversation.id);
	await world.crowd(200);
	await ada.chat.messages.create(world.general.id, { body: "a find" });
	await ada.open(world.general);
	await begin(ada, "a find");
	await dialog(ada).getByRole("combobox").fill("zus");
	await places(ada).getByRole("option", { name: /^Zuse/ }).tap();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("beyond-phone.png") });
	await dialog(ada).getByRole("button", { name: "Forward", exact: true }).tap();
	await expect(dialog(ada)).toHaveCount(0);
	await zuse.open(conversation);
	await expect(zuse.message("a find")).toBeVisible();
});
