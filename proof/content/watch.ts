import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type BrowserContext, type Page, type Route, chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { each } from "../each.ts";
import { type Ran, installProbe } from "./probe.ts";
import { type Touched, touching } from "./touch.ts";

const at_once = 3;
const patience_ms = 30_000;
const longest_answer_ms = 10_000;
const too_long = "it came to no end";

/** A browser for one part: what payloads left behind in it, such as a page that is busy for ever, ends with it. */
export async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
	const args = ["--disable-dev-shm-usage", "--disable-gpu"];
	const browser = await chromium.launch({ executablePath: findChromium(), args });
	try {
		return await work(browser);
	} finally {
		await browser.close();
	}
}

/** Makes a page show something and yields, as often as it likes: then all that is there is used. */
export type Look = (page: Page) => AsyncIterable<void>;

export interface Conditions {
	hasPolicy: boolean;
	/** false: the browser has no sanitiser of its own, and the app takes the library */
	hasSanitiser?: false;
	/** for all that is done with one page: a script may keep it busy for ever, and then it answers nothing */
	longest_look_ms: number;
	/** 1 where what one look meets may spoil the next; else a few, since a page takes long to open, and should not grow old */
	looks_per_page: number;
}

/** A browser in which everything that a payload does is seen. */
export class Watch {
	/** with the address of the page in which it was */
	readonly ran: (Ran & { address: string })[] = [];
	/** scripts, handlers and the like that are in a page, by what they look like */
	readonly live = new Set<string>();
	/** the directive of each thing that the policy stopped */
	readonly blocked: string[] = [];
	elements = 0;
	/** looks that failed because a payload had led the page elsewhere or broken what it shows */
	readonly ruined: string[] = [];
	/** looks at pages that died, or did not answer any more */
	readonly dead: string[] = [];
	readonly context: BrowserContext;
	readonly #conditions: Conditions;
	readonly #kept: { page: Page; looks: number }[] = [];

	private constructor(context: BrowserContext, conditions: Conditions) {
		this.context = context;
		this.#conditions = conditions;
	}

	static async open(browser: Browser, baseURL: string, conditions: Conditions): Promise<Watch> {
		// so high that a whole page of messages is in view, and drawn, in few pixels; beyond 16,384 Chromium becomes slow
		const window = { viewport: { width: 1400, height: 15_000 }, deviceScaleFactor: 0.1 };
		const context = await browser.newContext({
			baseURL,
			...window,
			bypassCSP: !conditions.hasPolicy,
			serviceWorkers: "block", // it would go on serving the build with a sanitiser
		});
		const watch = new Watch(context, conditions);
		await context.exposeBinding("tellRan", ({ page }, ran: Ran) => watch.#told(page, ran));
		await context.exposeFunction("tellBlocked", (directive: string) => void watch.blocked.push(directive));
		await context.addInitScript(installProbe);
		if (conditions.hasSanitiser === false) await context.addInitScript("delete Element.prototype.setHTML");
		await context.route((url) => url.origin !== baseURL && url.protocol.startsWith("http"), abroad);
		return watch;
	}

	#told(page: Page, ran: Ran): void {
		this.ran.push({ ...ran, address: page.url() });
	}

	async all(looks: Look[]): Promise<void> {
		await each(looks, (look) => this.#in(look), at_once);
	}

	async #in(look: Look): Promise<void> {
		const kept = this.#kept.pop() ?? { page: await this.#open(), looks: 0 };
		const isGood = await this.#judge(kept.page, look);
		if (isGood && ++kept.looks < this.#conditions.looks_per_page) this.#kept.push(kept);
		else await Promise.race([kept.page.close(), after(longest_answer_ms, undefined)]);
	}

	/** @returns whether the page is as good as before */
	async #judge(page: Page, look: Look): Promise<boolean> {
		const end = after(this.#conditions.longest_look_ms, too_long);
		const fault = await Promise.race([this.#follow(page, look).then(() => "", String), end]);
		const what = `${page.url()}: ${fault.split("\n")[0]}`;
		const isDead = fault === too_long || !(await isAlive(page));
		if (isDead) this.dead.push(what);
		else if (fault) this.ruined.push(what);
		return !isDead && !fault;
	}

	async #open(): Promise<Page> {
		const page = await this.context.newPage();
		page.setDefaultTimeout(patience_ms);
		page.on("dialog", (dialog) => {
			this.#told(page, { where: page.url(), what: dialog.type() });
			void dialog.dismiss();
		});
		page.on("popup", (popup) => void page.once("close", () => void popup.close().catch(() => {})));
		return page;
	}

	/** Uses all that a page shows, each time that it shows something else, and lets it come to rest. */
	async #follow(page: Page, look: Look): Promise<void> {
		for await (const _ of look(page)) {
			const { elements, live } = await page.evaluate<Touched>(touching);
			this.elements += elements;
			for (const one of live) this.live.add(one);
			await page.waitForTimeout(50);
		}
	}
}

/** Nothing leaves this machine. A script from elsewhere comes, and tells that it ran. */
async function abroad(route: Route): Promise<void> {
	if (route.request().resourceType() !== "script") return route.abort();
	await route.fulfill({ contentType: "text/javascript", body: 'alert("from elsewhere")' });
}

/** One that goes elsewhere right now answers too, if not with what it was asked for. */
function isAlive(page: Page): Promise<boolean> {
	const asked = page.evaluate("0").then(
		() => true,
		(error: unknown) => !/crashed|closed/i.test(String(error)),
	);
	return Promise.race([asked, after(longest_answer_ms, false)]);
}

/** Keeps nobody waiting who has ended before. */
const after = <T>(ms: number, value: T): Promise<T> => sleep(ms, value, { ref: false });
