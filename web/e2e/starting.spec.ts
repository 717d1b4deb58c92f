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
