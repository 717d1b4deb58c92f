import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { limits, readConfiguration } from "@clickclack/protocol";
import { ClickClack } from "@clickclack/sdk";
import { Miniflare } from "miniflare";
import { expect, onTestFinished, test } from "vitest";
import { isStale } from "../scripts/build.mjs";
import { quiet, readBuilt } from "../server/built.ts";
import { bindingsOf } from "../server/configuration.ts";
import { scratch } from "./server.ts";

const root = join(import.meta.dirname, "..");
const folders = scratch();
const operator = "operator-of-the-configuration-test";
if (isStale("worker")) spawnSync("node", ["scripts/build.mjs", "worker"], { cwd: root });

/** A deployment that was told this. @returns where it answers */
async function deployment(settings: Record<string, unknown>): Promise<string> {
	const env = { ADMIN_TOKEN: operator, ...settings };
	readConfiguration(env);
	const built = readBuilt(join(root, "wrangler.toml"), join(root, "dist/worker"), bindingsOf(env));
	const runtime = new Miniflare({
		host: "127.0.0.1",
		...quiet,
		resourcePersistencePath: mkdtempSync(join(folders, "state-")),
		workers: [{ config: built, dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] } }],
	});
	onTestFinished(() => runtime.dispose());
	return (await runtime.unsafeGetDirectURL()).origin;
}

/** Somebody who has signed in there. */
async function signIn(baseUrl: string, name: string): Promise<ClickClack> {
	const { admin } = new ClickClack({ baseUrl, token: operator });
	await admin.createUser({ name, email: `${name}@example.com` });
	const chat = new ClickClack({ baseUrl });
	await chat.auth.consumeMagicLink((await admin.createMagicLink({ email: `${name}@example.com` })).token);
	return chat;
}

const tooFast = { code: "rate_limited" };

test("a person may do as much as the deployment's limits say: more, and less, in each object", async () => {
	const LIMITS = {
		create_workspace: { person: { burst: 3, per_minute: 1 } },
		send: { person: { burst: 200 } },
		change: { person: { burst: 2, per_minute: 1 } },
	};
	const ada = await signIn(await deployment({ LIMITS }), "ada");
	const reef = await ada.workspaces.create({ name: "Reef", channels: ["general"] });
	const [general] = await ada.channels.list(reef.id);
	for (const name of ["Two", "Three"]) await ada.workspaces.create({ name });
	await expect(ada.workspaces.create({ name: "Four" })).rejects.toMatchObject(tooFast);
	const { burst } = limits.send.person;
	for (let i = 0; i < burst + 20; i++) await ada.messages.create(general!.id, { body: `${i}` });
	for (const name of ["one", "two"]) await ada.channels.create(reef.id, { name });
	await expect(ada.channels.create(reef.id, { name: "three" })).rejects.toMatchObject(tooFast);
});

test("an address may ask as often as the deployment's limits say", async () => {
	const url = await deployment({ LIMITS: { any: { address: { burst: 3, per_minute: 1 } } } });
	const statuses: number[] = [];
	for (let i = 0; i < 5; i++) statuses.push((await fetch(`${url}/api/event-types`)).status);
	expect(statuses).toEqual([200, 200, 200, 429, 429]);
});

test("where the operator makes the workspaces, nobody else does, and the app is told", async () => {
	const url = await deployment({ WORKSPACE_CREATION: "operator" });
	const { admin } = new ClickClack({ baseUrl: url, token: operator });
	await admin.bootstrap({ name: "Ada", email: "ada@example.com", workspace_name: "Reef" });
	const ada = await signIn(url, "ada");
	await expect(ada.workspaces.create({ name: "Mine" })).rejects.toMatchObject({
		code: "forbidden",
		message: expect.stringContaining("only the operator creates workspaces"),
	});
	expect(await ada.workspaces.mine()).toMatchObject({ workspaces: [{ name: "Reef" }], can_create_workspaces: false });
	const grace = await signIn(await deployment({}), "grace");
	expect(await grace.workspaces.mine()).toEqual({ workspaces: [], can_create_workspaces: true });
});

