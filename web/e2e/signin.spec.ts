import type { Page } from "@playwright/test";
import { onCall } from "./calls.ts";
import { kept, readStore, sent } from "./kept.ts";
import { expect, operator, pathOf, test, type Person } from "./world.ts";

test("a sign-in link signs in, once", async ({ world }) => {
	const email = `ada@${world.workspace.slug}.example.com`;
	await operator.admin.createUser({ name: "Ada", email, workspace_id: world.workspace.id });
	const { token } = await operator.admin.createMagicLink({ email });
	const page = await world.window();
	await page.goto("/signin");
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	await page.getByLabel(/link/i).first().fill(token);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();

	const other = await world.window();
	await other.goto(`/signin?token=${token}`);
	await other.getByRole("button", { name: "Sign in" }).click();
	await expect(other.getByRole("alert")).toContainText("already used");
	await expect(other.getByLabel("Sign-in link")).toBeFocused();
	expect(new URL(other.url()).search).toBe("");
});

test("opening a sign-in link uses nothing up, as programs do that look at the links in a mail", async ({ world }) => {
	const email = `mary@${world.workspace.slug}.example.com`;
	await operator.admin.createUser({ name: "Mary", email, workspace_id: world.workspace.id });
	const { magic_link } = await operator.admin.createMagicLink({ email });
	const next = pathOf(world.general);
	for (const visitor of [await world.window(), await world.window()]) {
		const calls: string[] = [];
		visitor.on("request", (request) => request.method() === "POST" && calls.push(request.url()));
		await visitor.goto(`${magic_link}&next=${next}`);
		const button = visitor.getByRole("button", { name: "Sign in" });
		await expect(button).toBeFocused();
		expect(visitor.url()).not.toContain("mgt_");
		// a phone may drop the page and load it again before the person is back at it
		await visitor.reload();
		await expect(button).toBeFocused();
		expect(calls).toEqual([]);
	}
	const page = await world.window();
	await page.goto(`${magic_link}&next=${next}`);
	await expect(page.getByRole("heading", { name: `Sign in to ${new URL(magic_link).host}` })).toBeVisible();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("button", { name: "You: Mary" })).toBeVisible();
	expect(new URL(page.url()).pathname).toBe(next);
});

test("a link that could not be sent to the server can be tried again", async ({ world }) => {
	const ada = await world.person("Ada");
	const { magic_link } = await operator.admin.createMagicLink({ user_id: ada.user.id });
	const page = await world.window();
	await page.goto(magic_link);
	await page.route("**/api/auth/magic/consume", (route) => route.abort());
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByRole("alert")).toContainText("Can't reach the server");
	await page.unroute("**/api/auth/magic/consume");
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByRole("button", { name: "You: Ada" })).toBeVisible();
});

test("a link that does not exist, or has a broken token, says so after the press", async ({ world }) => {
	const page = await world.window();
	for (const token of ["mgt_nothing", "%00", "a%20b", "%E2%80%AEx"]) {
		await page.goto(`/signin?token=${token}`);
		await page.getByRole("button", { name: "Sign in" }).click();
		await expect(page.getByRole("alert")).toBeVisible();
	}
});

