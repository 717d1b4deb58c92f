import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test, type World } from "./world.ts";

const section = ({ workspace }: World, name: string) => `/app/${workspace.route_id}/-/admin/${name}`;

for (const [where, look] of [
	["on a desk in the dark", { colorScheme: "dark", viewport: { width: 1440, height: 900 } }],
	["on a phone", { ...phone, colorScheme: "light" }],
] as const)
	test(`the owner says who creates channels, and the others' buttons follow at once, ${where}`, async ({
		world,
	}, info) => {
		const edith = await world.owner(look);
		const ada = await world.person("Ada");
		await ada.open(world.general);
		const create = ada.page.getByRole("menuitem", { name: "Create a channel" });
		const menu = ada.page.getByRole("button", { name: "Add channels" });
		await menu.click();
		await expect(create).toBeVisible();
		await ada.page.keyboard.press("Escape");

		await edith.page.goto(section(world, "roles"));
		const who = edith.page.getByRole("combobox", { name: "Who can create channels" });
		await expect(who).toHaveValue("member");
		await who.selectOption("Moderators and owners");
		await edith.page.getByRole("combobox", { name: "Who can invite people" }).selectOption("Everyone but guests");
		await expect
			.poll(async () => (await ada.chat.workspaces.get(world.workspace.id)).permissions)
			.toMatchObject({ "channel.create": "moderator", "member.invite": "member" });
		await expect(who).toHaveValue("moderator");
		await edith.page.screenshot({ path: info.outputPath("roles.png") });
		expect(await faults(edith.page)).toEqual([]);

		await menu.click();
		await expect(ada.page.getByRole("menuitem", { name: "Browse channels" })).toBeVisible();
		await expect(create).toHaveCount(0);
		await ada.page.keyboard.press("Escape");
		await ada.page.goto(section(world, "invites"));
		await ada.page.getByRole("button", { name: "Create link" }).click();
		await expect(ada.page.getByText(/until/)).toHaveCount(1);
		await ada.page.getByRole("button", { name: "Revoke" }).click();
		await expect(ada.page.getByText("No active links.")).toBeVisible();
	});

test("a moderator does not change roles' permissions, and sees invites where only the owner makes them", async ({
	world,
}) => {
	const edith = await world.owner();
	await edith.chat.workspaces.update(world.workspace.id, { permissions: { "member.invite": "owner" } });
	const grace = await world.person("Grace", {}, "moderator");
	await grace.page.goto(section(world, "invites"));
	await expect(grace.page.getByRole("heading", { name: "Active links" })).toBeVisible();
	await expect(grace.page.getByRole("button", { name: "Create link" })).toHaveCount(0);
	await expect(grace.page.getByRole("link", { name: "Roles and permissions" })).toHaveCount(0);
	await grace.page.goto(section(world, "roles"));
	await expect(grace.page.getByText("You can't open this page")).toBeVisible();
});
