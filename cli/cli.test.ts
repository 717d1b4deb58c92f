import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ClickClack, type Message, type MessagePage, type User, type Workspace } from "@clickclack/sdk";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type Run, runHere } from "./test/command.ts";
import { program } from "./index.ts";

/* Against the server that the test run has started: in this process, but where it matters how people run the built command. */
const { CLICKCLACK_TEST_SERVER: server = "", CLICKCLACK_TEST_ADMIN_TOKEN: adminToken = "", PATH } = process.env;
const command = join(import.meta.dirname, "bin.mjs");
const home = mkdtempSync(join(tmpdir(), "clickclack-"));
const address = `ada-${crypto.randomUUID()}@example.com`;
let workspace: Workspace["id"] = "wsp_";
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const environment = () => ({
	XDG_CONFIG_HOME: home,
	CLICKCLACK_SERVER: server,
	CLICKCLACK_ADMIN_TOKEN: adminToken,
	CLICKCLACK_WORKSPACE: workspace || undefined,
});
const start = (...args: string[]): ChildProcess =>
	spawn(process.execPath, [command, ...args], { env: { PATH, ...environment() } });

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("close", resolve));

/** Starts the built command and runs it to the end, with `piped` on stdin. */
async function pipe(piped: string, ...args: string[]) {
	const child = start(...args);
	child.stdin!.end(piped);
	const [code, stdout, stderr] = await Promise.all([ended(child), text(child.stdout!), text(child.stderr!)]);
	return { code, stdout, stderr };
}

/** One after the other: what they print is told apart by that. */
async function run(...args: string[]): Promise<Run> {
	for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value);
	return await runHere(args);
}

/** Runs a command that has to succeed, and returns what it prints. */
async function out(...args: string[]): Promise<string> {
	const { code, stdout, stderr } = await run(...args);
	expect(stderr).not.toContain("clickclack:");
	expect(code).toBe(0);
	return stdout.trim();
}

/** Without the command, where it is not what is tried: a process takes longer than a request. */
const operator = new ClickClack({ baseUrl: server, token: adminToken });
const newLink = async () => (await operator.admin.createMagicLink({ email: address })).token;
/** Ada at another machine. */
async function signIn(): Promise<ClickClack> {
	const chat = new ClickClack({ baseUrl: server });
	await chat.auth.consumeMagicLink(await newLink());
	return chat;
}

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
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(home, { recursive: true });
});

test("setting up a server twice creates one owner and one workspace", async () => {
	const again = await bootstrap();
	expect(again).toMatchObject({ user: { display_name: "Ada" }, workspace: { id: workspace } });
});

test("a session is stored where other users cannot read it", async () => {
	expect(await out("whoami")).toMatch(/^usr_\w+ +@ada\S* +Ada$/);
	expect((await pipe("", "whoami")).stdout).toMatch(/^usr_\w+ +@ada\S* +Ada\n$/);
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
	const { code, stdout, stderr } = await pipe("", "send", "--channel=general", "--json", "tea is **ready**");
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	const message = JSON.parse(stdout);
	expect(message).toMatchObject({ body: "tea is **ready**", author: { display_name: "Ada" } });
	expect(await out("messages", "list", "--channel=#general", "--plain")).toContain("\ttea is **ready**");
});

test("a channel is found by its name in any spelling", async () => {
	const chat = await signIn();
	const spellings = { ガイド: "#ｶﾞｲﾄﾞ", Café: "CAFE\u0301", "❤️": "❤", "C++": "c++", "C#": "C#" };
	for (const name of Object.keys(spellings)) await chat.channels.create(workspace, { name });
	const channels = await chat.channels.list(workspace);
	const sent: string[] = [];
	for (const other of Object.values(spellings)) sent.push(await out("send", `--channel=${other}`, "--json", "found"));
	const found = sent.map((said) => channels.find(({ id }) => id === JSON.parse(said).channel_id)?.name);
	expect(found).toEqual(["ガイド", "cafe", "❤️", "c-plus-plus", "c-sharp"]);
	expect(await out("channels", "list", "--plain")).toContain("\tC++\t");
});

