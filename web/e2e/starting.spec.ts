import { expect, test } from "./world.ts";

for (const colorScheme of ["light", "dark"] as const)
	test(`a page that takes long to load says so, and then is gone: ${colorScheme}`, async ({ world }) => {
		const ada = await world.person("Ada", { colorScheme });
		const { page } = ada;
		const starting = page.getByRole("status").filter({ hasText: "Loading ClickClack" });
		let answer = () => {};
		const held = new Promise<void>((resolve) => (answer = resolve));
		await page.route(/\/assets\/app-.*\.js$|\/api\/auth\/session/, async (route) => {
			await held;
			await route.continue();
		});
		await page.goto("/app", { waitUntil: "commit" });
		await expect(starting).toBeVisible();
		await expect(starting).toHaveCSS("opacity", "1");
		answer();
		await expect(ada.composer).toBeVisible();
		await expect(starting).toHaveCount(0);
	});

test("settings that cannot be read do not keep a page that could not load from saying so", async ({ world }) => {
	const { page } = await world.person("Ada");
	await page.addInitScript(() => localStorage.setItem("clickclack.appearance", "{"));
	await page.route(/\/assets\/app-.*\.js$/, (route) => route.abort());
	await page.goto("/app");
	await expect(page.getByText("ClickClack couldn't load")).toBeVisible();
});
