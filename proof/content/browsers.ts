import { type Browser, chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";

// Local Network Access: a page that is handed to the browser comes from nowhere, and could not open a socket to this machine.
const features = "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets";
const args = ["--disable-dev-shm-usage", "--disable-gpu", features];

/** A browser for one part: what payloads left behind in it, such as a page that is busy for ever, ends with it. */
export async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
	const browser = await chromium.launch({ executablePath: findChromium(), args });
	try {
		return await work(browser);
	} finally {
		await browser.close();
	}
}
