import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What a screen reader or a person with weak sight would stumble over. */
export async function faults(page: Page): Promise<string[]> {
	await page.evaluate(() =>
		Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
	);
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode()
		.options({ resultTypes: ["violations"] })
		.analyze();
	const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
	return grave.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`));
}
