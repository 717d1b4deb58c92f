import { type Person, type World, expect, test } from "./world.ts";

const sizes = { wide: [1440, 900], narrow: [390, 844] } as const;

/** Ada moderates; Grace, whom she is about to moderate, has said something; there is a link to come in by. */
async function scene(world: World, window = {}) {
	const ada = await world.person("Ada", window, "moderator");
	const grace = await world.person("Grace");
	await grace.chat.messages.create(world.general.id, { body: "hello from Grace" });
	const { token } = await ada.chat.invites.create(world.workspace.id, { max_uses: 10 });
	await ada.open(world.general);
	await ada.message("hello from Grace").getByRole("button", { name: "Grace" }).first().click();
	return { ada, grace, token };
}

const dialogOf = ({ page }: Person, name: string) => page.getByRole("dialog", { name, exact: true });

test("before removing a member, the active invite links are shown and can be revoked", async ({ world }) => {
	const { ada, grace, token } = await scene(world);
	await ada.page.getByRole("button", { name: "Remove from workspace" }).click();
	const dialog = dialogOf(ada, "Remove Grace?");
	await expect(dialog).toContainText("To come back they need a new link.");
	await expect(dialog.getByRole("listitem")).toContainText(/member.*Ada · used 0 of 10 · until/i);
	await dialog.getByRole("button", { name: "Revoke" }).click();
	await expect(dialog).toContainText("No active links.");
	await expect(grace.chat.invites.look(token)).rejects.toMatchObject({ code: "gone" });

	const { token: other } = await ada.chat.invites.create(world.workspace.id);
	await dialog.getByRole("button", { name: "Remove", exact: true }).click();
	await expect(dialog).toHaveCount(0);
	await expect(grace.chat.invites.accept(other)).rejects.toThrow("ask for a new link");
});

test("before lowering a role, the active invite links are shown", async ({ world }) => {
	const { ada, grace, token } = await scene(world);
	await ada.page.getByLabel("Change role").selectOption("guest");
	const dialog = dialogOf(ada, "Make Grace a guest?");
	await expect(dialog.getByRole("listitem")).toContainText(/used 0 of 10/);
	expect((await grace.chat.workspaces.get(world.workspace.id)).role).toBe("member");
	await dialog.getByRole("button", { name: "Make them a guest" }).click();
	await expect(dialog).toHaveCount(0);
	expect((await grace.chat.workspaces.get(world.workspace.id)).role).toBe("guest");
	await grace.chat.members.remove(world.workspace.id, grace.user.id);
	await expect(grace.chat.invites.accept(token)).rejects.toThrow("ask for a new link");
});

for (const [size, [width, height]] of Object.entries(sizes))
	for (const colorScheme of ["light", "dark"] as const)
		test(`screenshots of the question before a removal, ${size}, ${colorScheme}`, async ({ world }, info) => {
			const { ada } = await scene(world, { colorScheme, viewport: { width, height } });
			await ada.chat.invites.create(world.workspace.id, { role: "guest" });
			await ada.page.getByRole("button", { name: "Remove from workspace" }).click();
			const dialog = dialogOf(ada, "Remove Grace?");
			await expect(dialog.getByRole("listitem")).toHaveCount(2);
			await dialog.evaluate((sheet) => Promise.all(sheet.getAnimations().map(({ finished }) => finished)));
			await ada.page.screenshot({ path: info.outputPath("remove.png") });
			expect(await dialog.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth)).toBe(0);
		});

test("only a time-out that there is can be ended", async ({ world }) => {
	const { ada, grace } = await scene(world);
	const end = ada.page.getByRole("button", { name: "End time-out" });
	await expect(ada.page.getByRole("button", { name: "Time out for an hour" })).toBeVisible();
	await expect(end).toHaveCount(0);
	await ada.page.getByRole("button", { name: "Time out for an hour" }).click();
	await end.click();
	await expect(end).toHaveCount(0);
	await ada.chat.members.moderate(world.workspace.id, grace.user.id, { timeout_minutes: 5 });
	await ada.page.reload();
	await ada.message("hello from Grace").getByRole("button", { name: "Grace" }).first().click();
	await expect(end).toBeVisible();
});
