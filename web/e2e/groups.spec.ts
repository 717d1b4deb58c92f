import type { MyGroup } from "@clickclack/sdk";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { type Person, type World, expect, pathOf, test } from "./world.ts";

const administration = ({ workspace }: World) => `/app/${workspace.route_id}/-/admin/groups`;
const pane = ({ page }: Person) => page.getByRole("region", { name: "Crew" });

/** A group of the owner's with Grace in it. */
async function crew(world: World, owner: Person, grace: Person, handle = "crew"): Promise<MyGroup> {
	const { group } = await owner.chat.groups.create(world.workspace.id, {
		name: "Crew",
		handle,
		description: "Those on deck",
	});
	await owner.chat.groups.putMember(group.id, grace.user.id);
	return group;
}

test("a group is made, gets people and channels, and is deleted, by keyboard", async ({ world }, info) => {
	const owner = await world.owner();
	const grace = await world.person("Grace");
	const { channel } = await owner.chat.channels.create(world.workspace.id, { name: "deck", kind: "private" });
	const { page } = owner;
	await page.goto(administration(world));
	await page.getByRole("button", { name: "Create group" }).press("Enter");
	const dialog = page.getByRole("dialog", { name: "Create group" });
	await expect(dialog.getByLabel("Name")).toBeFocused();
	await dialog.getByLabel("Name").fill("Crew");
	await dialog.getByLabel("Handle").fill(grace.user.handle);
	await dialog.getByLabel("Handle").press("Enter");
	await expect(dialog).toContainText("Handle is already taken");
	expect(await faults(page)).toEqual([]);
	await dialog.getByLabel("Handle").fill("@Crew");
	await dialog.getByLabel("Description").fill("Those on deck");
	await dialog.getByLabel("Handle").press("Enter");
	await expect(page.getByRole("heading", { name: "Crew" })).toBeVisible();

	await page.getByLabel("Add people").fill("grac");
	await page.getByRole("button", { name: "Add Grace" }).press("Enter");
	await expect(page.getByRole("list", { name: "Members", exact: true }).getByRole("listitem")).toHaveCount(2);
	await page.getByLabel("Add channels").fill("deck");
	await page.getByRole("button", { name: "Add deck" }).press("Enter");
	await expect(page.getByRole("list", { name: "Channels", exact: true })).toContainText("deck");
	expect((await grace.chat.channels.get(channel.id)).is_member).toBe(true);
	await page.getByRole("button", { name: "Remove deck" }).press("Enter");
	await expect(page.getByRole("list", { name: "Channels", exact: true })).toBeFocused();
	await page.getByLabel("Add channels").fill("deck");
	await page.getByRole("button", { name: "Add deck" }).press("Enter");
	await expect(page.getByRole("list", { name: "Channels", exact: true })).toContainText("deck");
	await page.getByLabel("Role of Grace").selectOption("Admin");
	await expect.poll(async () => (await grace.chat.groups.list(world.workspace.id))[0]!.my_role).toBe("admin");
	expect(await faults(page)).toEqual([]);
	await page.screenshot({ path: info.outputPath("group.png") });

	await page.getByRole("button", { name: "Delete group" }).press("Enter");
	const confirm = page.getByRole("dialog", { name: "Delete @crew?" });
	await confirm.getByRole("textbox").fill("@crew");
	await confirm.getByRole("textbox").press("Enter");
	await expect(page.getByText("There is no group yet.")).toBeVisible();
	await expect(page.getByRole("list", { name: "Groups", exact: true })).toBeFocused();
	await expect(grace.chat.channels.get(channel.id)).rejects.toMatchObject({ status: 404 });
});

