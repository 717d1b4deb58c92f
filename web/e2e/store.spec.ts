import { hold, kept, readStore } from "./kept.ts";
import { expect, operator, pathOf, test } from "./world.ts";

test("a reload shows the conversation before any request is answered, and then what has happened since", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await grace.chat.messages.create(world.general.id, { body: "said before" });
	await ada.open(world.general);
	await expect(ada.message("said before")).toBeVisible();
	await kept(ada.page, "said before");
	await ada.page.goto("about:blank");
	await grace.chat.messages.create(world.general.id, { body: "said meanwhile" });
	const release = await hold(ada.page);
	await ada.open(world.general);
	await expect(ada.message("said before")).toBeVisible();
	await expect(ada.message("said meanwhile")).toHaveCount(0);
	release();
	await expect(ada.message("said meanwhile")).toBeVisible();
	const bodies = ada.timeline.getByRole("article").locator(".body");
	await expect(bodies).toHaveText(["said before", "said meanwhile"]);
});

test("the first load asks for everything side by side", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.page.evaluate(() => indexedDB.deleteDatabase("clickclack"));
	const asked: string[] = [];
	const release = await hold(ada.page);
	ada.page.on("request", (request) => asked.push(new URL(request.url()).pathname.replace(/\w{3}_\w+/g, "…")));
	await ada.page.goto("/favicon.svg");
	await ada.page.evaluate(() => indexedDB.deleteDatabase("clickclack"));
	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}`);
	const everything = ["/api/auth/session", "/api/channels/…/messages", "/api/workspaces", "/api/workspaces/…/snapshot"];
	await expect.poll(() => asked.filter((path) => path.startsWith("/api/")).toSorted()).toEqual(everything);
	release();
	await expect(ada.composer).toBeVisible();
	await expect(ada.page.getByText("This is the start of")).toBeVisible();
	expect(asked.filter((path) => path.endsWith("/messages"))).toHaveLength(1);
});

test("a link that is opened in a new browser asks for the conversation beside its workspace", async ({ world }) => {
	const ada = await world.person("Ada");
	let answer = () => {};
	const held = new Promise<void>((resolve) => (answer = resolve));
	await ada.page.route("**/snapshot", async (route) => {
		await held;
		await route.continue();
	});
	const page = ada.page.waitForRequest(/\/api\/channels\/\w+\/messages/);
	await ada.page.goto(pathOf(world.general));
	await page;
	answer();
	await expect(ada.page.getByText("This is the start of")).toBeVisible();
});

test("a workspace that one joined elsewhere opens, though the kept list does not have it", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await ada.open(world.general);
	await kept(ada.page, world.workspace.name, "people");
	const reef = await grace.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const { token } = await grace.chat.invites.create(reef.id);
	await ada.chat.invites.accept(token);
	const release = await hold(ada.page);
	await ada.page.goto(`/app/${reef.route_id}`);
	await expect(ada.page.getByLabel("Loading the workspace")).toBeVisible();
	await expect(ada.page.getByText("You aren't a member")).toHaveCount(0);
	release();
	await expect(ada.composer).toBeVisible();
});

test("signing out leaves nothing of what was read, and nothing for the next person", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { page } = ada;
	await ada.chat.channels.create(world.workspace.id, { name: "secret-plans", kind: "private" });
	await ada.open(world.general);
	await ada.say("said by Ada");
	await ada.composer.fill("a draft of Ada");
	await kept(page, "said by Ada");
	await kept(page, "a draft of Ada", "written");
	await kept(page, "secret-plans", "workspaces");
	await page.getByRole("button", { name: "Direct messages", exact: true, expanded: true }).click();
	await kept(page, "clickclack.folded", "localStorage");
	await ada.choose("Sign out");
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	const left = await page.evaluate(readStore);
	for (const trace of ["said by Ada", "a draft of Ada", "secret-plans", ada.user.id, "wsp_"])
		expect(left).not.toContain(trace);
	const { token } = await operator.admin.createMagicLink({ user_id: grace.user.id });
	await page.goto(`/signin?token=${token}`);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(ada.composer).toHaveValue("");
	await expect(page.getByRole("link", { name: "secret-plans" })).toHaveCount(0);
});

test("when a session is ended elsewhere nothing stays of what was read, but a draft does", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("said by Ada");
	await ada.composer.fill("half a thought");
	await kept(ada.page, "said by Ada");
	await ada.page.goto("about:blank");
	await ada.chat.auth.logout();
	await ada.open(world.general).catch(() => {});
	await expect(ada.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	const left = await ada.page.evaluate(readStore);
	expect(left).not.toContain("said by Ada");
	expect(left).toContain("half a thought");
});

test("someone who was removed from a workspace has nothing of it any more", async ({ world }) => {
	const [ada, edith] = await Promise.all([world.person("Ada"), world.owner()]);
	await ada.open(world.general);
	await ada.say("said by Ada");
	await kept(ada.page, "said by Ada");
	await ada.page.goto("about:blank");
	await edith.chat.members.remove(world.workspace.id, ada.user.id);
	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}`);
	await expect(ada.page.getByRole("heading", { name: "Couldn't open this workspace" })).toBeVisible();
	await expect.poll(() => ada.page.evaluate(readStore)).not.toContain("said by Ada");
});

test("what was loaded is kept within half a second", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "said before" });
	await ada.page.clock.install();
	await ada.page.clock.pauseAt(Date.now() + 60_000);
	await ada.page.goto(pathOf(world.general));
	await expect(async () => {
		await ada.page.clock.runFor(20);
		await expect(ada.message("said before")).toBeVisible({ timeout: 100 });
	}).toPass();
	await ada.page.clock.runFor(500);
	await kept(ada.page, "said before");
});
