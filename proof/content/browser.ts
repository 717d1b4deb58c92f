import { type Browser, chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";

const args = ["--disable-dev-shm-usage", "--disable-gpu"];

/** A browser for one part: what payloads left behind in it, such as a page that is busy for ever, ends with it. */
export async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
	const browser = await chromium.launch({ executablePath: findChromium(), args });
	try {
		return await work(browser);
	} finally {
		await browser.close();
	}
}
