import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const form = ({ page }: Person) => page.getByRole("form", { name: /^About me in/ });

test("what I tell of myself is saved in the settings, and read in my profile by others", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await ada.chat.messages.create(world.general.id, { body: "tea is ready" });
	await grace.open(world.general);
	await ada.open(world.general);
	const card = grace.page.getByRole("dialog", { name: /Ada/ });
	await grace.message("tea is ready").getByRole("button", { name: "Ada" }).click();
	await expect(card).toContainText("Joined");
	await expect(card).not.toContainText("Local time");

	await test.step("from my own profile, by keyboard", async () => {
		await ada.message("tea is ready").getByRole("button", { name: "Ada" }).click();
		await ada.page.getByRole("button", { name: "Edit profile" }).click();
		const title = form(ada).getByRole("textbox", { name: "Title" });
		await title.fill("Countess of Lovelace");
		await title.press("Tab");
		await ada.page.keyboard.type("she/her");
		await form(ada).getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Tokyo");
		await form(ada).getByRole("textbox", { name: "Links" }).fill("example.com/engine\nhttps://www.example.com/notes/");
		await expect(form(ada)).toContainText("Not saved yet");
		await form(ada).getByRole("button", { name: "Save" }).press("Enter");
		await expect(form(ada).getByRole("status")).toHaveText("Saved.");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("form.png") });
	});

	await test.step("others see it at once, in the profile that is open and among the members", async () => {
		await expect(card).toContainText("Countess of Lovelace");
		await expect(card).toContainText("she/her");
		await expect(card).toContainText(/Local time.*\d:\d\d/);
		const link = card.getByRole("link", { name: "example.com/engine" });
		await expect(link).toHaveAttribute("href", "https://example.com/engine");
		await expect(link).toHaveAttribute("rel", /noopener/);
		await expect(card.getByRole("link", { name: "example.com/notes" })).toBeVisible();
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("card.png") });
		await grace.page.keyboard.press("Escape");
		await grace.page.goto(`${pathOf(world.general)}?pane=members`);
		await expect(grace.page.getByRole("button", { name: /Ada.*Countess/ })).toBeVisible();
		await grace.page.screenshot({ path: info.outputPath("members.png") });
	});

	await test.step("what the server refuses stands beside its field, and what was typed stays", async () => {
		await form(ada).getByRole("textbox", { name: "Links" }).fill("javascript:alert(1)");
		await form(ada).getByRole("button", { name: "Save" }).click();
		await expect(form(ada).getByRole("alert")).toContainText("http or https");
		await expect(form(ada).getByRole("textbox", { name: "Links" })).toHaveValue("javascript:alert(1)");
		await form(ada).getByRole("textbox", { name: "Links" }).fill("");
		await form(ada).getByRole("textbox", { name: "Title" }).fill("");
		await form(ada).getByRole("button", { name: "Save" }).click();
		await expect(form(ada).getByRole("status")).toHaveText("Saved.");
		const { profile } = await grace.chat.members.get(world.workspace.id, ada.user.id);
		expect(profile).toEqual({ pronouns: "she/her", time_zone: "Asia/Tokyo" });
	});
});

test("on a phone, in a language from the right", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const grace = await world.person("Grace", phone);
	await ada.open(world.general);
	await ada.page.goto("/settings/profile");
	await form(ada).getByRole("textbox", { name: "Title" }).fill("مديرة الشاي في المكتب الرئيسي");
	await form(ada).getByRole("button", { name: "Save" }).tap();
	await expect(form(ada).getByRole("status")).toHaveText("Saved.");
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("form-phone.png"), fullPage: true });
	await ada.chat.messages.create(world.general.id, { body: "tea is ready" });
	await grace.open(world.general);
	await grace.message("tea is ready").getByRole("button", { name: "Ada" }).tap();
	const card = grace.page.getByRole("dialog", { name: /Ada/ });
	await expect(card).toContainText("مديرة الشاي");
	await ada.chat.profiles.update(world.workspace.id, { links: ["https://example.com/a", "https://example.com/b"] });
	await expect(card.getByRole("link")).toHaveCount(2);
	expect(await smallTargets(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("card-phone.png") });
	expect(await faults(grace.page)).toEqual([]);
});
