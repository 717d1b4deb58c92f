import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ClickClack, type Message, type User, type Workspace } from "@clickclack/sdk";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";

/* The built command, run as people run it, against the server that the test run has started. */
const { CLICKCLACK_TEST_SERVER: server = "", CLICKCLACK_TEST_ADMIN_TOKEN: adminToken = "", PATH } = process.env;
const command = join(import.meta.dirname, "bin.mjs");
const home = mkdtempSync(join(tmpdir(), "clickclack-"));
const address = `ada-${crypto.randomUUID()}@example.com`;
let workspace: Workspace["id"] = "wsp_";
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

function start(...args: string[]): ChildProcess {
	const env = { PATH, XDG_CONFIG_HOME: home, CLICKCLACK_SERVER: server, CLICKCLACK_ADMIN_TOKEN: adminToken };
	return spawn(process.execPath, [command, ...args], { env: { ...env, CLICKCLACK_WORKSPACE: workspace || undefined } });
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("close", resolve));

/** Runs to the end, with `piped` on stdin. */
async function pipe(piped: string, ...args: string[]) {
	const child = start(...args);
	child.stdin!.end(piped);
	const [code, stdout, stderr] = await Promise.all([ended(child), text(child.stdout!), text(child.stderr!)]);
	return { code, stdout, stderr };
}

const run = (...args: string[]) => pipe("", ...args);

/** Runs a command that has to succeed, and returns what it prints. */
async function out(...args: string[]): Promise<string> {
	const { code, stdout, stderr } = await run(...args);
	expect(stderr).not.toContain("clickclack:");
	expect(code).toBe(0);
	return stdout.trim();
}

const newLink = () => out("admin", "magic-link", "create", `--email=${address}`);
const newToken = async () => out("login", `--magic-token=${await newLink()}`, "--no-store");

const bootstrap = async () =>
	JSON.parse(
		await out("admin", "bootstrap", "--workspace-name=Tidepool", "--name=Ada", `--email=${address}`, "--json"),
	) as {
		user: User;
		workspace: Workspace;
	};

beforeAll(async () => {
	expect(server, "CLICKCLACK_TEST_SERVER names no server").not.toBe("");
	({ id: workspace } = (await bootstrap()).workspace);
	await out("login", `--magic-token=${await newLink()}`);
});
afterAll(() => rmSync(home, { recursive: true }));

test("setting up a server twice creates one owner and one workspace", async () => {
	const again = await bootstrap();
	expect(again).toMatchObject({ user: { display_name: "Ada" }, workspace: { id: workspace } });
});

test("a session is stored where other users cannot read it", async () => {
	expect(await out("whoami")).toMatch(/^usr_\w+ +@ada\S* +Ada$/);
	expect(statSync(join(home, "clickclack/config.json")).mode & 0o777).toBe(0o600);
});

test("signing in prints its token only when it is not stored", async () => {
	const login = (...flags: string[]) => newLink().then((link) => out("login", `--magic-token=${link}`, ...flags));
	const kept = await login("--json");
	expect(JSON.parse(kept)).toMatchObject({ user: { display_name: "Ada" }, session: { id: expect.any(String) } });
	expect(kept).not.toContain("sst_");
	expect(await login("--no-store")).toMatch(/^sst_/);
	expect(JSON.parse(await login("--no-store", "--json"))).toMatchObject({ token: expect.stringMatching(/^sst_/) });
});

test("an address with a password is refused, and not repeated", async () => {
	for (const address of ["https://ada:secret@127.0.0.1:9", "ada:secret@127.0.0.1:9", "ftp://ada:secret@127.0.0.1"]) {
		const { code, stderr } = await run("whoami", `--server=${address}`, "--verbose");
		expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("like https://") });
		expect(stderr).not.toContain("secret");
	}
});