test("control characters in a message are printed as escapes", async () => {
	const chat = await signIn();
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

test("a message is edited, says what it said before, gets reactions and is deleted", async () => {
	const id = await out("send", "--channel=general", "the tied is high");
	await out("messages", "edit", id, "the tide is **high**");
	expect(await out("messages", "versions", id, "--plain")).toMatch(
		/\tthe tied is high\n\S+\tthe tide is \*\*high\*\*$/,
	);
	await out("reactions", "add", id, "🌊");
	expect(await out("reactions", "list", id, "--plain")).toBe("🌊\t1\t(yours)");
	await out("reactions", "remove", id, "🌊");
	expect(await out("reactions", "list", id, "--plain")).toBe("");
	expect(await run("messages", "edit", id)).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("exactly one way"),
	});
	expect(await out("messages", "delete", id)).toBe("deleted");
	expect(JSON.parse(await out("messages", "versions", id, "--json"))).toMatchObject({ versions: [{ body: "" }] });
});

test("a reply goes into its thread", async () => {
	const root = await out("send", "--channel=general", "a question");
	const first = JSON.parse(await out("threads", "reply", root, "an answer", "--json"));
	expect(first.parent_message_id).toBe(root);
	const second = JSON.parse(await out("reply", root, `--reply-to=${first.id}`, "thanks", "--json"));
	expect(second).toMatchObject({ parent_message_id: root, quoted_body_snapshot: "an answer" });
});

test("--reply-to quotes a message of the channel", async () => {
	const said = await out("send", "--channel=general", "a **bold** claim");
	const quoting = JSON.parse(await out("send", "--channel=general", `--reply-to=${said}`, "really?", "--json"));
	expect(quoting).toMatchObject({ quoted_message_id: said, quoted_body_snapshot: "a bold claim" });
	expect(quoting.parent_message_id).toBeUndefined();
});

test("--reply-to quotes only what was said where the message is sent", async () => {
	const { handle } = await operator.admin.createUser({
		name: "Joan",
		email: `joan-${address}`,
		workspace_id: workspace,
	});
	const public_id = await out("send", "--channel=general", "for everybody");
	const private_id = await out("dms", "send", handle, "between us");
	const quoting = JSON.parse(await out("dms", "send", handle, `--reply-to=${private_id}`, "yes", "--json")) as Message;
	expect(quoting).toMatchObject({ quoted_message_id: private_id, quoted_body_snapshot: "between us" });
	expect(quoting.parent_message_id).toBeUndefined();
	for (const elsewhere of [
		await run("dms", "send", handle, `--reply-to=${public_id}`, "secret"),
		await run("send", "--channel=general", `--reply-to=${private_id}`, "secret"),
	])
		expect(elsewhere).toMatchObject({ code: 2, stderr: expect.stringContaining("quoted message is not in this") });
	expect(await out("messages", "list", "--channel=general", "--plain")).not.toContain("secret");
	expect((await (await signIn()).threads.get(public_id as Message["id"])).replies).toEqual([]);
});

test("a message is forwarded, with words or without", async () => {
	const said = await out("send", "--channel=general", "to be passed on");
	const alone = JSON.parse(await out("messages", "forward", said, "--channel=general", "--json"));
	expect(alone).toMatchObject({ body: "", forwarded: { message_id: said, body: "to be passed on" } });
	const more = JSON.parse(await out("messages", "forward", said, "look", "--channel=general", "--json"));
	expect(more).toMatchObject({ body: "look", forwarded: { message_id: said } });
	expect(await out("messages", "list", "--channel=general", "--limit=2")).toMatch(/to be passed on\n.*look$/);
});

