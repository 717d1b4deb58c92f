import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { program } from "../cli/index.ts";
import { type Run, runHere } from "../cli/test/command.ts";
import { HostileServer, type Manner, events, hostile, hostileId } from "./hostile-server.ts";

/* Every command that there is, against a server that is nobody's friend. */
const home = mkdtempSync(join(tmpdir(), "clickclack-"));
const server = new HostileServer();
beforeAll(() => server.start());
afterAll(() => {
	vi.unstubAllEnvs();
	server.stop();
	rmSync(home, { recursive: true });
});

const leaves = (one: typeof program, path: string[] = []): { path: string[]; one: typeof program }[] =>
	one.commands.length === 0 ? [{ path, one }] : one.commands.flatMap((below) => leaves(below, [...path, below.name()]));

/** What a command needs to be told, besides the options that it cannot do without. */
const told: Record<string, string[]> = {
	login: ["--magic-token=mgt_1"],
	"account delete": ["--yes"],
	"admin user delete": ["usr_1", "--yes"],
	"channels show": ["chn_1"],
	"channels create": ["tea"],
	"channels join": ["chn_1"],
	"channels leave": ["chn_1"],
	"channels members": ["chn_1", "--limit=3"],
	"channels add-member": ["chn_1", "usr_1"],
	"channels remove-member": ["chn_1", "usr_1"],
	"channels delete": ["chn_1", "--yes"],
	"channels update": ["chn_1", "--topic=tea"],
	"channels star": ["chn_1"],
	"channels unstar": ["chn_1"],
	"channels move": ["chn_1", "sec_1"],
	"sections create": ["tea"],
	"sections rename": ["sec_1", "tea"],
	"sections remove": ["sec_1"],
	send: ["tea", "--channel=chn_1"],
	"messages send": ["tea", "--channel=chn_1"],
	"messages list": ["--channel=chn_1"],
	"messages forward": ["msg_1", "--channel=chn_1"],
	"messages edit": ["msg_1", "tea"],
	"messages versions": ["msg_1"],
	"messages delete": ["msg_1"],
	"reactions list": ["msg_1"],
	"reactions add": ["msg_1", "👍"],
	"reactions remove": ["msg_1", "👍"],
	reply: ["msg_1", "tea"],
	"threads reply": ["msg_1", "tea"],
	"threads list": ["--limit=3"],
	"threads follow": ["msg_1"],
	"threads unfollow": ["msg_1"],
	"threads read": ["msg_1"],
	"threads unread": ["msg_1"],
	"dms open": ["usr_1"],
	"dms close": ["dm_1"],
	"dms send": ["dm_1", "tea"],
	"dms list": ["--limit=3"],
	"drafts list": ["--limit=3"],
	"polls create": ["Tea?", "--option=yes", "--option=no", "--channel=chn_1"],
	"polls vote": ["msg_1", "1"],
	"polls show": ["msg_1"],
	"polls close": ["msg_1"],
	"emoji add": ["tea-time", "README.md"],
	"emoji delete": ["tea-time"],
	"topics create": ["tides", "--channel=chn_1"],
	"topics rename": ["top_1", "ebb"],
	"topics archive": ["top_1"],
	"topics set": ["msg_1", "top_1"],
	"topics delete": ["top_1"],
	"groups show": ["grp_1"],
	"groups create": ["crew", "Crew"],
	"groups update": ["grp_1", "--name=Deck"],
	"groups delete": ["grp_1", "--yes"],
	"groups members": ["grp_1", "--limit=3"],
	"groups add-member": ["grp_1", "usr_1"],
	"groups remove-member": ["grp_1", "usr_1"],
	"groups add-channel": ["grp_1", "chn_1"],
	"groups remove-channel": ["grp_1", "chn_1"],
	"uploads send": ["README.md", "--channel=chn_1"],
	"uploads list": ["--channel=chn_1", "--limit=3"],
	"uploads get": ["upl_1", "--out=/dev/null"],
	"uploads delete": ["upl_1"],
	"pins list": ["--channel=chn_1", "--limit=3"],
	"pins add": ["msg_1", "--channel=chn_1"],
	"pins remove": ["msg_1", "--channel=chn_1"],
	"scheduled list": ["--limit=3"],
	"reminders list": ["--limit=3"],
	"scheduled add": ["tea", "--channel=chn_1", "--at=1h"],
	"scheduled change": ["sch_1", "tea"],
	"scheduled cancel": ["sch_1"],
	"scheduled send": ["sch_1"],
	"reminders add": ["msg_1", "--at=1h"],
	"reminders done": ["msg_1"],
	"saved list": ["--limit=3"],
	"saved add": ["msg_1"],
	"saved done": ["msg_1"],
	"saved remove": ["msg_1"],
	"members list": ["--limit=3"],
	"members show": ["usr_1"],
	"members make-owner": ["usr_1", "--yes"],
	"workspaces permit": ["channel.create", "moderator"],
	"workspaces delete": ["wsp_1", "--yes"],
	"admin workspace restore": ["wsp_1"],
	"reports add": ["msg_1", "--reason=spam"],
	"reports list": ["--limit=3"],
	"reports close": ["msg_1"],
	"reports filter": ["kelp", "--action=refuse"],
	"profiles update": ["--title=tea"],
	"statuses set": ["tea", "--until=1h"],
	"notifications keywords": ["tea"],
	"notifications quiet-hours": ["22:00", "07:00"],
	"notifications pause": ["30m"],
	"notifications level": ["muted", "--channel=chn_1"],
	"reads mark": ["--channel=chn_1"],
	"reads unread": ["msg_1"],
	search: ["tea", "--limit=3"],
	tail: ["--after=0"],
	"admin workspace create": ["--owner=usr_1"],
	"admin run-job": ["7"],
	"admin audit list": ["--limit=3"],
	"admin audit export": ["--out=/dev/null"],
	export: [`--out=${join(home, "export.zip")}`],
};

