import { afterAll, beforeAll, expect, test } from "vitest";
import { Server, build, scratch } from "../../test/server.ts";
import { Cast, type Caller } from "./cast.ts";
import { Ledger } from "./ledger.ts";
import { Wire } from "./wire.ts";

let server: Server;
let wire: Wire;
let cast: Cast;
let ledger: Ledger;

/** One that leaves a row behind when it refuses certain things: see entry.ts. */
beforeAll(async () => {
	const built = await build("wrangler.toml", "proof/fuzz/entry.ts");
	const env = { ...built.env, FAULT: { type: "text" as const, value: "plant" } };
	server = await Server.start({ ...built, env }, scratch());
	wire = new Wire(server.url);
	cast = await Cast.assemble(wire, new URL(server.url).host, "founder@example.com");
	ledger = new Ledger(wire, server.url);
	await ledger.begin();
}, 120_000);

afterAll(async () => {
	wire.close();
	await server.kill();
});

async function found(caller: Caller, method: string, path: string, json?: object): Promise<string[]> {
	const request = cast.request(caller, method, path, json);
	return ledger.after(request, await wire.ask(request));
}

test("a row that a refused request leaves in the Directory is found, though it is left the first time only", async () => {
	const refused = () => found("operator", "POST", "/api/admin/magic-links", { email: "nobody@example.com" });
	expect(await refused()).toEqual([expect.stringMatching(/^changed memberships of the directory, and .*404/)]);
	expect(await refused()).toEqual([]);
});

test("a row that one leaves in a workspace is found", async () => {
	const at = `/api/workspaces/${cast.foreign_id}/channels`;
	const { channel } = await cast.ask("outsider", "POST", at, { name: "reef" });
	await ledger.begin();
	const refused = found("owner", "PATCH", `/api/channels/${channel!.id}`, { topic: "mine" });
	expect(await refused).toEqual([expect.stringMatching(/^changed reads of a workspace, and .*404/)]);
});

test("what was asked for, and what is only read, is no fault", async () => {
	expect(await found("owner", "POST", "/api/workspaces", { name: "Atoll" })).toEqual([]);
	expect(await found("owner", "GET", "/api/workspaces")).toEqual([]);
	expect(await found("owner", "POST", "/api/workspaces", {})).toEqual([]);
	expect(ledger.compared).toBeGreaterThanOrEqual(4);
});
