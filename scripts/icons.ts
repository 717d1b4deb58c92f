// Draws the icons of an installed app from web/public/favicon.svg: `node scripts/icons.ts`, after that has changed.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";

const folder = join(import.meta.dirname, "../web/public");
const drawing = readFileSync(join(folder, "favicon.svg")).toString("base64");
const { background_color } = JSON.parse(readFileSync(join(folder, "manifest.webmanifest"), "utf8")) as {
	background_color: string;
};

/** The part of its edge that the drawing fills: what the system may cut off at the edges of a maskable one is background. */
const icons = [
	{ name: "192", size: 192, part: 1, background: "transparent" },
	{ name: "512", size: 512, part: 1, background: "transparent" },
	{ name: "maskable-512", size: 512, part: 0.66, background: background_color },
];

mkdirSync(join(folder, "icons"), { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium()! });
for (const { name, size, part, background } of icons) {
	const page = await browser.newPage({ viewport: { width: size, height: size } });
	const style = `margin: 0; height: 100vh; display: grid; place-content: center; background: ${background}`;
	const src = `data:image/svg+xml;base64,${drawing}`;
	await page.setContent(`<body style="${style}"><img src="${src}" width="${size * part}" height="${size * part}">`);
	await page.screenshot({ path: join(folder, `icons/${name}.png`), omitBackground: true });
}
await browser.close();
