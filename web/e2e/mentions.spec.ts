import { expect, test, type Person, type World } from "./world.ts";

/** Changes a handle, and waits until the workspace knows. */
async function rename({ chat, user }: Person, world: World, handle: string): Promise<void> {
	await chat.me.update({ handle });
	const known = async () =>
		(await chat.members.list(world.workspace.id, { q: handle })).members.map((one) => one.user.id);
	await expect.poll(known).toContain(user.id);
}

test("a handle is marked only while the person who was mentioned has it", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const free = `free-${world.workspace.slug.slice(-6)}`;
	await ada.chat.messages.create(world.general.id, { body: `first @${grace.user.handle} and @${free}` });
	await ada.open(world.general);
	const marks = (text: string) => ada.message(text).locator("mark");
	await expect(marks("first")).toHaveText(["@Grace"]);

	// Somebody else takes a name that was written before: they were not mentioned.
	const linus = await world.person("Linus");
	await rename(linus, world, free);
	await ada.say(`second @${free}`);
	await expect(marks("second")).toHaveText(["@Linus"]);
	await expect(ada.message("second")).not.toContainText("Sending");
	await expect(marks("second")).toHaveText(["@Linus"]);
	await expect(marks("first")).toHaveText(["@Grace"]);

	await ada.act(ada.message("second"), "Edit");
	await ada.page.getByRole("textbox", { name: "Edit message" }).fill(`second, for @${grace.user.handle}`);
	await ada.page.keyboard.press("Enter");
	await expect(marks("second")).toHaveText(["@Grace"]);
});

for (const [before, after] of [
	["שלום", "מה שלומך"],
	["مرحبا", "كيف حالك"],
])
	test(`a mention is drawn from left to right after ${before}`, async ({ world }) => {
		const ada = await world.person("Ada");
		await ada.chat.messages.create(world.general.id, { body: `${before} @${ada.user.handle} ${after}` });
		await ada.open(world.general);
		const at = await ada
			.message("@Ada")
			.locator("mark")
			.evaluate((mark) => {
				const range = document.createRange();
				const text = mark.querySelector("a")!.firstChild!;
				const lefts = [...text.textContent!].map((_, index) => {
					range.setStart(text, index);
					range.setEnd(text, index + 1);
					return range.getBoundingClientRect().left;
				});
				return lefts;
			});
		expect(at).toEqual(at.toSorted((a, b) => a - b));
	});

test("a mention never breaks over two lines, on the narrowest phone either", async ({ world }, info) => {
	const ada = await world.person("Ada", { viewport: { width: 320, height: 640 } });
	await ada.chat.me.update({ display_name: "Augusta Ada King, Countess of Lovelace" });
	const { handle } = ada.user;
	for (let words = 0; words < 8; words++)
		await ada.chat.messages.create(world.general.id, { body: `${"word ".repeat(words)}@${handle}, ${words}.` });
	await ada.chat.messages.create(world.general.id, { body: `> - @${handle}` });
	await ada.open(world.general);
	await expect(ada.timeline.locator("mark").last()).toBeVisible();
	for (const mark of await ada.timeline.locator("mark").all()) {
		const lines = await mark.evaluate((element) => {
			const range = document.createRange();
			range.selectNodeContents(element);
			return new Set([...range.getClientRects()].map(({ top }) => top)).size;
		});
		expect(lines).toBe(1);
	}
	expect(await ada.timeline.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
	await ada.page.screenshot({ path: info.outputPath("mentions.png") });
});
