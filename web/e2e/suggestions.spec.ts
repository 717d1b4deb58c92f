import type { Locator, Page } from "@playwright/test";
import { expect, test, type Person } from "./world.ts";

const options = (page: Page) => page.getByRole("listbox").getByRole("option");

async function type(field: Locator, text: string): Promise<void> {
	await field.fill("");
	await field.pressSequentially(text);
}

/** Somebody with such a name. */
async function called(person: Person, display_name: string): Promise<Person> {
	await person.chat.me.update({ display_name });
	return person;
}

test("people are suggested by where they are: who wrote here last, who is here, who wrote elsewhere, then the others", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const names = ["Marie Ames", "Mary Bell", "Maria Cole", "Marta Dean"];
	const [wrote, wroteElsewhere, isHere, other] = await Promise.all(
		names.map(async (name) => called(await world.person(name.replace(" ", "")), name)),
	);
	const { channel: secret } = await ada.chat.channels.create(world.workspace.id, { name: "secret", kind: "private" });
	for (const one of [wrote!, isHere!]) await ada.chat.channels.addMember(secret.id, one.user.id);
	await wroteElsewhere!.chat.messages.create(world.general.id, { body: "elsewhere" });
	await wrote!.chat.messages.create(secret.id, { body: "here" });
	await ada.open(world.general);
	await expect(ada.message("elsewhere")).toBeVisible();
	const { page, composer } = ada;
	await page.getByRole("navigation").getByRole("link", { name: "secret" }).click();
	await expect(ada.message("here")).toBeVisible();
	await type(composer, "@mar");
	await expect(options(page)).toHaveText([/Marie Ames/, /Maria Cole/, /Mary Bell/, /Marta Dean/]);

	const found = {
		"@dean": /Marta Dean/,
		"@mad": /Marta Dean/,
		"@marta d": /Marta Dean/,
		[`@${other!.user.handle.slice(0, -1)}`]: /Marta Dean/,
		"おはよう@dean": /Marta Dean/,
		"ดู@dean": /Marta Dean/,
		"한국어@dean": /Marta Dean/,
		"（＠dean": /Marta Dean/,
	};
	for (const [typed, name] of Object.entries(found)) {
		await type(composer, typed);
		await expect(options(page).first(), typed).toHaveText(name);
	}
	for (const typed of ["ada@dean", "naïve@dean", "ﾏ_@dean", "x.@dean", "Мой@dean", `@${other!.user.handle} d`]) {
		await type(composer, typed);
		await expect(options(page), typed).toHaveCount(0);
	}
});

test("names of every script are found by what is typed of them, and somebody beyond the first members too", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await world.crowd(205);
	const zuse = await world.person("Zuse");
	const { page, composer } = ada;
	await ada.open(world.general);
	// also when of the first ones fewer are left than there were
	const { members } = await ada.chat.workspaces.snapshot(world.workspace.id);
	const edith = await world.owner();
	for (const { user } of members.slice(-3)) await edith.chat.members.remove(world.workspace.id, user.id);
	const names = {
		"Łukasz Żółć": "żó",
		"Ωμέγα Νίκη": "νι",
		"Пётр Ильич": "петр",
		"سارة أحمد": "سار",
		"דוד לוי": "דו",
		"हिन्दी नाम": "हि",
		தமிழ்: "தமி",
		ภาษาไทย: "ภา",
		ລາວ: "ລາ",
		ខ្មែរ: "ខ្មែ",
		မြန်မာ: "မြန်",
		王小明: "王",
		ｶﾀｶﾅ: "カタ",
		김철수: "김",
	};
	for (const [name, typed] of Object.entries(names)) {
		await zuse.chat.me.update({ display_name: name });
		await type(composer, `hi @${typed}`);
		await expect(options(page).filter({ hasText: name }), name).toHaveCount(1);
		await composer.press("Escape");
	}
	await type(composer, "@crab-20");
	await expect(options(page).first()).toHaveText(/Crab 20/);
});

test("the list stands at the sign, from where one reads", async ({ world }) => {
	const ada = await world.person("Ada");
	await called(await world.person("Grace"), "Grace");
	const { page, composer } = ada;
	await ada.open(world.general);
	const list = page.getByRole("listbox");
	const edges = async (locator: Locator) => {
		const { x, width } = (await locator.boundingBox())!;
		return { left: x, right: x + width };
	};
	await type(composer, "@gr");
	await expect(list).toBeVisible();
	const atStart = await edges(list);
	await type(composer, "some words before it @gr");
	await expect.poll(async () => (await edges(list)).left).toBeGreaterThan(atStart.left + 100);
	await type(composer, "a line\nשלום @gr");
	await expect.poll(async () => Math.abs((await edges(list)).right - (await edges(composer)).right)).toBeLessThan(100);
	await type(composer, "مرحبا مرحبا مرحبا مرحبا @gr");
	await expect.poll(async () => (await edges(composer)).right - (await edges(list)).right).toBeGreaterThan(80);
	await expect(list).toBeInViewport({ ratio: 1 });
});

test("a suggestion that was taken needs no second blank, and is taken back with Ctrl-Z", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { page, composer } = ada;
	await ada.open(world.general);
	await composer.fill("hello  there");
	await composer.press("Home");
	for (let n = 0; n < 6; n++) await composer.press("ArrowRight");
	await composer.pressSequentially("@gra");
	await options(page).first().click();
	await expect(composer).toHaveValue(`hello @${grace.user.handle} there`);
	await composer.press("Control+z");
	await expect(composer).toHaveValue("hello @gra there");
	await composer.pressSequentially("c");
	await expect(composer).toHaveValue("hello @grac there");
});
