import type { Page } from "@playwright/test";
import { onCall } from "./calls.ts";
import { phone } from "./finger.ts";
import { pictureOf } from "./picture.ts";
import { type Person, type World, expect, test } from "./world.ts";

const section = ({ workspace }: World) => `/app/${workspace.route_id}/-/admin/emoji`;
const make = async ({ chat }: Person, { workspace }: World, name: string) =>
	chat.customEmoji.create(workspace.id, name, new Blob([pictureOf(64, 64)]));
const picture = (inside: Person["page"] | ReturnType<Person["message"]>, name: string) =>
	inside.getByRole("img", { name: `:${name}:`, exact: true });
const isDrawn = async (one: ReturnType<typeof picture>) =>
	expect.poll(() => one.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);

/** Chooses a file where the page asks for one. */
async function choose(page: Page, button: string, buffer: Buffer, name = "Tea Time.png") {
	const asked = page.waitForEvent("filechooser");
	await page.getByRole("button", { name: button }).click();
	await (await asked).setFiles({ name, mimeType: "image/png", buffer });
}

test("a member makes an emoji, everybody writes it and reacts with it, and where it is deleted its name is left", async ({
	world,
}) => {
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	const { page } = ada;
	await grace.open(world.general);
	await ada.open(world.general);
	await page.goto(section(world));
	await choose(page, "Choose picture", pictureOf(900, 900));
	await expect(page.getByLabel("Name")).toHaveValue("tea-time");
	await page.getByRole("button", { name: "Add emoji" }).click();
	await expect(page.getByRole("list", { name: "Emoji of this workspace" })).toContainText(":tea-time:");

	await grace.composer.pressSequentially("time for :tea-t");
	await expect(grace.page.getByRole("option", { name: ":tea-time:" })).toBeVisible();
	await grace.page.keyboard.press("Tab");
	await grace.composer.press("Enter");
	const said = grace.timeline.getByRole("article").filter({ hasText: "time for" });
	await isDrawn(picture(said, "tea-time"));
	expect((await grace.chat.messages.list(world.general.id)).messages[0]!.body).toBe("time for :tea-time:");

	await grace.act(said, "React");
	const picker = grace.page.getByRole("dialog", { name: "Choose an emoji" });
	await picker.getByRole("region", { name: "This workspace" }).getByRole("button", { name: "tea time" }).click();
	const chip = said.getByRole("button", { name: /:tea-time: 1: You/ });
	await expect(chip.getByRole("img", { name: ":tea-time:", includeHidden: true })).toBeVisible();

	await page.getByRole("button", { name: /^Delete .*tea-time/ }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
	await expect(said.getByText("time for :tea-time:")).toBeVisible();
	await expect(chip).toContainText(":tea-time:");
	await expect(page.getByText("None yet.")).toBeVisible();
});

test("the claw pack is there without anybody having made it, and is large where it stands alone", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say(":claw-wave: :tide:");
	await ada.say("wrote `:claw-wave:` and 12:tide:30");
	const alone = ada.timeline.getByRole("article").first();
	await isDrawn(picture(alone, "claw-wave"));
	await expect.poll(async () => (await picture(alone, "tide").boundingBox())!.height).toBeGreaterThan(40);
	const code = ada.message("wrote");
	await expect(code.getByText(":claw-wave:")).toBeVisible();
	await expect(code.getByRole("img", { name: /claw-wave|tide/ })).toHaveCount(0);
	await ada.act(alone, "React");
	await ada.page.keyboard.type("happy crab");
	await ada.page.keyboard.press("Enter");
	await expect(alone.getByRole("button", { name: /:happy-crab: 1: You/ })).toBeVisible();
});

test("a name that is taken, or is none, is refused beside its field, and what others add appears", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { page } = ada;
	await page.goto(section(world));
	await choose(page, "Choose picture", pictureOf(64, 64), "crab.png");
	await page.getByRole("button", { name: "Add emoji" }).click();
	await expect(page.getByText(":crab: is an emoji that everybody has: choose another name")).toBeVisible();
	await page.getByLabel("Name").fill("Tea Time");
	await page.getByRole("button", { name: "Add emoji" }).click();
	await expect(page.getByText(/2 to 32 lower-case letters/)).toBeVisible();
	await make(ada, world, "tea-time");
	await expect(page.getByRole("list", { name: "Emoji of this workspace" })).toContainText("Ada");
});

