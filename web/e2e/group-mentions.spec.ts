import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test, type Person } from "./world.ts";

const question = ({ page }: Person) => page.getByRole("dialog", { name: /^Notify/ });

test("@channel calls everybody in the channel and stands out for them; a guest's is text", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await ada.chat.channels.addMember(world.general.id, grace.user.id);
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "reef" });
	await grace.open(channel);
	await ada.open(world.general);
	await ada.say("tea for @channel");
	await expect(ada.message("tea for").locator("mark")).toHaveText("@channel");
	const link = grace.page.getByRole("list", { name: "Channels" }).getByRole("link", { name: /^general/ });
	await expect(link).toHaveAccessibleName("general 1 unread 1 mentions you");
	await expect(grace.page).toHaveTitle(/^\(1\)/);
	await link.click();
	await expect(grace.message("tea for")).toHaveClass(/mine/);
	await expect(ada.message("tea for")).not.toHaveClass(/mine/);

	const gus = await world.person("Gus", {}, "guest");
	await ada.chat.channels.addMember(world.general.id, gus.user.id);
	await gus.open(world.general);
	await gus.say("me too @everyone");
	await expect(grace.message("me too")).toBeVisible();
	await expect(grace.message("me too").locator("mark")).toHaveCount(0);
	await expect(grace.message("me too")).not.toHaveClass(/mine/);
});

test("the composer offers the words, with what they do", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.composer.pressSequentially("tea @chan");
	const offered = ada.page.getByRole("option", { name: /@channel/ });
	await expect(offered).toContainText("Everyone in this conversation");
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue("tea @channel ");
	await ada.composer.pressSequentially("or @her");
	await expect(ada.page.getByRole("option", { name: /@here/ })).toContainText("who is online");
	await ada.page.keyboard.press("Escape");
});

test("before many are called the app asks, for a new message and for an edit", async ({ world }, info) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "few" });
	await world.crowd(40);
	await expect.poll(async () => (await ada.chat.channels.get(world.general.id)).member_count).toBeGreaterThan(40);
	await ada.open(world.general);
	await ada.say("in code only `@channel`");
	await expect(ada.message("in code only")).toBeVisible();
	await ada.say("tea, @everyone");
	await expect(question(ada)).toContainText(/@everyone notifies everyone in this conversation: 4\d people/);
	await expect(question(ada).getByRole("button", { name: "Edit" })).toBeFocused();
	await ada.page.screenshot({ path: info.outputPath("question.png") });
	expect(await faults(ada.page)).toEqual([]);
	await question(ada).getByRole("button", { name: "Edit" }).click();
	await expect(ada.composer).toBeFocused();
	await expect(ada.composer).toHaveValue("tea, @everyone");
	await ada.composer.press("Enter");
	await question(ada).getByRole("button", { name: "Send" }).click();
	await expect(ada.message("tea, @everyone").locator("mark")).toHaveText("@everyone");
	await expect(ada.composer).toBeFocused();

	await ada.act(ada.message("few"), "Edit");
	await ada.page.getByRole("textbox", { name: "Edit message" }).fill("few @channel");
	await ada.page.keyboard.press("Enter");
	await question(ada).getByRole("button", { name: "Save" }).click();
	await expect(ada.message("few @channel")).toBeVisible();
});

test("it asks before what is scheduled, a poll and what goes along with a forwarded message too", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "news" });
	await ada.chat.messages.create(world.general.id, { body: "hi @here" });
	await world.crowd(40);
	await expect.poll(async () => (await ada.chat.channels.get(world.general.id)).member_count).toBeGreaterThan(40);
	await ada.open(world.general);
	const dialog = (name: string) => ada.page.getByRole("dialog", { name });

	await ada.composer.fill("@channel soon");
	await ada.page.getByRole("button", { name: "Schedule message" }).click();
	await ada.page.getByRole("menuitem", { name: /^Tomorrow/ }).click();
	await question(ada).getByRole("button", { name: "Schedule" }).click();
	await expect(ada.page.getByText(/^Scheduled for/)).toBeVisible();
	await expect(ada.composer).toHaveValue("");

	await ada.page.getByRole("button", { name: "Create a poll" }).click();
	await dialog("Create a poll").getByLabel("Question").fill("Tea, @channel?");
	await dialog("Create a poll").getByLabel("Option 1", { exact: true }).fill("Yes");
	await dialog("Create a poll").getByLabel("Option 2", { exact: true }).fill("No");
	await dialog("Create a poll").getByRole("button", { name: "Post poll" }).click();
	await question(ada).getByRole("button", { name: "Edit" }).click();
	await expect(dialog("Create a poll").getByLabel("Question")).toHaveValue("Tea, @channel?");
	await dialog("Create a poll").getByRole("button", { name: "Post poll" }).click();
	await question(ada).getByRole("button", { name: "Post poll" }).click();
	await expect(ada.message("Tea, @channel?")).toBeVisible();

	await ada.act(ada.message("news"), "More");
	await ada.page.getByRole("menuitem", { name: "Forward message" }).click();
	await dialog("Forward message").getByRole("option", { name: "general" }).click();
	await dialog("Forward message").getByLabel("Add a message (optional)").fill("look @channel");
	await dialog("Forward message").getByRole("button", { name: "Forward", exact: true }).click();
	await question(ada).getByRole("button", { name: "Forward" }).click();
	await expect(ada.message("look @channel")).toBeVisible();

	await ada.act(ada.message("hi @here"), "Edit");
	await ada.page.getByRole("textbox", { name: "Edit message" }).fill("hi @channel");
	await ada.page.keyboard.press("Enter");
	await question(ada).getByRole("button", { name: "Save" }).click();
	await expect(ada.message("hi @channel")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
	test(`on a phone the question fits, ${colorScheme}`, async ({ world }, info) => {
		const ada = await world.person("Ada", { ...phone, colorScheme });
		await world.crowd(40);
		await expect.poll(async () => (await ada.chat.channels.get(world.general.id)).member_count).toBeGreaterThan(40);
		await ada.open(world.general);
		await ada.composer.fill("tea, @channel");
		await ada.page.getByRole("button", { name: "Send", exact: true }).click();
		await expect(question(ada)).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("question.png") });
	});