test("links begin with the public address, wherever they were asked for", async () => {
	const url = await deployment({ PUBLIC_URL: "https://chat.example" });
	const { admin } = new ClickClack({ baseUrl: url, token: operator });
	const { workspace } = await admin.bootstrap({ name: "Ada", email: "ada@example.com", workspace_name: "Reef" });
	const signin = await admin.createMagicLink({ email: "ada@example.com" });
	expect(signin.magic_link).toBe(`https://chat.example/signin?token=${signin.token}`);
	const invite = await admin.createInvite({ workspace_id: workspace.id });
	expect(invite.url).toBe(`https://chat.example/invite/${invite.token}`);
});

/** The scripts with a wrangler.toml and a .dev.vars of their own. */
function clone({ vars = "", devVars = "" }: { vars?: string; devVars?: string }): string {
	const folder = mkdtempSync(join(folders, "clone-"));
	for (const name of ["scripts", "server", "package.json", "package-lock.json", "wrangler.toml"])
		cpSync(join(root, name), join(folder, name), { recursive: true, preserveTimestamps: true });
	symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
	appendFileSync(join(folder, "wrangler.toml"), vars);
	writeFileSync(join(folder, ".dev.vars"), devVars);
	return folder;
}

interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

async function run(cwd: string, env: Record<string, string>, ...args: string[]): Promise<Ended> {
	const child = spawn("node", args, { cwd, env: { ...process.env, ...env } });
	const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
	return { code, stdout, stderr };
}

test("each place says more than the one before: defaults, wrangler.toml, .dev.vars, the environment", async () => {
	const folder = clone({
		vars: '[vars]\nPORT = 9001\nCOOKIE_NAMESPACE = "toml"\n[vars.LIMITS.send.person]\nburst = 7\n',
		devVars: "COOKIE_NAMESPACE=file\nCLICKCLACK_STATE=/file\nDEV_AUTH=1\n",
	});
	const program = ["--conditions=source", "server/configuration.ts"];
	const { stdout } = await run(folder, { CLICKCLACK_STATE: "/environment", COOKIE_NAMESPACE: "" }, ...program);
	const { send, ...rest } = limits;
	expect(JSON.parse(stdout)).toEqual({
		...JSON.parse(JSON.stringify(readConfiguration({}))),
		PORT: 9_001,
		CLICKCLACK_STATE: "/environment",
		LIMITS: { ...rest, send: { ...send, person: { ...send.person, burst: 7 } } },
	});
	expect(JSON.parse((await run(folder, {}, ...program)).stdout)).toMatchObject({ COOKIE_NAMESPACE: "file" });
	expect(JSON.parse((await run(folder, {}, ...program, "--deploy")).stdout)).toMatchObject({
		COOKIE_NAMESPACE: "toml",
	});
});

test("npm start, npm run dev and npm run deploy do not begin with a setting that is wrong, and name it", async () => {
	const cases: [string[], Parameters<typeof clone>[0], string][] = [
		[["start.mjs"], { devVars: "COKIE_NAMESPACE=a\n" }, "COKIE_NAMESPACE is not a setting, but .dev.vars has it"],
		[["start.mjs", "--dev"], { devVars: "COOKIE_NAMESPACE=A B\n" }, "COOKIE_NAMESPACE is A B: give 1 to 32"],
		[
			["deploy.mjs"],
			{ vars: '[vars]\nWORKSPACE_CREATION = "nobody"\n' },
			"WORKSPACE_CREATION is nobody: give everyone",
		],
		[["deploy.mjs"], { vars: '[vars]\nADMIN_TOKEN = "x"\n' }, "ADMIN_TOKEN may not be in wrangler.toml"],
		[["deploy.mjs"], { vars: '[vars]\nDEV_AUTH = "1"\n' }, "DEV_AUTH may not be in wrangler.toml"],
	];
	for (const [[name, ...flags], files, words] of cases) {
		const { code, stderr } = await run(clone(files), {}, `scripts/${name}`, ...flags);
		expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
		expect(stderr).not.toMatch(/^ +at /m);
	}
}, 120_000);
