import { expect, operator, test } from "./world.ts";

test("a sign-in link signs in, once", async ({ world }) => {
	const email = `ada@${world.workspace.slug}.example.com`;
	await operator.admin.createUser({ name: "Ada", email, workspace_id: world.workspace.id });
	const { token } = await operator.admin.createMagicLink({ email });
	const page = await world.window();
	await page.goto("/");
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	await page.getByLabel(/link/i).first().fill(token);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();

	const other = await world.window();
	await other.goto(`/signin?token=${token}`);
	await expect(other.getByRole("alert")).toBeVisible();
	expect(new URL(other.url()).search).toBe("");
});

test("somebody new joins by an invite and can write at once", async ({ world }) => {
	const { token } = await operator.admin.createInvite({ workspace_id: world.workspace.id, max_uses: 1 });
	const page = await world.window();
	await page.goto(`/invite/${token}`);
	await expect(page.getByText(world.workspace.name).first()).toBeVisible();
	await page.getByLabel(/name/i).first().fill("Katherine Johnson");
	await page.getByRole("button", { name: /join/i }).click();
	const composer = page.getByRole("textbox", { name: /^Message / });
	await composer.fill("I am in");
	await composer.press("Enter");
	await expect(page.getByRole("article").filter({ hasText: "I am in" })).toContainText("Katherine Johnson");

	const late = await world.window();
	await late.goto(`/invite/${token}`);
	await expect(late.getByRole("heading", { level: 1 })).toBeVisible();
	await expect(late.getByRole("button", { name: /join/i })).toHaveCount(0);
});

test("where only the operator makes workspaces, the app offers nobody to make one", async ({ world }) => {
	const ada = await world.person("Ada");
	const offer = ada.page.getByRole("button", { name: "New workspace" });
	await ada.open(world.general);
	await expect(offer).toBeVisible();
	await ada.page.route("**/api/workspaces", async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, json: { ...(await response.json()), can_create_workspaces: false } });
	});
	await ada.open(world.general);
	await expect(offer).toHaveCount(0);
});

test("signing out ends it here and for the sockets that are open", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const second = await ada.page.context().newPage();
	await second.goto(ada.page.url());
	await expect(second.getByRole("textbox", { name: /^Message / })).toBeVisible();
	await ada.page.getByRole("button", { name: "Your profile and settings" }).click();
	await ada.page.getByRole("button", { name: "Sign out" }).click();
	await expect(ada.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	await expect(second.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("somebody new hears beside the field what is wrong with it", async ({ world }) => {
	const ada = await world.person("Ada");
	const { token } = await operator.admin.createInvite({ workspace_id: world.workspace.id });
	const page = await world.window();
	await page.goto(`/invite/${token}`);
	await page.getByLabel("Your name").fill("Ada");
	await page.getByLabel("Handle").fill(ada.user.handle);
	await page.getByRole("button", { name: "Join" }).click();
	await expect(page.getByLabel("Handle")).toHaveAccessibleDescription("Handle is already taken.");
	await page.getByLabel("Handle").fill("!");
	await page.getByRole("button", { name: "Join" }).click();
	await expect(page.getByLabel("Handle")).toHaveAccessibleDescription(/^Handle: 2 to 32 letters/);
});

test("an invitation that does not exist leads on", async ({ world }) => {
	const page = await world.window();
	await page.goto("/invite/nothing");
	await expect(page.getByRole("heading", { name: "No such invitation" })).toBeVisible();
	await page.getByRole("link", { name: "Sign in" }).click();
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
