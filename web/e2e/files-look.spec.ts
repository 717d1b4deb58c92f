import { picture, pdf, sound, text } from "./samples.ts";
import { expect, test } from "./world.ts";
import { phone } from "./finger.ts";

const sizes = { wide: { viewport: { width: 1440, height: 900 } }, narrow: phone } as const;
for (const [size, window] of Object.entries(sizes))
	for (const colorScheme of ["light", "dark"] as const)
		test(`look ${size} ${colorScheme}`, async ({ world }, info) => {
			const ada = await world.person("Ada", { ...window, colorScheme });
			ada.page.on("console", (m) => m.type() !== "log" && console.log(m.type(), m.text()));
			ada.page.on("pageerror", (m) => console.log(m));
			await ada.open(world.general);
			const shot = (name: string) => ada.page.screenshot({ path: info.outputPath(`${name}.png`) });
			const pictures = [
				await picture(ada.page, "dawn.png", 1600, 900, 200),
				await picture(ada.page, "dusk.png", 900, 1200, 10),
				await picture(ada.page, "noon.png", 1200, 1200, 120),
				await picture(ada.page, "night.png", 1200, 800, 260),
				await picture(ada.page, "storm.png", 1200, 800, 300),
			];
			const attach = async (files: object[]) => {
				const chooser = ada.page.waitForEvent("filechooser");
				await ada.page.getByRole("button", { name: "Attach files" }).click();
				await (await chooser).setFiles(files as never);
			};
			const send = async (words = "") => {
				await ada.composer.fill(words);
				await ada.page.getByRole("button", { name: "Send", exact: true }).click();
				await expect(ada.page.getByRole("list", { name: "Files to send" })).toHaveCount(0);
			};
			await attach(pictures.slice(0, 1));
			await send("The view from the office this morning");
			await attach(pictures);
			await send();
			await attach([
				pdf("Quarterly report.pdf", ["Quarterly report", "Second page"]),
				sound("voice note.wav"),
				text(
					"deploy.ts",
					"import { serve } from './server.ts';\n\n/** Starts it. */\nexport async function main(port = 8080): Promise<void> {\n\tconst server = await serve({ port });\n\tconsole.log(`listening on ${port}`);\n}\n".repeat(
						10,
					),
				),
				text(
					"people.csv",
					'name,born,field\nAda Lovelace,1815,Mathematics\nGrace Hopper,1906,Computer science\n"Curie, Marie",1867,Physics\n',
					"text/csv",
				),
				text("archive of everything that we have ever done together.zip", "PK", "application/zip"),
				text("notes.md", "# Notes\n\n- one\n- **two**\n\n```js\nlet a = 1;\n```\n", "text/markdown"),
			]);
			await expect(ada.page.getByRole("status").filter({ hasText: "All files are ready" })).toBeAttached();
			await shot("tray");
			await send("The rest");
			await expect(ada.page.getByText("people.csv")).toBeVisible();
			await ada.page.waitForTimeout(800);
			await shot("message");
			await ada.page
				.getByRole("button", { name: /^Open .*dawn/ })
				.first()
				.click();
			await ada.page.waitForTimeout(500);
			await shot("lightbox");
			await ada.page.keyboard.press("Escape");
			for (const name of ["deploy.ts", "people.csv", "notes.md", "Quarterly", "archive"]) {
				await ada.page
					.getByRole("button", { name: new RegExp(`${name}.*Open`) })
					.first()
					.click();
				await ada.page.waitForTimeout(1500);
				await shot(`view ${name}`);
				await ada.page.keyboard.press("Escape");
			}
			await ada.page.goto(`${ada.page.url().split("?")[0]}?pane=files`);
			await ada.page.waitForTimeout(1500);
			await shot("pane");
		});
