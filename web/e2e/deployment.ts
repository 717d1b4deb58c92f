import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { origin } from "./server.ts";

/** Waits until the app's files are in the browser. */
export async function installed(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		const { serviceWorker } = navigator;
		if (serviceWorker.controller) return;
		await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
	});
}

/** Has the browser look for another build, and use it. */
export async function update(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await (await navigator.serviceWorker.ready).update();
	});
	// One that is watched by a test does not end the worker of before by itself, and at times lets the next one wait for that
	// (Chromium 156, 2026-12-01).
	const browser = await page.context().newCDPSession(page);
	await browser.send("ServiceWorker.enable");
	await browser.send("ServiceWorker.skipWaiting", { scopeURL: new URL("/", page.url()).href });
	await browser.detach();
}

/** The same server at an address of its own, where a test can deploy another build of the app. */
export class Deployment {
	readonly #server = createServer((request, response) => void this.#answer(request, response));
	/** a part that the next build does not have; undefined while the first one is deployed */
	#without: string | undefined;

	async begin(): Promise<string> {
		await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Another build: one part has another name, and its old file is gone. */
	deploy(part: string): void {
		this.#without = part;
	}

	end(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	async #answer({ method = "GET", url = "/", headers }: IncomingMessage, response: ServerResponse): Promise<void> {
		const [part, { cookie = "" }] = [this.#without, headers];
		if (part && url.startsWith(`/assets/${part}-`)) return void response.writeHead(404).end();
		const answer = await fetch(origin + url, { method, headers: { cookie } }).catch(() => undefined);
		if (!answer) return void response.writeHead(502).end();
		const body = Buffer.from(await answer.arrayBuffer());
		const kept = ["content-type", "content-security-policy", "cache-control"];
		response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name))));
		response.end(part && url === "/sw.js" ? next(body.toString(), part) : body);
	}
}

/** The service worker of the next build. */
const next = (script: string, part: string): string =>
	script.replace(/const build = "/, `$&next-`).replace(new RegExp(`"/assets/${part}-[^"]+",?`), "");