test("a new person joins by an invite and can write at once", async ({ world }) => {
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

test("signing out ends the session here and on open sockets", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const second = await ada.page.context().newPage();
	await second.goto(ada.page.url());
	await expect(second.getByRole("textbox", { name: /^Message / })).toBeVisible();
	await ada.choose("Sign out");
	await expect(ada.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	await expect(second.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a call that is refused as signed out is checked once, and ends no session that is valid", async ({ world }) => {
	const ada = await world.person("Ada");
	const asked: string[] = [];
	await ada.page.route("**/api/me/magic-links", (route) =>
		route.fulfill({ status: 401, json: { error: { code: "unauthorized", message: "Sign in." } } }),
	);
	await ada.page.goto("/settings/account");
	const create = ada.page.getByRole("button", { name: "Create a sign-in link" });
	await expect(create).toBeVisible();
	await ada.page.waitForLoadState("networkidle");
	ada.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
	await create.click();
	await expect.poll(() => asked.includes("/api/auth/session")).toBe(true);
	await ada.page.waitForTimeout(500);
	expect(asked).toEqual(["/api/me/magic-links", "/api/auth/session"]);
	await expect(create).toBeVisible();
});

test("the form for new people shows beside each field what is wrong with it", async ({ world }) => {
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
	await expect(page.getByLabel("Handle")).toHaveAccessibleDescription(/^Handle: 2 to 32 of a–z/);
});

test("the page of an invitation that does not exist leads to signing in", async ({ world }) => {
	const page = await world.window();
	await page.goto("/invite/nothing");
	await expect(page.getByRole("heading", { name: "Invitation not found" })).toBeVisible();
	await page.getByRole("link", { name: "Sign in" }).click();
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("who has an account signs in from an invitation, and is back at it", async ({ world }) => {
	const email = `hedy@${world.workspace.slug}.example.com`;
	await operator.admin.createUser({ name: "Hedy", email });
	const invite = await operator.admin.createInvite({ workspace_id: world.workspace.id });
	const { magic_link } = await operator.admin.createMagicLink({ email });
	const page = await world.window();
	await page.goto(`/invite/${invite.token}`);
	await page.getByRole("link", { name: "Sign in" }).click();
	await page.getByLabel("Sign-in link").fill(magic_link);
	await page.getByRole("button", { name: "Sign in" }).click();
	await page.getByRole("button", { name: "Join as Hedy" }).click();
	await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();
});

test("a server that cannot be reached is told in words for people", async ({ world }) => {
	const page = await world.window();
	await page.route("**/api/**", (route) => route.abort());
	await page.goto("/signin");
	await expect(page.getByText("Can't reach the server. Check your connection and try again.")).toBeVisible();
	await page.unroute("**/api/**");
	await page.getByRole("button", { name: "Try again" }).click();
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("whoever is signed in makes a link to sign in on another device, without the operator", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto("/settings/account");
	await ada.page.getByRole("button", { name: "Create a sign-in link" }).click();
	const link = await ada.page.getByRole("textbox", { name: "Sign-in link" }).inputValue();
	const other = await world.window();
	await other.goto(link);
	await other.getByRole("button", { name: "Sign in" }).click();
	await expect(other.getByRole("textbox", { name: /^Message / })).toBeVisible();
	await expect(other.getByRole("button", { name: "You: Ada" })).toBeVisible();

	const third = await world.window();
	await third.goto(link);
	await third.getByRole("button", { name: "Sign in" }).click();
	await expect(third.getByRole("alert")).toContainText("already used");
});

/** The dialog in which one signs in over the app. */
const over = (page: Page) => page.getByRole("dialog", { name: "Your session has ended" });

async function signInOver({ page, user }: Pick<Person, "page" | "user">): Promise<void> {
	const { magic_link } = await operator.admin.createMagicLink({ user_id: user.id });
	await over(page).getByLabel("Sign-in link").fill(magic_link);
	await page.keyboard.press("Enter");
	await expect(over(page)).toHaveCount(0);
}

test("when a session ends in the open app, one signs in over it: draft, place and scroll stay, and what waits is sent", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const bodies = Array.from({ length: 60 }, (_, n) => `message ${n}`);
	for (const body of bodies) await grace.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	await expect(ada.message("message 0").first()).toBeVisible();
	await ada.page.evaluate(() => Object.assign(window, { isSamePage: true }));
	await ada.composer.fill("half a thought");
	await ada.timeline.hover();
	await ada.page.mouse.wheel(0, 300);
	const position = () => ada.timeline.evaluate((log) => log.scrollTop);
	await expect.poll(position).toBe(300);

	await ada.chat.auth.logout();
	await expect(over(ada.page)).toBeVisible();
	await expect(over(ada.page).getByLabel("Sign-in link")).toBeFocused();
	for (let n = 0; n < 3; n++) await ada.page.keyboard.press("Escape");
	await expect(over(ada.page)).toBeVisible();
	await grace.chat.messages.create(world.general.id, { body: "said meanwhile" });

	await signInOver(ada);
	expect(await ada.page.evaluate(() => "isSamePage" in window)).toBe(true);
	await expect(ada.composer).toHaveValue("half a thought");
	expect(await position()).toBe(300);
	await ada.composer.press("Enter");
	await expect.poll(() => sent(grace, world.general.id)).toContain("half a thought");
	await expect(ada.message("said meanwhile")).toBeVisible();
});

test("a message that was on its way when the session ended is sent when its author is back", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	let isLost = true;
	await onCall(ada.page, "createMessage", (call) => (isLost ? call.lose() : call.pass()));
	await ada.open(world.general);
	await ada.say("on its way");
	await ada.chat.auth.logout();
	await expect(over(ada.page)).toBeVisible();
	isLost = false;
	expect(await sent(grace, world.general.id)).toEqual([]);
	await signInOver(ada);
	await expect.poll(() => sent(grace, world.general.id)).toEqual(["on its way"]);
});

test("signing in again in one tab brings back the others, and nothing that was read is kept until then", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("said by Ada");
	await kept(ada.page, "said by Ada");
	const second = await ada.page.context().newPage();
	await second.goto(ada.page.url());
	await expect(second.getByRole("textbox", { name: /^Message / })).toBeVisible();
	await ada.chat.auth.logout();
	await expect(over(second)).toBeVisible();
	await expect(over(ada.page)).toBeVisible();
	await expect.poll(() => ada.page.evaluate(readStore)).not.toContain("said by Ada");
	await signInOver({ page: second, user: ada.user });
	await expect(over(ada.page)).toHaveCount(0);
	await ada.say("back again");
	await expect(second.getByRole("article").filter({ hasText: "back again" })).toBeVisible();
});

test("who signs in over the app of another person begins anew, and sends nothing of theirs", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await ada.open(world.general);
	await ada.composer.fill("only for Ada");
	await kept(ada.page, "only for Ada", "written");
	await ada.chat.auth.logout();
	const { magic_link } = await operator.admin.createMagicLink({ user_id: grace.user.id });
	await over(ada.page).getByLabel("Sign-in link").fill(magic_link);
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("button", { name: "You: Grace" })).toBeVisible();
	await expect(ada.composer).toHaveValue("");
});