test("an unencrypted server on another machine causes a warning", async () => {
	// an address of this machine that does not look like one
	const warned = await run("logout", "--server=http://0.0.0.0:9", "--token=sst_1");
	expect(warned.stderr).toContain("warning: http://0.0.0.0:9 is not encrypted");
	for (const address of ["https://127.0.0.1:9", "http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9"])
		expect((await run("logout", `--server=${address}`, "--token=sst_1")).stderr).not.toContain("warning");
});

test("a session is never shown to another server", async () => {
	const { code, stderr } = await run("whoami", "--server=http://127.0.0.1:9");
	expect(code).toBe(3);
	expect(stderr).toContain("not signed in to http://127.0.0.1:9");
	await out("logout", "--server=http://127.0.0.1:9");
	expect(await out("whoami")).toContain("Ada");
});

test("a message is sent to a channel by its name, and --json prints the API's resource", async () => {
	const message = JSON.parse(await out("send", "--channel=general", "--json", "tea is **ready**"));
	expect(message).toMatchObject({ body: "tea is **ready**", author: { display_name: "Ada" } });
	expect(await out("messages", "list", "--channel=#general", "--plain")).toContain("\ttea is **ready**");
});

test("control characters in a message are printed as escapes", async () => {
	const chat = new ClickClack({ baseUrl: server, token: await newToken() });
	const { id } = (await chat.channels.create(workspace, { name: "attacks" })).channel;
	const body = "a\u001b[2J\u009b2J\u009d0;title\u009c\u007f\u202eb\u2066\u2028\u200b\nusr_1  @ada";
	await chat.messages.create(id, { body });
	const list = (...flags: string[]) => out("messages", "list", "--channel=attacks", ...flags);
	const said = String.raw`a\u{1b}[2J\u{9b}2J\u{9d}0;title\u{9c}\u{7f}\u{202e}b\u{2066}\u{2028}\u{200b}`;
	expect(await list()).toMatch(/\\u\{200b\}\n {10,}usr_1 {2}@ada$/);
	expect(await list()).toContain(said);
	expect(await list("--plain")).toContain(`\t${said}\\nusr_1  @ada`);
	const json = await list("--json");
	expect(json).toContain(String.raw`a\u001b[2J\u009b2J\u009d0;title\u009c\u007f\u202eb\u2066\u2028\u200b\nusr_1`);
	expect(JSON.parse(json)).toEqual(await chat.messages.list(id, { limit: 20 }));
});

test("the text may come from a pipe or a file", async () => {
	const piped = await pipe("first\nsecond\n", "send", "--channel=general", "--stdin", "--json");
	expect(JSON.parse(piped.stdout).body).toBe("first\nsecond");
	const file = join(home, "words.md");
	writeFileSync(file, "# Words");
	expect(JSON.parse(await out("send", "--channel=general", `--file=${file}`, "--json")).body).toBe("# Words");
});

test("a reply goes into its thread", async () => {
	const root = await out("send", "--channel=general", "a question");
	const reply = JSON.parse(await out("send", `--reply-to=${root}`, "an answer", "--json"));
	expect(reply.parent_message_id).toBe(root);
});

test("a script that repeats a nonce sends one message", async () => {
	const send = () => out("send", "--channel=general", "--nonce=build-7", "build 7 is green");
	expect(await send()).toBe(await send());
});

test("a list has --limit messages, and continues with --after-seq", async () => {
	const chat = new ClickClack({ baseUrl: server, token: await newToken() });
	await chat.channels.create(workspace, { name: "numbers" });
	for (const word of ["one", "two", "three"]) await out("send", "--channel=numbers", word);
	const bodies = async (...flags: string[]) => {
		const { messages } = JSON.parse(await out("messages", "list", "--channel=numbers", "--json", ...flags));
		return messages.map((message: Message) => message.body);
	};
	expect(await bodies("--limit=2")).toEqual(["two", "three"]);
	expect(await bodies("--after-seq=2")).toEqual(["three"]);
});

test("status shows the server, the user and unread messages", async () => {
	expect(await out("status")).toContain(server);
	expect(JSON.parse(await out("status", "--json"))).toMatchObject({ user: { display_name: "Ada" }, workspaces: [{}] });
	expect(await out("workspaces", "list", "--plain")).toContain("\tTidepool\towner");
	expect(await out("channels", "list", "--plain")).toContain("\tgeneral\tpublic\t");
});