test("a poll is created, voted in, shown and closed", async () => {
	const id = await out("polls", "create", "Tea?", "--option=yes", "--option=no", "--channel=general");
	expect(await out("polls", "vote", id, "2", "--plain")).toMatch(/1\tyes\t0.*\n2\tno\t1\t\(yours\)/);
	expect(JSON.parse(await out("polls", "close", id, "--json"))).toMatchObject({ closed_at: expect.any(String) });
	const late = await run("polls", "vote", id, "1");
	expect([late.code, late.stderr]).toEqual([11, expect.stringContaining("this poll is closed")]);
	expect(await out("polls", "show", id)).toContain("yes");
});

test("files are sent with words or alone, listed, downloaded and deleted", async () => {
	const [path, copy] = [join(home, "潮汐.txt"), join(home, "copy.txt")];
	writeFileSync(path, "kelp");
	const attach = ["send", "--channel=general", "--nonce=files", `--attach=${path}`, `--attach=${path}`, "two files"];
	const sent = await out(...attach);
	// repeated, it stores and sends nothing more
	expect(await out(...attach)).toBe(sent);
	const message = JSON.parse(await out("uploads", "send", path, "--channel=general", "--json")) as Message;
	expect(message).toMatchObject({ body: "", attachments: [{ filename: "潮汐.txt", content_type: "text/plain" }] });
	const listed = await out("uploads", "list", "--channel=general", "--kind=file", "--plain");
	expect(listed.split("\n").map((line) => line.split("\t").slice(2))).toEqual([
		[message.id, "4", "潮汐.txt"],
		[sent, "4", "潮汐.txt"],
		[sent, "4", "潮汐.txt"],
	]);
	const [first] = listed
		.split("\n")
		.slice(1)
		.map((line) => line.split("\t")[0]!);
	await out("uploads", "get", first!, `--out=${copy}`);
	expect(readFileSync(copy, "utf8")).toBe("kelp");
	expect(await out("uploads", "delete", first!)).toBe("deleted");
	expect(await run("uploads", "get", first!, `--out=${copy}`)).toMatchObject({ code: 5 });
	expect(await run("uploads", "send", join(home, "none"), "--channel=general")).toMatchObject({ code: 2 });
});

test("a topic is created, given to messages, found, renamed, archived and deleted", async () => {
	const [id = ""] = (await out("topics", "create", "Tides", "--channel=general", "--plain")).split("\t");
	expect(id).toMatch(/^top_/);
	await out("send", "--channel=general", "without");
	await out("send", "--channel=general", "--topic=tides", "high at noon");
	expect(await out("messages", "list", "--channel=general", "--topic=Tides", "--plain")).toMatch(
		/^\d+\t\S+\t@ada\S*\thigh at noon$/,
	);
	await out("topics", "create", "News", "--all-channels");
	expect(await out("topics", "list", "--channel=general", "--plain")).toMatch(/News\tall channels.*\n.*Tides\tchn_/);
	await out("topics", "rename", "tides", "Ebb", "--channel=general");
	const later = await out("send", "--channel=general", "low at six");
	expect(await out("topics", "set", later, "ebb")).toBe(id);
	expect(await out("topics", "set", later)).toBe("none");
	expect(await out("topics", "archive", id)).toContain("archived");
	expect((await run("send", "--channel=general", `--topic=${id}`, "late")).code).toBe(2);
	await out("topics", "archive", id, "--reopen");
	await out("topics", "delete", id);
	expect((await run("topics", "delete", id)).code).toBe(5);
});

test("messages are pinned, listed and unpinned", async () => {
	const [first, second] = [
		await out("send", "--channel=general", "house rules"),
		await out("send", "--channel=general", "the plan"),
	];
	for (const id of [first, second]) expect(await out("pins", "add", "--channel=general", id)).toMatch(/^pin_/);
	const again = await run("pins", "add", "--channel=general", first);
	expect([again.code, again.stderr]).toEqual([11, expect.stringContaining("message is already pinned")]);
	await out("pins", "remove", "--channel=general", second);
	expect(await out("pins", "list", "--channel=general", "--plain")).toMatch(/^msg_\S+\t\S+\t@ada\S*\thouse rules$/);
	expect((await run("pins", "remove", "--channel=general", second)).code).toBe(5);
});

