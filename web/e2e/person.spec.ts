import type { Locator, Page } from "@playwright/test";
import { onCall } from "./calls.ts";
import { expect, operator, test, type Person, type World } from "./world.ts";

/** A sign-in link for somebody who has been here before. */
async function linkFor({ user }: Person): Promise<string> {
	const { token } = await operator.admin.createMagicLink({ user_id: user.id });
	return `/signin?token=${token}`;
}

const composerOf = (page: Page) => page.getByRole("textbox", { name: /^Message / });

/** Who wrote what in #general, oldest first. */
async function said({ chat }: Person, world: World): Promise<string[]> {
	const { messages } = await chat.messages.list(world.general.id);
	return messages.map(({ author, body }) => `${author.display_name}: ${body}`);
}

test("a message that waits when its author signs out is not sent under the name of the next person", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { page } = ada;
	let isHanging = false;
	await onCall(page, "createMessage", (call) => {
		if (isHanging) void call.pass();
		isHanging = true;
	});
	await ada.open(world.general);
	await ada.say("by Ada");
	await expect.poll(() => isHanging).toBe(true);
	await ada.choose("Sign out");
	await page.getByLabel("Sign-in link").fill(`${new URL(page.url()).origin}${await linkFor(grace)}`);
	await page.keyboard.press("Enter");
	await expect(ada.composer).toBeVisible();
	await ada.say("by Grace");
	await expect.poll(() => said(grace, world)).toEqual(["Grace: by Grace"]);
	await expect(ada.message("by Ada")).toHaveCount(0);

	await page.goto(await linkFor(ada));
	await page.getByRole("button", { name: "Use the link" }).click();
	await expect.poll(() => said(grace, world)).toEqual(["Grace: by Grace", "Ada: by Ada"]);
});

test("when another person signs in in one tab, the other tabs follow", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	await ada.open(world.general);
	await ada.say("by Ada");
	await ada.act(ada.message("by Ada"), "Edit");
	await ada.page.getByRole("textbox", { name: "Edit message" }).fill("what only Ada may see");

	const second = await ada.page.context().newPage();
	await second.goto(await linkFor(grace));
	await second.getByRole("button", { name: "Use the link" }).click();
	await expect(composerOf(second)).toBeVisible();

	await expect(ada.page.getByText("what only Ada may see")).toHaveCount(0);
	await expect(ada.composer).toBeVisible();
	await ada.say("typed in Ada's tab");
	await expect(ada.message("typed in Ada's tab")).toContainText("Grace");
	await ada.choose("Profile");
	await expect(ada.page.getByLabel("Name")).toHaveValue("Grace");
});

test("what one types as another person signs in in another tab does not become a draft of theirs", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await ada.open(world.general);
	const second = await ada.page.context().newPage();
	await second.goto(await linkFor(grace));
	await expect(second.getByRole("button", { name: "Use the link" })).toBeVisible();
	await ada.composer.fill("only for Ada");
	await second.getByRole("button", { name: "Use the link" }).click();
	await expect(ada.page.getByRole("button", { name: "You: Grace" })).toBeVisible();
	await expect(ada.composer).toHaveValue("");
	expect((await grace.chat.drafts.list(world.workspace.id)).drafts).toEqual([]);
});

test("someone who is signed in is asked before a sign-in link switches the account", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const link = await linkFor(grace);
	await ada.page.goto(link);
	await expect(ada.page.getByRole("heading", { name: "You are signed in as Ada" })).toBeVisible();
	await ada.page.getByRole("button", { name: "Stay signed in as Ada" }).click();
	await expect(ada.composer).toBeVisible();
	expect(new URL(ada.page.url()).search).toBe("");
	await ada.say("still me");
	await expect(ada.message("still me")).toContainText("Ada");
});

test("signing in leads to the address that was asked for, on this site only", async ({ world }) => {
	const ada = await world.person("Ada");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "deep" });
	const page = await world.window();
	const refused: string[] = [];
	page.on("response", (response) => response.status() === 401 && refused.push(new URL(response.url()).pathname));
	await page.goto(`/app/${world.workspace.id}/${channel.id}`);
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	expect(refused).toEqual([]);
	await page
		.getByLabel(/link/i)
		.first()
		.fill((await linkFor(ada)).split("=")[1]!);
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { name: "deep", level: 1 })).toBeVisible();

	for (const elsewhere of ["https://example.com/app/", "//example.com/app/", "/\\example.com"]) {
		await page.goto(`/signin?next=${encodeURIComponent(elsewhere)}`);
		await expect(composerOf(page)).toBeVisible();
	}
});

test("a sign-in link is not said to be for another account, because nobody knows before it is used", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const link = await linkFor(ada);
	await ada.page.goto(link);
	await expect(ada.page.getByRole("heading", { name: "You are signed in as Ada" })).toBeVisible();
	await expect(ada.page.getByText("may be for another account")).toBeVisible();
	await ada.page.getByRole("button", { name: "Use the link" }).click();
	await expect(ada.composer).toBeVisible();
	await ada.page.goto(link);
	await ada.page.getByRole("button", { name: "Use the link" }).click();
	await expect(ada.page.getByRole("alert")).toBeVisible();
	await expect(ada.page.getByText("to another account")).toHaveCount(0);
});

test("another tab follows a change of the colours and of the profile, another device that of the profile", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const second = await ada.page.context().newPage();
	await second.goto(ada.page.url());
	await expect(composerOf(second)).toBeVisible();
	const initials = second.getByRole("button", { name: /^You: / }).locator("[data-initials]");
	await expect(initials).toHaveAttribute("data-initials", "A");

	await ada.choose("Appearance");
	await ada.page.getByText("Dark", { exact: true }).click();
	await expect(second.locator("html")).toHaveAttribute("data-theme", "dark");
	await ada.page.getByRole("link", { name: "Profile" }).click();
	await ada.page.getByLabel("Name").fill("Zoe Lovelace");
	await ada.page.getByRole("button", { name: "Save" }).first().click();
	await expect(initials).toHaveAttribute("data-initials", "ZL");

	await ada.chat.me.update({ display_name: "Grace Hopper" });
	await expect(initials).toHaveAttribute("data-initials", "GH");
});

test("one's picture has the same colour in the settings as beside one's messages", async ({ world }) => {
	const people = await Promise.all(["Ada", "Grace", "Hedy"].map((name) => world.person(name)));
	const colourOf = (place: Locator) =>
		place.locator("[data-initials]").evaluate((face) => getComputedStyle(face).backgroundColor);
	for (const person of people) {
		const { page } = person;
		await person.open(world.general);
		const colour = await colourOf(page.getByRole("button", { name: /^You: / }));
		await page.goto("/settings/profile");
		expect(await colourOf(page.getByRole("main"))).toBe(colour);
	}
});

test("a picture that the app could not show is refused in words", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.choose("Profile");
	const picture = ada.page.getByLabel("Picture URL");
	await picture.fill("http://example.com/ada.png");
	await picture.press("Enter");
	await expect(picture).toHaveAccessibleDescription("A picture's address has to begin with https://.");
	await expect(ada.page.getByText("Saved.", { exact: true })).toHaveCount(0);
	expect((await ada.chat.me.get()).avatar_url).toBe("");
	await picture.fill("https://example.com/ada.png");
	await picture.press("Enter");
	await expect(ada.page.getByText("Saved.", { exact: true })).toBeVisible();
});
