import type { Page } from "@playwright/test";
import axe from "axe-core";

/**
 * What a screen reader or a person with weak sight would stumble over. Without the library for Playwright, which reads half a
 * megabyte of script anew each time.
 */
export async function faults(page: Page): Promise<string[]> {
	await page.evaluate(() =>
		Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
	);
	if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
	const violations = await page.evaluate(async () => {
		const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
		return (await axe.run(document, { resultTypes: ["violations"] })).violations;
	});
	const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
	return grave.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
}
