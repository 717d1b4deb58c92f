import type { Browser, BrowserContext, Page, Route } from "@playwright/test";
import { serveApp, shipped } from "./files.ts";
import { type Ran, installSentinel } from "./sentinel.ts";
import { type Touched, touch } from "./touch.ts";

const patience_ms = 30_000;

/** A browser in which everything that a payload does is seen. */
export class Watch {
	readonly ran: Ran[] = [];
	/** scripts, handlers and the like that are in a page, by what they look like */
	readonly live = new Set<string>();
	/** what the policy stopped, by directive */
	readonly blocked = new Map<string, number>();
	/** requests to other hosts, by type */
	readonly foreign = new Map<string, number>();
	elements = 0;
	readonly context: BrowserContext;

	/** what could not be looked at, because payloads had led the page elsewhere or broken it */
	readonly ruined: string[] = [];
	readonly #isGuarded: boolean;
	#kept: Page | undefined;

	private constructor(context: BrowserContext, isGuarded: boolean) {
		this.context = context;
		this.#isGuarded = isGuarded;
	}

	/**
	 * @param folder of the built app
	 * @param hasPolicy whether the browser minds the Content-Security-Policy
	 */
	static async open(browser: Browser, site_url: string, folder: string, hasPolicy: boolean): Promise<Watch> {
		// so high that a whole page of messages is in view, and drawn, in few pixels; beyond 16,384 Chromium becomes slow
		const window = { viewport: { width: 1400, height: 15_000 }, deviceScaleFactor: 0.1 };
		const context = await browser.newContext({ baseURL: site_url, ...window, bypassCSP: !hasPolicy });
		const watch = new Watch(context, folder === shipped);
		await context.exposeFunction("tellRan", (ran: Ran) => void watch.ran.push(ran));
		await context.exposeFunction("tellBlocked", (directive: string) => count(watch.blocked, directive));
		await context.addInitScript(installSentinel);
		await serveApp(context, site_url, folder);
		await context.route((url) => url.origin !== site_url && url.protocol.startsWith("http"), watch.#abroad);
		return watch;
	}

	/** Nothing leaves this machine. A script from elsewhere comes, and tells that it ran. */
	readonly #abroad = async (route: Route): Promise<void> => {
		const type = route.request().resourceType();
		count(this.foreign, type);
		if (type === "script") await route.fulfill({ contentType: "text/javascript", body: 'alert("from elsewhere")' });
		else await route.abort();
	};

	/** Looks at something; where nothing guards the page it gets one of its own, which payloads may ruin. */
	async in(look: (page: Page) => Promise<void>): Promise<void> {
		const page = this.#kept ?? (await this.#open());
		if (this.#isGuarded) this.#kept = page;
		try {
			await look(page);
		} catch (error) {
			if (this.#isGuarded) throw error;
			this.ruined.push(String(error).split("\n")[0]!);
		}
		if (!this.#isGuarded) await page.close();
	}

	async #open(): Promise<Page> {
		const page = await this.context.newPage();
		page.setDefaultTimeout(patience_ms);
		page.on("dialog", (dialog) => {
			this.ran.push({ where: page.url(), what: dialog.type() });
			void dialog.dismiss();
		});
		return page;
	}

	/** Uses all that a page shows, and lets it come to rest. */
	async use(page: Page): Promise<void> {
		const { elements, live }: Touched = await page.evaluate(touch);
		this.elements += elements;
		for (const one of live) this.live.add(one);
		await page.waitForTimeout(50);
	}
}

export const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