const commands = leaves(program).map(({ path, one }) => {
	const needed = one.options.filter(({ mandatory }) => mandatory).map(({ long }) => `${long}=ada@example.com`);
	return { name: path.join(" "), args: [...path, ...needed, ...(told[path.join(" ")] ?? [])] };
});

const secrets = { CLICKCLACK_TOKEN: "sst_secret", CLICKCLACK_ADMIN_TOKEN: "admin_secret" };

async function run(manner: Manner, args: readonly string[], workspace?: string): Promise<Run> {
	for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
	vi.stubEnv("XDG_CONFIG_HOME", home);
	vi.stubEnv("CLICKCLACK_SERVER", server.url(manner));
	vi.stubEnv("CLICKCLACK_WORKSPACE", workspace);
	const { code, stdout, stderr } = await runHere(args);
	expect(stdout.replaceAll(args.includes("--plain") ? "\t" : "", "")).not.toMatch(raw);
	expect(stderr).not.toMatch(raw);
	expect(stdout + stderr).not.toMatch(/sst_secret|admin_secret/);
	return { code, stdout: stdout.trimEnd(), stderr: stderr.trimEnd() };
}

/** What no terminal may be given; U+FFFD is what a lone surrogate becomes on the way. */
const raw = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]--\n]/v;

const rows = (printed: string) => (printed === "" ? [] : printed.split("\n"));

function texts(value: unknown): string[] {
	if (typeof value === "string") return [value];
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

test("the commands were found", () => {
	expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(["login", "tail", "admin user create"]));
	expect(hostile).toMatch(raw);
});

test.each(commands)("$name prints no text of others as it is", async ({ name, args }) => {
	const table = await run("answer", args, "wsp_1");
	const plain = await run("answer", [...args, "--plain"], "wsp_1");
	const json = await run("answer", [...args, "--json"], "wsp_1");
	const done = name === "tail" ? 4 : 0;
	expect([table.code, plain.code, json.code]).toEqual([done, done, done]);
	const headings = /^[A-Z]+ {2,}/.test(table.stdout) ? 1 : 0;
	// these print texts, which may have several lines
	if (
		![
			"messages list",
			"messages versions",
			"pins list",
			"saved list",
			"reminders list",
			"drafts list",
			"scheduled list",
			"search",
			"threads list",
		].includes(name)
	)
		expect(rows(table.stdout)).toHaveLength(rows(plain.stdout).length + headings);
	expect(rows(table.stderr).every((line) => /^(clickclack:|Signed )/.test(line))).toBe(true);

	const sent = [hostile, hostileId, "2026-05-08T12:00:00.000Z", server.url("answer")];
	const printed = name === "tail" ? rows(json.stdout).map((line) => JSON.parse(line)) : JSON.parse(json.stdout || "{}");
	expect(texts(printed).filter((text) => !sent.includes(text))).toEqual([]);
	if (name === "tail") expect(printed).toEqual(events);
});

test.each(commands)("$name prints no refusal or nonsense of a server as it is", async ({ args }) => {
	const refused = await run("refuse", [...args, "--verbose"], "wsp_1");
	const confused = await run("confuse", [...args, "--verbose"], "wsp_1");
	expect(refused).toMatchObject({ code: 4, stdout: "" });
	const lines = rows(refused.stderr);
	expect(lines.filter((line) => !/^(clickclack: name|403 name|connecting|open|closed)/.test(line))).toEqual([]);
	expect(confused.code).not.toBe(2);
});

test("names that one has to choose from are one line", async () => {
	for (const [args, workspace, words] of [
		[["channels", "list"], undefined, "choose a workspace with --workspace: name"],
		[["channels", "list"], "nowhere", "no workspace of yours is called nowhere: there is name"],
		[["messages", "list", "--channel=nowhere"], "wsp_1", "no channel is called nowhere"],
	] as const) {
		const { stderr } = await run("answer", args, workspace);
		expect(rows(stderr)).toEqual([expect.stringContaining(words)]);
	}
});

test("a page of ten megabytes is one short line", async () => {
	for (const manner of ["page", "refuse"] as const) {
		const { stderr } = await run(manner, ["whoami"]);
		expect(rows(stderr)).toHaveLength(1);
		expect(stderr.length).toBeLessThan(10_000);
	}
});
