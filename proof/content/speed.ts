import { join } from "node:path";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { build, defaultClientConditions } from "vite";
import { scratch } from "../../test/server.ts";
import { slowTexts } from "./texts.ts";
import { demand, say } from "./verdict.ts";

/** No text may take the renderer longer, from the text to the elements in the page. */
const most_ms = 50;
/** In the short form only what is far too slow is a fault. */
const patience = 5;
const runs = 3;
const at_once = 50;
const shown = 10;

/** Measures the slowest texts that we can think of. */
export async function judgeSpeed(browser: Browser, seed: number, isShort: boolean): Promise<void> {
	const texts = slowTexts(seed, isShort ? 90 : 1);
	const limit = isShort ? patience * most_ms : most_ms;
	const page = await browser.newPage();
	const slowest = [...(await measure(page, texts))].toSorted(([, a], [, b]) => b - a);
	await page.close();
	say("renderer", `${texts.length} texts, all of them in ${limit} ms or less? the slowest:`);
	for (const one of slowest.slice(0, shown)) say("", described(one));
	const slow = slowest.filter(([, ms]) => ms > limit);
	demand(slow.length === 0, `${slow.length} texts took the renderer over ${limit} ms:`, slow.map(described));
}

const described = ([text, ms]: [string, number]) =>
	`${ms.toFixed(1)} ms: ${JSON.stringify(text.slice(0, 60))} … ${JSON.stringify(text.slice(-20))}`;

async function measure(page: Page, texts: string[]): Promise<Map<string, number>> {
	await page.addScriptTag({ path: await buildRenderer() });
	const clock = await page.context().newCDPSession(page);
	await clock.send("Performance.enable", { timeDomain: "threadTicks" });
	const times = new Map<string, number>();
	for (let at = 0; at < texts.length; at += at_once) {
		const some = texts.slice(at, at + at_once);
		const took = await page.evaluate((bodies) => bodies.map((body) => window.draw(body)), some);
		for (const [n, text] of some.entries())
			times.set(text, took[n]! <= most_ms / 2 ? took[n]! : await worked(page, clock, text));
	}
	return times;
}

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

/** How long the page's thread worked at it, in ms, at the best of a few: what else the machine did does not count. */
async function worked(page: Page, clock: CDPSession, text: string): Promise<number> {
	const taken: number[] = [];
	for (let run = 0; run < runs; run++) {
		const before = await threadTime(clock);
		await page.evaluate((body) => void window.draw(body), text);
		taken.push((await threadTime(clock)) - before);
	}
	return Math.min(...taken);
}

async function threadTime(clock: CDPSession): Promise<number> {
	const { metrics } = await clock.send("Performance.getMetrics");
	return 1_000 * metrics.find(({ name }) => name === "ThreadTime")!.value;
}