for (const [where, options] of [
	["", {}],
	[" on a phone", phone],
] as const)
	test(`a picture of one's own is cut square by keys, and everybody sees it${where}`, async ({ world }) => {
		const ada = await world.person("Ada", options);
		const grace = await world.person("Grace");
		await ada.chat.messages.create(world.general.id, { body: "hello" });
		await grace.open(world.general);
		const { page } = ada;
		await page.goto("/settings/profile");
		await choose(page, "Upload picture", pictureOf(640, 320));
		const dialog = page.getByRole("dialog", { name: "Your picture" });
		const zoom = dialog.getByRole("slider", { name: "Zoom" });
		await zoom.focus();
		await page.keyboard.press("ArrowRight");
		await expect(zoom).not.toHaveValue("1");
		await dialog.getByRole("button", { name: "Save" }).click();
		await expect(dialog).toHaveCount(0);
		const shown = grace.message("hello").locator(".avatar img");
		await expect(shown).toHaveAttribute("src", /\/api\/avatars\/[0-9a-v]{32}$/);
		await isDrawn(shown);
		const { avatar_url } = await ada.chat.me.get();
		const sides = await shown.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => [
			naturalWidth,
			naturalHeight,
		]);
		expect(sides).toEqual([320, 320]);
		await page.getByRole("button", { name: "Remove picture" }).click();
		await expect(shown).toHaveCount(0);
		expect(avatar_url).not.toBe("");
	});

test("an owner gives the workspace a picture, which is in the rail", async ({ world }) => {
	const edith = await world.owner();
	const { page } = edith;
	await page.goto(`/app/${world.workspace.route_id}/-/admin/general`);
	await choose(page, "Upload picture", pictureOf(300, 200));
	await page.getByRole("dialog", { name: "Picture of the workspace" }).getByRole("button", { name: "Save" }).click();
	await expect(page.getByRole("button", { name: "Remove picture" })).toBeVisible();
	const grace = await world.person("Grace");
	await grace.open(world.general);
	await isDrawn(grace.page.getByRole("link", { name: "Analytical Engines" }).locator("img").first());
});

test("where a picture is missing its name is left, and the text around it stays when the emoji is deleted", async ({
	world,
}) => {
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	await make(ada, world, "tea-time");
	await grace.page.route(/\/api\/uploads\/upl_/, (route) => route.fulfill({ status: 404 }));
	await grace.open(world.general);
	await ada.chat.messages.create(world.general.id, { body: ":tea-time: it is :claw-wave: now" });
	const said = grace.message("it is");
	await isDrawn(picture(said, "claw-wave"));
	await expect(said.getByText(":tea-time: it is now")).toBeVisible();
	await ada.chat.customEmoji.delete(world.workspace.id, "tea-time");
	await make(ada, world, "late");
	await expect(said.getByText(":tea-time: it is now")).toBeVisible();
	await isDrawn(picture(said, "claw-wave"));
});

test("emoji that could not be loaded are not said to be none", async ({ world }) => {
	const ada = await world.person("Ada");
	let isFull = true;
	const busy = { error: "the server is busy: try again in a moment", code: "unavailable", request_id: "1" };
	await onCall(ada.page, "listCustomEmoji", (call) => (isFull ? call.answer(503, busy) : call.pass()));
	await ada.page.goto(section(world));
	await expect(ada.page.getByRole("alert")).toBeVisible();
	await expect(ada.page.getByText("None yet.")).toHaveCount(0);
	isFull = false;
	await ada.page.getByRole("button", { name: "Try again" }).click();
	await expect(ada.page.getByText("None yet.")).toBeVisible();
	await expect(ada.page.getByRole("alert")).toHaveCount(0);
});