test("of many drafts the newest are listed", async () => {
	const chat = await signIn();
	const ids: Message["channel_id"][] = [];
	for (const name of ["first-drafts", "second-drafts"])
		ids.push((await chat.channels.create(workspace, { name })).channel.id);
	for (const id of ids) await chat.drafts.save(id!, { body: `in ${id}` });
	const listed = await out("drafts", "list", "--limit=1", "--plain");
	expect(listed).toContain(`in ${ids[1]}`);
	expect(listed.split("\n")).toHaveLength(1);
});

test("what others have written is marked as read and as unread", async () => {
	const email = `mary-${address}`;
	const mary = await operator.admin.createUser({ name: "Mary", email, workspace_id: workspace });
	const chat = new ClickClack({ baseUrl: server });
	await chat.auth.consumeMagicLink((await operator.admin.createMagicLink({ email })).token);
	const id = await out("dms", "open", mary.handle);
	const { message } = await chat.messages.create(id as `dm_${string}`, { body: "psst" });
	await chat.messages.create(id as `dm_${string}`, { body: "are you there?" });
	const listed = async () => (await out("dms", "list", "--plain")).split("\n").find((line) => line.startsWith(id));
	expect(await listed()).toMatch(/\t2$/);
	await out("dms", "send", id, "in a minute");
	expect(await listed()).toMatch(/\t2$/);
	expect(await out("reads", "mark", `--dm=${mary.handle}`, "--plain")).toBe(`${id}\t3`);
	expect(await listed()).toMatch(/\t0$/);
	expect(await out("reads", "unread", message.id, "--plain")).toBe(`${id}\t0`);
	expect(await listed()).toMatch(/\t2$/);
	expect(await out("reads", "all", "--plain")).toContain(`${id}\t0`);
	expect(await listed()).toMatch(/\t0$/);
	const reply = await out("reply", message.id, "yes");
	expect(await run("reads", "unread", reply)).toMatchObject({
		code: 1,
		stderr: expect.stringContaining(`clickclack threads unread ${reply}`),
	});
	await (await signIn()).dms.close(id as `dm_${string}`);
});

test("threads that one follows are listed with what is unread, marked as read and unfollowed", async () => {
	const root = (await out("send", "--channel=general", "who is in?")) as Message["id"];
	const email = `mae-${address}`;
	await operator.admin.createUser({ name: "Mae", email, workspace_id: workspace });
	const mae = new ClickClack({ baseUrl: server });
	await mae.auth.consumeMagicLink((await operator.admin.createMagicLink({ email })).token);
	await mae.threads.reply(root, { body: "me" });
	const unread = () => out("threads", "list", "--unread", "--plain");
	expect(await unread()).toMatch(new RegExp(`^${root}\\t1\\t0\\t@ada\\S*\\twho is in\\?$`));
	expect(await out("threads", "read", root)).toMatch(/^following +0$/);
	expect(await unread()).toBe("");
	expect(await out("threads", "unread", root)).toMatch(/^following +1$/);
	expect(await out("threads", "read", root)).toMatch(/^following +0$/);
	expect(await out("threads", "unfollow", root)).toMatch(/^not following/);
	await mae.threads.reply(root, { body: "still?" });
	expect(await unread()).toBe("");
	expect(await out("threads", "follow", root)).toMatch(/^following/);
	const also = JSON.parse(await out("reply", root, "all of us", "--also-send", "--json")) as Message;
	expect(await out("messages", "list", "--channel=general", "--limit=1", "--json")).toContain(also.id);
});

