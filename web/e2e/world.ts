import { ClickClack, type Channel, type Invite, type User, type Workspace } from "@clickclack/sdk";
import {
	test as base,
	expect,
	type Browser,
	type BrowserContextOptions,
	type Locator,
	type Page,
} from "@playwright/test";
import { operator_token, origin } from "./server.ts";

const operator = new ClickClack({ baseUrl: origin, token: operator_token });

/** Somebody with an account, with a browser window and an API client. */
export class Person {
	readonly user: User;
	readonly chat: ClickClack;
	readonly page: Page;

	constructor(user: User, chat: ClickClack, page: Page) {
		this.user = user;
		this.chat = chat;
		this.page = page;
	}

	async open(channel: Channel): Promise<void> {
		await this.page.goto(`/app/${channel.workspace_id}/${channel.id}`);
		await expect(this.composer).toBeVisible();
	}

	get composer(): Locator {
		return this.page.getByRole("textbox", { name: /^Message / });
	}

	get threadComposer(): Locator {
		return this.page.getByRole("textbox", { name: "Reply in thread" });
	}

	/** The messages of the channel, each an article. */
	get timeline(): Locator {
		return this.page.getByRole("log", { name: /^Messages in/ });
	}

	get thread(): Locator {
		return this.page.getByRole("complementary", { name: "Thread" });
	}

	message(text: string): Locator {
		return this.timeline.getByRole("article").filter({ hasText: text });
	}

	async say(text: string): Promise<void> {
		await this.composer.fill(text);
		await this.composer.press("Enter");
	}

	/** Presses a button of a message's toolbar. */
	async act(message: Locator, button: string): Promise<void> {
		await message.hover();
		await message.getByRole("button", { name: button, exact: true }).click();
	}
}

/** One workspace with #general, and the people in it. */
export class World {
	readonly workspace: Workspace;
	readonly general: Channel;
	readonly #browser: Browser;
	readonly #owner: { user: User; chat: ClickClack };
	readonly #opened: Page[] = [];

	private constructor(
		browser: Browser,
		owner: { user: User; chat: ClickClack },
		workspace: Workspace,
		general: Channel,
	) {
		this.#browser = browser;
		this.#owner = owner;
		this.workspace = workspace;
		this.general = general;
	}

	static async create(browser: Browser): Promise<World> {
		// Another one for each test: nobody may create as many workspaces as there are tests.
		const owner = await signIn("Edith Clarke", `edith-${crypto.randomUUID()}@example.com`);
		const workspace = await owner.chat.workspaces.create({ name: "Analytical Engines", channels: ["general"] });
		const [general] = await owner.chat.channels.list(workspace.id);
		return new World(browser, owner, workspace, general!);
	}

	/** A member of the workspace, signed in, with a window of their own. */
	async person(name: string, window: BrowserContextOptions = {}, role: Invite["role"] = "member"): Promise<Person> {
		const email = `${name.toLowerCase()}@${this.workspace.slug}.example.com`;
		await operator.admin.createUser({ name, email, workspace_id: this.workspace.id, role });
		return await this.#enter(await signIn(name, email), window);
	}

	/** Edith, the owner. */
	async owner(window: BrowserContextOptions = {}): Promise<Person> {
		return await this.#enter(this.#owner, window);
	}

	async #enter({ user, chat }: { user: User; chat: ClickClack }, window: BrowserContextOptions): Promise<Person> {
		const page = await this.window(window);
		await page.context().addCookies([{ name: "cc_session", value: chat.token!, url: origin }]);
		return new Person(user, chat, page);
	}

	/** A window in which nobody is signed in. */
	async window(window: BrowserContextOptions = {}): Promise<Page> {
		const context = await this.#browser.newContext({ baseURL: origin, ...window });
		const page = await context.newPage();
		this.#opened.push(page);
		return page;
	}

	async close(): Promise<void> {
		await Promise.all(this.#opened.map((page) => page.context().close()));
	}
}

/** An account and its session by the API; the account is made if it is new. */
async function signIn(name: string, email: string): Promise<{ user: User; chat: ClickClack }> {
	await operator.admin.createUser({ name, email });
	const { token } = await operator.admin.createMagicLink({ email });
	const chat = new ClickClack({ baseUrl: origin });
	const { user } = await chat.auth.consumeMagicLink(token);
	return { user, chat };
}

export const test = base.extend<{ world: World }>({
	world: async ({ browser }, give) => {
		const world = await World.create(browser);
		await give(world);
		await world.close();
	},
});

export { expect } from "@playwright/test";
export { operator };
