import {
	ClickClack,
	isDirect,
	routeId,
	type Channel,
	type CreateUser,
	type DirectConversation,
	type Invite,
	type User,
	type Workspace,
} from "@clickclack/sdk";
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

type Place = Pick<Channel | DirectConversation, "workspace_id" | "id">;

/** The address of a channel or a direct conversation in the app. */
export const pathOf = ({ workspace_id, id }: Place): string =>
	`/app/${routeId("T", workspace_id)}/${routeId(isDirect(id) ? "D" : "C", id)}`;

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

	async open(channel: Place): Promise<void> {
		await this.page.goto(pathOf(channel));
		await expect(this.composer).toBeVisible();
	}

	get composer(): Locator {
		return this.page.getByRole("textbox", { name: /^Message / });
	}

	get threadComposer(): Locator {
		return this.page.getByRole("textbox", { name: "Reply in thread" });
	}

	/** The messages of the conversation, each an article. */
	get timeline(): Locator {
		return this.page.getByRole("log", { name: /^Messages (in|with)/ });
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

	/** Chooses something in the menu behind one's own picture. */
	async choose(item: "Profile" | "Appearance" | "Settings" | "Sign out"): Promise<void> {
		await this.page.getByRole("button", { name: /^You: / }).click();
		await this.page.getByRole("menuitem", { name: item, exact: true }).click();
	}

	/** Chooses something in the menu beside the heading of the channels. */
	async addChannels(item: "Create a channel" | "Browse channels"): Promise<void> {
		await this.page.getByRole("button", { name: "Add channels" }).click();
		await this.page.getByRole("menuitem", { name: item }).click();
	}

	/** Presses a button of a message's toolbar. */
	async act(message: Locator, button: string): Promise<void> {
		// again when the messages have moved meanwhile, and the pointer is over another one
		await expect(async () => {
			await message.hover();
			await message.getByRole("button", { name: button, exact: true }).click({ timeout: 3_000 });
		}).toPass();
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
		const owner = await signIn({ name: "Edith Clarke", email: `edith-${crypto.randomUUID()}@example.com` });
		const workspace = await owner.chat.workspaces.create({ name: "Analytical Engines", channels: ["general"] });
		const [general] = await owner.chat.channels.list(workspace.id);
		return new World(browser, owner, workspace, general!);
	}

	/** A member of the workspace, signed in, with a window of their own. */
	async person(name: string, window: BrowserContextOptions = {}, role: Invite["role"] = "member"): Promise<Person> {
		const email = `${name.toLowerCase()}@${this.workspace.slug}.example.com`;
		return await this.#enter(await signIn({ name, email, workspace_id: this.workspace.id, role }), window);
	}

	/** Channels that both are in. */
	async channels(one: Person, other: Person, names: string[]): Promise<Channel[]> {
		const made: Channel[] = [];
		for (const name of names) {
			const { channel } = await other.chat.channels.create(this.workspace.id, { name });
			await one.chat.channels.join(channel.id);
			made.push(channel);
		}
		return made;
	}

	/** So many more members, whose names come before Zuse's. */
	async crowd(count: number): Promise<void> {
		const { id: workspace_id, slug } = this.workspace;
		const join = (n: number) =>
			operator.admin.createUser({ name: `Crab ${n}`, email: `crab-${n}@${slug}.example.com`, workspace_id });
		for (let n = 0; n < count; n += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => join(n + i)));
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
		// a test decides what becomes of requests, which a service worker would answer itself
		const context = await this.#browser.newContext({ baseURL: origin, serviceWorkers: "block", ...window });
		const page = await context.newPage();
		this.#opened.push(page);
		return page;
	}

	async close(): Promise<void> {
		await Promise.all(this.#opened.map((page) => page.context().close()));
	}
}

/** An account and its session by the API; the account is made if it is new. */
async function signIn(account: CreateUser): Promise<{ user: User; chat: ClickClack }> {
	await operator.admin.createUser(account);
	const { token } = await operator.admin.createMagicLink({ email: account.email });
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