test("all threads of a channel or of a direct conversation are listed", async () => {
	const chat = await signIn();
	const { id } = (await chat.channels.create(workspace, { name: "thread-lists" })).channel;
	const { message } = await chat.messages.create(id, { body: "a question here" });
	await chat.threads.reply(message.id, { body: "an answer" });
	await chat.threads.unfollow(message.id);
	const here = await out("threads", "list", "--channel=thread-lists", "--plain");
	expect(here).toMatch(/^msg_\S+\t0\t0\t@ada\S*\ta question here$/);
	expect(await out("threads", "list", "--plain")).not.toContain(message.id);
	expect(await out("threads", "list", "--channel=thread-lists", "--unread", "--plain")).toBe("");
	const { handle } = await operator.admin.createUser({ name: "Ida", email: `ida-${address}`, workspace_id: workspace });
	const said = await out("dms", "send", handle, "a question for you");
	await out("threads", "reply", said, "and one more");
	expect(await out("threads", "list", `--dm=${handle}`, "--plain")).toContain(`${said}\t0\t0\t`);
});

test("messages are found by words and operators", async () => {
	await out("send", "--channel=general", "the barnacle report");
	await out("send", "--channel=general", "no barnacle at https://example.com");
	const found = async (...args: string[]) => (await out("search", "--plain", "--newest", ...args)).split("\n");
	expect(await found("in:general", "barnacle")).toEqual([
		expect.stringMatching(/^msg_\S+\t\S+\t#general\t@ada\S*\tno barnacle at https:\/\/example\.com$/),
		expect.stringContaining("the barnacle report"),
	]);
	expect(await found("--", "barnacle", "-has:link")).toEqual([expect.stringContaining("the barnacle report")]);
	expect(await found("barnacle", "before:today")).toEqual([""]);
	expect(await found("barnacle", "--limit=1", "--channels-only")).toHaveLength(1);
});

test("a script that repeats a nonce sends one message", async () => {
	const send = () => out("send", "--channel=general", "--nonce=build-7", "build 7 is green");
	expect(await send()).toBe(await send());
});

test("a direct message is sent to people by their handles, and read by those or by its id", async () => {
	const grace = await operator.admin.createUser({ name: "Grace", email: `grace-${address}`, workspace_id: workspace });
	const linus = await operator.admin.createUser({ name: "Linus", email: `linus-${address}`, workspace_id: workspace });
	const [pair, group] = [`@${grace.handle}`, `${grace.handle},${linus.handle}`];
	expect(await run("messages", "list", `--dm=${pair}`)).toMatchObject({ code: 5, stdout: "" });
	const news = await out("send", "--channel=general", "good news");
	const passed = JSON.parse(await out("messages", "forward", news, `--dm=${pair}`, "--json")) as Message;
	const sent = JSON.parse(await out("dms", "send", pair, "just us", "--json")) as Message;
	expect(sent.direct_conversation_id).toBe(passed.direct_conversation_id);
	const id = sent.direct_conversation_id!;
	await out("dms", "send", id, "again");
	expect(await out("dms", "open", grace.handle)).toBe(id);
	for (const dm of [pair, id]) {
		const { messages } = JSON.parse(await out("messages", "list", `--dm=${dm}`, "--json")) as MessagePage;
		expect(messages.map(({ body }) => body)).toEqual(["", "just us", "again"]);
	}
	const together = await out("dms", "open", grace.handle, linus.handle);
	expect(await out("dms", "send", group, "all three", "--json")).toContain(together);
	const listed = (await out("dms", "list", "--plain")).split("\n");
	expect(listed).toEqual(
		expect.arrayContaining([`${id}\t${pair}\t0`, `${together}\t@${grace.handle}, @${linus.handle}\t0`]),
	);
	expect(await run("messages", "forward", news, "--dm=nobody-at-all")).toMatchObject({ code: 5, stdout: "" });
	const nobody = await run("dms", "open", "nobody-at-all");
	expect(nobody).toMatchObject({
		code: 5,
		stderr: expect.stringContaining("nobody here has the handle @nobody-at-all"),
	});
});

test("a list has --limit messages, and continues with --after-seq", async () => {
	const chat = await signIn();
	const { id } = (await chat.channels.create(workspace, { name: "numbers" })).channel;
	for (const body of ["one", "two", "three"]) await chat.messages.create(id, { body });
	const bodies = async (...flags: string[]) => {
		const { messages } = JSON.parse(await out("messages", "list", "--channel=numbers", "--json", ...flags));
		return messages.map((message: Message) => message.body);
	};
	expect(await bodies("--limit=2")).toEqual(["two", "three"]);
	expect(await bodies("--after-seq=2")).toEqual(["three"]);
});

test("a list goes on over several pages until it has --limit messages", async () => {
	const chat = await signIn();
	const { id } = (await chat.channels.create(workspace, { name: "many" })).channel;
	for (let n = 0; n < 260; n += 20)
		await Promise.all(Array.from({ length: 20 }, () => chat.messages.create(id, { body: "tick" })));
	const list = async (...flags: string[]) => {
		const page = JSON.parse(await out("messages", "list", "--channel=many", "--json", ...flags)) as MessagePage;
		const { messages, cursor: _, ...rest } = page;
		return { seqs: messages.map(({ channel_seq }) => channel_seq), ...rest };
	};
	const seqs = (from: number, to: number) => Array.from({ length: to + 1 - from }, (_, n) => from + n);
	const newest = { seqs: seqs(11, 260), oldest_seq: 11, newest_seq: 260, has_older: true, has_newer: false };
	expect(await list("--limit=250")).toEqual(newest);
	expect(await list("--limit=1000")).toMatchObject({ seqs: seqs(1, 260), has_older: false });
	expect(await list("--limit=205", "--after-seq=50")).toMatchObject({ seqs: seqs(51, 255), has_newer: true });
	expect(await list()).toMatchObject({ seqs: seqs(241, 260) });
	expect((await out("messages", "list", "--channel=many", "--plain", "--limit=250")).split("\n")).toHaveLength(250);
	for (const limit of ["0", "10001", "-1", "1.5", "all"])
		expect(await run("messages", "list", "--channel=many", `--limit=${limit}`)).toMatchObject({ code: 2, stdout: "" });
});

test("the help of every command says what it does, and of every list how long it is", () => {
	const all = (one: typeof program): (typeof program)[] => [one, ...one.commands.flatMap(all)];
	expect(all(program).filter((one) => !one.description())).toEqual([]);
	for (const one of all(program).filter((one) => one.options.some(({ long }) => long === "--limit")))
		expect(one.helpInformation()).toMatch(/--limit <number> +how many, at most 10000 \(default: \d+\)/);
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
	const chat = await signIn();
	await chat.channels.create(workspace, { name: "old-plans" });
	const refused = await run("channels", "delete", "old-plans");
	expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") });
	expect(await out("channels", "delete", "#old-plans", "--yes")).toBe("#old-plans is deleted");
	expect((await run("channels", "delete", "old-plans", "--yes")).code).toBe(5);
	expect(await out("channels", "list", "--plain")).not.toContain("old-plans");
});

test("a channel is created, described with what another program knows of it, and shown", async () => {
	const [id = ""] = (
		await out("channels", "create", "Pump 7", "--private", "--topic=the pump", "--external-ref=P-7", "--plain")
	).split("\t");
	const fields = async () =>
		Object.fromEntries((await out("channels", "show", id, "--plain")).split("\n").map((row) => row.split("\t")));
	expect(await fields()).toMatchObject({ id, kind: "private", topic: "the pump", "its id there": "P-7", members: "1" });
	await out("channels", "update", id, "--external-managed", "--external-url=https://pumps.example.com/7");
	expect(await fields()).toMatchObject({
		"managed by another program": "yes",
		"its address there": "https://pumps.example.com/7",
		"who may post": "everyone",
	});
	await out(
		"channels",
		"update",
		id,
		"--no-external-managed",
		"--external-ref=",
		"--external-url=",
		"--who-can-post=moderators",
	);
	const cleared = await fields();
	expect(cleared).toMatchObject({ "who may post": "moderators" });
	expect(Object.keys(cleared).filter((name) => /another program|there/.test(name))).toEqual([]);
	expect((await run("channels", "update", id, "--external-url=javascript:alert(1)")).code).toBe(2);
});

test("people are added to a channel and removed from it, and one joins and leaves", async () => {
	const { handle } = await operator.admin.createUser({ name: "Ken", email: `ken-${address}`, workspace_id: workspace });
	await out("channels", "create", "members-only", "--private");
	await out("channels", "add-member", "members-only", `@${handle}`);
	const listed = async () => (await out("channels", "members", "members-only", "--plain")).split("\n");
	expect(await listed()).toEqual([
		expect.stringMatching(/\tAda$/),
		expect.stringMatching(new RegExp(`\t@${handle}\tKen$`)),
	]);
	await out("channels", "remove-member", "members-only", handle);
	expect(await listed()).toHaveLength(1);
	expect((await run("channels", "add-member", "members-only", "nobody-at-all")).code).toBe(5);
	await out("channels", "create", "open-to-all");
	expect(await out("channels", "leave", "open-to-all")).toBe("left");
	expect(await out("channels", "join", "open-to-all")).toBe("joined");
});

test("quiet hours are set, shown and ended, and so is the level of a conversation", async () => {
	await out("notifications", "quiet-hours", "22:00", "07:30", "--time-zone=Europe/Berlin");
	expect(await out("notifications", "show", "--plain")).toContain("quiet hours\t22:00 to 07:30 Europe/Berlin");
	expect((await run("notifications", "quiet-hours", "22:00")).code).toBe(2);
	expect((await run("notifications", "quiet-hours", "22:00", "25:00")).code).toBe(2);
	expect((await run("notifications", "quiet-hours", "22:00", "07:00", "--time-zone=Mars/Olympus")).code).toBe(2);
	expect(await out("notifications", "quiet-hours", "--plain")).toContain("quiet hours\tnone");
	const { handle } = await operator.admin.createUser({ name: "Eva", email: `eva-${address}`, workspace_id: workspace });
	const id = await out("dms", "open", handle);
	await out("dms", "send", id, "hello");
	for (const place of ["--channel=general", `--dm=${handle}`]) {
		await out("notifications", "level", "muted", place);
		expect(await out("notifications", "level", place, "--plain")).toMatch(/^(chn|dm)_\w+\tmuted$/);
		await out("notifications", "level", "mentions", place);
	}
	expect(await out("dms", "close", handle)).toBe("closed");
	expect(await out("dms", "list", "--plain")).not.toContain(id);
});

test("what is scheduled is changed: its text, its time, or both", async () => {
	const id = await out("scheduled", "add", "--at=1h", "--channel=general", "ships at nine");
	const listed = async () =>
		(await out("scheduled", "list", "--plain")).split("\n").find((line) => line.startsWith(id));
	await out("scheduled", "change", id, "ships at ten");
	expect(await listed()).toMatch(/\tships at ten$/);
	const before = await listed();
	await out("scheduled", "change", id, "--at=2d");
	expect(await listed()).not.toBe(before);
	expect((await run("scheduled", "change", id)).code).toBe(2);
	await out("scheduled", "cancel", id);
});

test("the sidebar is arranged: sections of my own, and stars", async () => {
	const chat = await signIn();
	const { id } = (await chat.channels.create(workspace, { name: "tide-tables" })).channel;
	const placed = async () =>
		(await chat.sidebar.get(workspace)).sections.map(({ key, name, ids }) => [name ?? key, ids.includes(id)]);
	await out("sections", "create", "Harbour");
	await out("channels", "move", "tide-tables", "Harbour");
	expect(await placed()).toEqual([["Harbour", true]]);
	await out("sections", "rename", "Harbour", "Sea");
	expect(await out("sections", "list", "--plain")).toMatch(/^sec_\w+\tSea\t1$/);
	await out("channels", "star", "#tide-tables");
	expect(await placed()).toContainEqual(["starred", true]);
	await out("channels", "unstar", "tide-tables");
	await out("sections", "remove", "Sea");
	expect((await placed()).flat()).not.toContain(true);
	expect(await run("channels", "move", "tide-tables", "Sea")).toMatchObject({
		code: 5,
		stderr: expect.stringContaining("no section of yours is called Sea"),
	});
	await out("channels", "update", "tide-tables", "--title=Tide tables, daily");
	expect(await out("channels", "list")).toContain("Tide tables, daily (tide-tables)");
});

test("messages of a direct conversation are pinned, and it is put among the stars and into a section", async () => {
	const { handle } = await operator.admin.createUser({
		name: "Hedy",
		email: `hedy-${address}`,
		workspace_id: workspace,
	});
	const sent = JSON.parse(await out("dms", "send", handle, "the address", "--json")) as Message;
	const [dm, id] = [`--dm=${handle}`, sent.direct_conversation_id!];
	await out("pins", "add", dm, sent.id);
	expect(await out("pins", "list", dm, "--plain")).toMatch(/^msg_\S+\t\S+\t@ada\S*\tthe address$/);
	await out("pins", "remove", dm, sent.id);
	expect(await out("pins", "list", dm, "--plain")).toBe("");
	const { sidebar } = await signIn();
	const holding = async () =>
		(await sidebar.get(workspace)).sections.flatMap(({ key, name, ids }) => (ids.includes(id) ? [name ?? key] : []));
	await out("channels", "star", dm);
	expect(await holding()).toEqual(["starred"]);
	await out("sections", "create", "Pool");
	await out("channels", "move", dm, "Pool");
	expect(await holding()).toEqual(["Pool"]);
	await out("channels", "unstar", dm);
	expect(await holding()).toEqual([]);
	for (const args of [["star"], ["star", "general", dm], ["move", "Pool"], ["move", dm, "general", "Pool"]])
		expect(await run("channels", ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining("give either") });
	await out("sections", "remove", "Pool");
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
	expect(await out("whoami", `--token=${(await signIn()).token}`)).toContain("Ada");
});

test("the exit code gives the reason of a failure", async () => {
	const reasons: [code: number, ...args: string[]][] = [
		[2, "sing"],
		[2, "send", "--channel=general"],
		[2, "messages", "list", "--channel=general", "--limit=many"],
		[3, "whoami", "--token=sst_wrong"],
		[5, "send", "--channel=nowhere", "hello"],
		[10, "whoami", "--token=sst_wrong", "--server=http://127.0.0.1:9"],
	];
	const codes = await Promise.all(reasons.map(async ([, ...args]) => [(await pipe("", ...args)).code, ...args]));
	expect(codes).toEqual(reasons);
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

test("a workspace is exported to a file, and it is listed who did", async () => {
	const [zip, csv] = [join(home, "reef.zip"), join(home, "people.csv")];
	expect(await out("export", `--out=${zip}`)).toBe("written");
	const bytes = readFileSync(zip, "latin1");
	expect(bytes.slice(0, 2)).toBe("PK");
	for (const name of ["manifest.json", "messages.ndjson", "counts.json"]) expect(bytes).toContain(name);
	await out("export", `--out=${csv}`, "--format=csv", "--of=people");
	expect(readFileSync(csv, "utf8")).toMatch(/^"id","handle","name",/);
	const listed = (await out("exports", "--plain")).split("\n").map((line) => line.split("\t").slice(2, 4));
	expect(listed.slice(0, 2)).toEqual([
		["csv", "people"],
		["zip", "everything"],
	]);
	// what is refused leaves an older file as it is
	expect(await run("export", `--out=${csv}`, "--direct-messages")).toMatchObject({ code: 4 });
	expect(readFileSync(csv, "utf8")).not.toBe("");
	expect(await run("export", `--out=${csv}`, "--format=csv")).toMatchObject({ code: 2 });
});

test("after signing out the token is invalid, here and on the server", async () => {
	const { token } = await signIn();
	await out("logout", `--token=${token}`);
	expect((await run("whoami", `--token=${token}`)).code).toBe(3);
	await out("logout");
	const { code, stderr } = await run("whoami");
	expect(code).toBe(3);
	expect(stderr).toContain("clickclack login");
});
