import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type Browser, type BrowserContext, type Route, chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { root } from "../../scripts/setup.mjs";

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

export const shipped = join(root, "web/dist");

const types: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
};

/** The headers of every page, from the file that Cloudflare's asset server reads. */
export function pageHeaders(): Record<string, string> {
	const [, everywhere = ""] = /^\/\*\n((?: {2}.+\n)+)/.exec(readFileSync(join(shipped, "_headers"), "utf8")) ?? [];
	const headers = Object.fromEntries(
		[...everywhere.matchAll(/^ {2}([\w-]+): (.+)$/gm)].map(([, name, value]) => [name, value]),
	);
	if (!headers["Content-Security-Policy"])
		throw new Error("no Content-Security-Policy in web/dist/_headers: npm run build");
	return headers;
}

/** Serves the app from a folder as Cloudflare does, under the same headers; what is beneath /api is the server's. */
export async function serveApp(context: BrowserContext, site_url: string, folder: string): Promise<void> {
	const headers = pageHeaders();
	await context.route(
		(url) => url.origin === site_url && !url.pathname.startsWith("/api/"),
		async (route: Route) => {
			const path = new URL(route.request().url()).pathname;
			const isFile = /^\/(?:assets\/)?[\w.-]+\.(?:js|css|svg)$/.test(path);
			const name = isFile ? path : "index.html";
			const type = types[extname(name)]!;
			const file = join(folder, name);
			// payloads ask for files that nobody has
			if (existsSync(file)) await route.fulfill({ path: file, headers: { ...headers, "Content-Type": type } });
			else await route.fulfill({ status: 404, headers });
		},
	);
}