test("a mention of a group is completed, calls its members, stands out for them and leads to it", async ({
	world,
}, info) => {
	const owner = await world.owner();
	const [grace, linus] = await Promise.all([world.person("Grace", { colorScheme: "dark" }), world.person("Linus")]);
	for (const one of [grace, linus]) await owner.chat.channels.addMember(world.general.id, one.user.id);
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "elsewhere" });
	await grace.open(channel);
	await linus.open(world.general);
	await owner.open(world.general);
	await crew(world, owner, grace);
	await owner.composer.pressSequentially("tea @cre");
	await expect(owner.page.getByRole("option", { name: /Crew/ })).toContainText("@crew");
	await owner.composer.press("Enter");
	await expect(owner.composer).toHaveValue("tea @crew ");
	await owner.composer.press("Enter");
	await expect(owner.message("tea").locator("mark")).toHaveText("@crew");
	const link = grace.page.getByRole("list", { name: "Channels" }).getByRole("link", { name: /^general/ });
	await expect(link).toHaveAccessibleName("general 1 unread 1 mentions you");
	await link.click();
	await expect(grace.message("tea")).toHaveClass(/mine/);
	await expect(grace.message("tea").locator("mark")).toHaveClass(/mine/);
	await expect(linus.message("tea").locator("mark")).toHaveText("@crew");
	await expect(linus.message("tea")).not.toHaveClass(/mine/);

	await grace.message("tea").locator("mark a").click();
	await expect(pane(grace)).toContainText("Those on deck");
	await expect(pane(grace).getByRole("list", { name: "Members" })).toContainText("Grace");
	await expect(pane(grace).getByRole("button", { name: "Edit group" })).toHaveCount(0);
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("card.png") });
	await pane(grace).getByRole("button", { name: "Leave group" }).click();
	const leaving = grace.page.getByRole("dialog", { name: "Leave @crew?" });
	await leaving.getByRole("button", { name: "Leave group" }).click();
	await expect(pane(grace).getByRole("button", { name: "Leave group" })).toHaveCount(0);
	await expect(pane(grace).getByRole("list", { name: "Members" })).not.toContainText("Grace");
});

test("before a group calls many people the app asks, also in a thread", async ({ world }) => {
	const owner = await world.owner();
	const grace = await world.person("Grace");
	const { id } = await crew(world, owner, grace);
	await world.crowd(30);
	for await (const { id: user_id } of owner.chat.channels.members(world.general.id))
		await owner.chat.groups.putMember(id, user_id, user_id === owner.user.id ? "admin" : "member");
	await owner.open(world.general);
	await owner.say("hello @crew");
	const question = owner.page.getByRole("dialog", { name: /^Notify 4\d people/ });
	await expect(question).toContainText("@crew notifies everyone in this group who is in this conversation");
	expect(await faults(owner.page)).toEqual([]);
	await question.getByRole("button", { name: "Send" }).click();
	await expect(owner.message("hello").locator("mark")).toHaveText("@crew");
	await owner.act(owner.message("hello"), "Reply in thread");
	await owner.threadComposer.fill("and @crew here");
	await owner.threadComposer.press("Enter");
	await question.getByRole("button", { name: "Send" }).click();
	await expect(owner.thread).toContainText("and @crew here");
});

test("guests see a group's mention as text until they are in it", async ({ world }) => {
	const owner = await world.owner();
	const [grace, gus] = [await world.person("Grace"), await world.person("Gus", {}, "guest")];
	await owner.chat.channels.addMember(world.general.id, gus.user.id);
	const { id } = await crew(world, owner, grace);
	await owner.chat.messages.create(world.general.id, { body: "ahoy @crew" });
	await gus.open(world.general);
	await expect(gus.message("ahoy")).toBeVisible();
	await expect(gus.message("ahoy").locator("mark")).toHaveCount(0);
	await owner.chat.groups.putMember(id, gus.user.id);
	await expect(gus.message("ahoy").locator("mark")).toHaveText("@crew");
});

