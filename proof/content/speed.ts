import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { build, defaultClientConditions } from "vite";
import { scratch } from "../../test/server.ts";
import { slowTexts } from "./texts.ts";
import { demand, say } from "./verdict.ts";

/** No text may take the renderer longer, from the text to the elements in the page. */
const most_ms = 50;
/** In the short form only what is far too slow is a fault. */
const patience = 5;
const runs = 3;
const shown = 10;

/** Measures the slowest texts that we can think of. */
export async function judgeSpeed(browser: Browser, seed: number, isShort: boolean): Promise<void> {
	const texts = slowTexts(seed, isShort ? 90 : 1);
	const limit = isShort ? patience * most_ms : most_ms;
	const page = await browser.newPage();
	await page.addScriptTag({ path: await buildRenderer() });
	const slowest = (await measure(page, texts)).toSorted(([, a], [, b]) => b - a);
	say("renderer", `${texts.length} texts, all of them in ${limit} ms or less? the slowest:`);
	for (const one of slowest.slice(0, shown)) say("", described(one));
	const slow = slowest.filter(([, ms]) => ms > limit);
	demand(slow.length === 0, `${slow.length} texts took the renderer over ${limit} ms:`, slow.map(described));
}

type Measured = [text: string, ms: number];

const described = ([text, ms]: Measured) =>
	`${ms.toFixed(1)} ms: ${JSON.stringify(text.slice(0, 60))} … ${JSON.stringify(text.slice(-20))}`;

/** The renderer as the app has it, as one script. */
async function buildRenderer(): Promise<string> {
	const outDir = scratch();
	const entry = join(import.meta.dirname, "renderer.ts");
	await build({
		configFile: false,
		logLevel: "error",
		resolve: { conditions: ["source", ...defaultClientConditions] },
		build: { outDir, lib: { entry, formats: ["iife"], name: "renderer", fileName: () => "renderer.js" } },
	});
	return join(outDir, "renderer.js");
}

/** How long the page's thread worked at each: what else the machine did does not count. */
async function measure(page: Page, texts: string[]): Promise<Measured[]> {
	const clock = await page.context().newCDPSession(page);
	await clock.send("Performance.enable", { timeDomain: "threadTicks" });
	const threadTime = async () => {
		const { metrics } = await clock.send("Performance.getMetrics");
		return 1_000 * metrics.find(({ name }) => name === "ThreadTime")!.value;
	};
	const measured: Measured[] = [];
	for (const text of texts) {
		let ms = Infinity;
		// the best of a few, where the first leaves a doubt
		for (let run = 0; run < runs && ms > most_ms / 2; run++) {
			const before = await threadTime();
			await page.evaluate((body) => window.draw(body), text);
			ms = Math.min(ms, (await threadTime()) - before);
		}
		measured.push([text, ms]);
	}
	return measured;
}
