import { expect, test } from "./world.ts";

for (const [width, height] of [
	[1280, 800],
	[390, 844],
] as const)
	test(`an emoji is found by its name, in a window ${width} wide`, async ({ world }) => {
		const ada = await world.person("Ada", { viewport: { width, height } });
		await ada.chat.messages.create(world.general.id, { body: "we launch on Monday" });
		await ada.open(world.general);
		const message = ada.message("we launch on Monday");
		await ada.act(message, "React");
		await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
		await expect(ada.page.getByRole("dialog", { name: "Choose an emoji" })).toBeInViewport({ ratio: 1 });
		await ada.page.keyboard.type("rocket");
		await ada.page.keyboard.press("Enter");
		await expect(message.getByRole("button", { name: /^🚀 1: You/ })).toBeVisible();
	});

test("the picker that was opened with the mouse closes with the choice, and the focus goes back", async ({ world }) => {
	const ada = await world.person("Ada");
	const errors: string[] = [];
	ada.page.on("pageerror", (error) => errors.push(error.message));
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	const message = ada.message("a message");
	await ada.act(message, "React");
	await ada.page.keyboard.type("heart");
	await ada.page.keyboard.press("Enter");
	await expect(message.getByRole("button", { name: /1: You/ })).toBeVisible();
	await expect(ada.page.getByRole("dialog", { name: "Choose an emoji" })).toHaveCount(0);
	await expect(message.getByRole("button", { name: "React", exact: true })).toBeFocused();
	expect(errors).toEqual([]);
});