test("an invite's link is printed", async () => {
	const url = await out("admin", "invite", "create", "--expires-in=2d", "--max-uses=1");
	expect(url).toMatch(/^http.*\/invite\//);
});

test("a channel is deleted by its name, by an owner who confirms it", async () => {
	const chat = new ClickClack({ baseUrl: server, token: await newToken() });
	await chat.channels.create(workspace, { name: "old-plans" });
	const refused = await run("channels", "delete", "old-plans");
	expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
	expect(await out("channels", "delete", "#old-plans", "--yes")).toBe("#old-plans is deleted");
	expect((await run("channels", "delete", "old-plans", "--yes")).code).toBe(5);
	expect(await out("channels", "list", "--plain")).not.toContain("old-plans");
});

test("the operator creates an account in a workspace; repeating it changes nothing", async () => {
	const email = `grace-${crypto.randomUUID()}@example.com`;
	const create = () => out("admin", "user", "create", "--name=Grace Hopper", `--email=${email}`, "--role=moderator");
	const row = await create();
	expect(row).toMatch(/^usr_\w+ +@grace-hopper\S* +Grace Hopper$/);
	expect(await create()).toBe(row);
	const token = await out("admin", "magic-link", "create", `--email=${email}`);
	const session = await out("login", `--magic-token=${token}`, "--no-store");
	expect(await out("workspaces", "list", "--plain", `--token=${session}`)).toContain("\tTidepool\tmoderator");
});

test("the operator lists parked jobs, and an unknown job cannot be run", async () => {
	expect(JSON.parse(await out("admin", "jobs", "--parked", "--json"))).toEqual([]);
	expect((await run("admin", "run-job", "999999")).code).toBe(5);
	expect((await run("admin", "run-job", "x")).code).toBe(2);
});

test("the operator rotates the keys, and sessions stay valid", async () => {
	expect(JSON.parse(await out("admin", "keys", "rotate", "--json"))).toEqual({ ok: true });
	expect(await out("whoami")).toContain("Ada");
	expect(await out("whoami", `--token=${await newToken()}`)).toContain("Ada");
});

test("the exit code gives the reason of a failure", async () => {
	const code = async (...args: string[]) => (await run(...args)).code;
	expect(await code("sing")).toBe(2);
	expect(await code("send", "--channel=general")).toBe(2);
	expect(await code("messages", "list", "--channel=general", "--limit=many")).toBe(2);
	expect(await code("whoami", "--token=sst_wrong")).toBe(3);
	expect(await code("send", "--channel=nowhere", "hello")).toBe(5);
	expect(await code("whoami", "--token=sst_wrong", "--server=http://127.0.0.1:9")).toBe(10);
});

test("tail prints one event for each line, and stops when interrupted", async () => {
	const child = start("tail", "--json", "--verbose");
	onTestFinished(() => void child.kill());
	let lines = "";
	let states = "";
	child.stdout!.on("data", (data) => (lines += data));
	child.stderr!.on("data", (data) => (states += data));
	await expect.poll(() => states, { timeout: 10_000 }).toContain("open");
	await out("send", "--channel=general", "do you hear me?");
	await expect.poll(() => lines, { timeout: 10_000 }).toContain("do you hear me?");
	const said = lines.split("\n").find((line) => line.includes("do you hear me?"))!;
	expect(JSON.parse(said)).toMatchObject({ type: "message.created", workspace_id: workspace });
	child.kill("SIGINT");
	expect(await ended(child)).toBe(0);
});

test("after signing out the token is invalid, here and on the server", async () => {
	const token = await newToken();
	await out("logout", `--token=${token}`);
	expect((await run("whoami", `--token=${token}`)).code).toBe(3);
	await out("logout");
	const { code, stderr } = await run("whoami");
	expect(code).toBe(3);
	expect(stderr).toContain("clickclack login");
});