for (const [what, window] of [
	["light", { colorScheme: "light" }],
	["dark", { colorScheme: "dark" }],
	["phone", { ...phone, colorScheme: "light" }],
] as const)
	test(`a group's card and page are in order, ${what}`, async ({ world }, info) => {
		const owner = await world.owner(window);
		const [grace, { channel }] = [
			await world.person("Grace"),
			await owner.chat.channels.create(world.workspace.id, { name: "deck" }),
		];
		const { id } = await crew(world, owner, grace);
		await owner.chat.groups.putChannel(id, channel.id);
		await owner.chat.messages.create(world.general.id, { body: "ahoy @crew" });
		await owner.open(world.general);
		await owner.message("ahoy").locator("mark a").click();
		await expect(pane(owner).getByRole("list", { name: "Members" })).toContainText("Grace");
		expect(await faults(owner.page)).toEqual([]);
		await owner.page.screenshot({ path: info.outputPath("card.png") });
		await owner.page.goto(administration(world));
		await owner.page.getByRole("button", { name: /Crew/ }).click();
		await expect(owner.page.getByRole("list", { name: "Members" })).toContainText("Grace");
		expect(await faults(owner.page)).toEqual([]);
		await owner.page.screenshot({ path: info.outputPath("page.png") });
		await owner.page.getByRole("button", { name: "Edit group" }).click();
		await expect(owner.page.getByRole("dialog", { name: "Edit group" })).toBeVisible();
		expect(await faults(owner.page)).toEqual([]);
		await owner.page.screenshot({ path: info.outputPath("dialog.png") });
	});

test("on a phone a group is changed with a finger", async ({ world }, info) => {
	const owner = await world.owner({ ...phone, colorScheme: "dark" });
	const grace = await world.person("Grace");
	await owner.chat.channels.create(world.workspace.id, { name: "deck" });
	await crew(world, owner, grace);
	await owner.page.goto(administration(world));
	await owner.page.getByRole("button", { name: /Crew/ }).tap();
	await expect(owner.page.getByRole("list", { name: "Members", exact: true })).toContainText("Grace");
	expect(await smallTargets(owner.page)).toEqual([]);
	expect(await faults(owner.page)).toEqual([]);
	await owner.page.screenshot({ path: info.outputPath("phone.png"), fullPage: true });
	await owner.page.getByRole("button", { name: "Remove Grace" }).tap();
	await expect(owner.page.getByRole("list", { name: "Members", exact: true })).not.toContainText("Grace");
});

test("a search is offered groups as authors", async ({ world }) => {
	const owner = await world.owner();
	const grace = await world.person("Grace");
	await owner.chat.channels.addMember(world.general.id, grace.user.id);
	await crew(world, owner, grace);
	await grace.chat.messages.create(world.general.id, { body: "tide by Grace" });
	await owner.open(world.general);
	await owner.page.goto(`${pathOf(world.general)}?pane=search`);
	const pane = owner.page.getByRole("complementary", { name: "Search" });
	const field = pane.getByRole("searchbox", { name: "Search messages" });
	await field.pressSequentially("tide from:@cre");
	await pane
		.getByRole("list", { name: /^from:/ })
		.getByRole("button", { name: /Crew/ })
		.click();
	await expect(field).toHaveValue("tide from:@crew ");
	await expect(pane.getByRole("link").filter({ has: owner.page.locator("time") })).toHaveCount(1);
});

test("an admin of a group who is a plain member has its page, and creates none", async ({ world }) => {
	const owner = await world.owner();
	const grace = await world.person("Grace");
	const { id } = await crew(world, owner, grace);
	await owner.chat.groups.putMember(id, grace.user.id, "admin");
	await grace.page.goto(administration(world));
	await expect(grace.page.getByRole("button", { name: /Crew/ })).toBeVisible();
	await expect(grace.page.getByRole("button", { name: "Create group" })).toHaveCount(0);
	await grace.page.getByRole("button", { name: /Crew/ }).click();
	await expect(grace.page.getByRole("button", { name: "Edit group" })).toBeVisible();
});
