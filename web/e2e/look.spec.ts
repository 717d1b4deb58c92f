import { expect, test } from "./world.ts";

const sizes = { wide: [1440, 900], middle: [1024, 768], narrow: [390, 844] } as const;

for (const [size, [width, height]] of Object.entries(sizes))
	for (const colorScheme of ["light", "dark"] as const)
		test(`screenshots of the app, ${size}, ${colorScheme}`, async ({ world }, info) => {
			const ada = await world.person("Ada", { colorScheme, viewport: { width, height } });
			const grace = await world.person("Grace");
			const { message } = await grace.chat.messages.create(world.general.id, { body: "How does it **look**?" });
			await ada.chat.threads.reply(message.id, { body: "Like something that one would pay for." });
			await ada.chat.reactions.add(message.id, "🦀");
			await ada.open(world.general);
			await expect(ada.message("How does it look?")).toBeVisible();
			await ada.page.screenshot({ path: info.outputPath("channel.png") });
			await ada
				.message("How does it look?")
				.getByRole("link", { name: /1 reply/ })
				.click();
			await expect(ada.thread.getByText("Like something")).toBeVisible();
			await ada.page.screenshot({ path: info.outputPath("thread.png") });
			const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow).toBe(0);
		});
