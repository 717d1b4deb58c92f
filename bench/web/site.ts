import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Channel, ClickClack, type User, type Workspace } from "@clickclack/sdk";
import { type Browser, type Page, chromium } from "@playwright/test";
import { scratch } from "../../test/server.ts";

const root = join(import.meta.dirname, "../..");
const token = "operator-of-the-bench";

/** Somebody with an account and an API client. */
export interface Person {
	user: User;
	chat: ClickClack;
}

/** What `npm start` runs, with one workspace, and a browser. */
export class Site {
	readonly origin: string;
	readonly browser: Browser;
	readonly owner: Person;
	readonly workspace: Workspace;
	readonly general: Channel;
	readonly #server: ChildProcess;

	private constructor(
		made: Pick<Site, "origin" | "browser" | "owner" | "workspace" | "general">,
		server: ChildProcess,
	) {
		({
			origin: this.origin,
			browser: this.browser,
			owner: this.owner,
			workspace: this.workspace,
			general: this.general,
		} = made);
		this.#server = server;
	}

	/** @param executablePath of a Chromium */
	static async open(port: number, executablePath: string): Promise<Site> {
		const origin = `http://127.0.0.1:${port}`;
		const env = { ...process.env, PORT: String(port), CLICKCLACK_STATE: scratch(), ADMIN_TOKEN: token, DEV_AUTH: "1" };
		const args = ["--conditions=source", "server/index.ts"];
		const server = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
		await ready(`${origin}/readyz`);
		const owner = await signIn(origin, "Edith Clarke");
		const workspace = await owner.chat.workspaces.create({ name: "Analytical Engines", channels: ["general"] });
		const [general] = await owner.chat.channels.list(workspace.id);
		const browser = await chromium.launch({ executablePath, args: ["--disable-dev-shm-usage", "--disable-gpu"] });
		return new Site({ origin, browser, owner, workspace, general: general! }, server);
	}

	/** Another member. */
	async join(name: string): Promise<Person> {
		const person = await signIn(this.origin, name);
		const { id: workspace_id } = this.workspace;
		await operatorOf(this.origin).admin.createUser({ name, email: emailOf(name), workspace_id, role: "member" });
		await person.chat.channels.join(this.general.id);
		return person;
	}

	/** A window of the owner's. */
	async window(): Promise<Page> {
		const context = await this.browser.newContext({ baseURL: this.origin, viewport: { width: 1440, height: 900 } });
		await context.addCookies([{ name: "cc_session", value: this.owner.chat.token!, url: this.origin }]);
		return await context.newPage();
	}

	async close(): Promise<void> {
		await this.browser.close();
		const ended = once(this.#server, "exit");
		this.#server.kill();
		await ended;
	}
}

const emailOf = (name: string) => `${name.toLowerCase().replace(/\W/g, "-")}@example.com`;
const operatorOf = (baseUrl: string) => new ClickClack({ baseUrl, token });

async function signIn(baseUrl: string, name: string): Promise<Person> {
	const { admin } = operatorOf(baseUrl);
	await admin.createUser({ name, email: emailOf(name) });
	const link = await admin.createMagicLink({ email: emailOf(name) });
	const chat = new ClickClack({ baseUrl });
	const { user } = await chat.auth.consumeMagicLink(link.token);
	return { user, chat };
}

async function ready(url: string): Promise<void> {
	for (let attempt = 0; attempt < 300; attempt++) {
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`${url} did not answer within 30 s`);
}
