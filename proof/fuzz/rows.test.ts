import { afterAll, beforeAll, expect, test } from "vitest";
import { sealed } from "../request.ts";
import { Site } from "../site.ts";
import { type Caller, Fixtures } from "./fixtures.ts";
import { RowGuard } from "./rows.ts";

let site: Site;
let fixtures: Fixtures;
let guard: RowGuard;

/** One that leaves a row behind when it refuses certain things: see entry.ts. */
beforeAll(async () => {
	site = await Site.start("proof/fuzz/entry.ts", "plant");
	fixtures = await Fixtures.make(site);
	guard = new RowGuard(site.url);
	await guard.begin();
}, 120_000);

afterAll(async () => {
	guard.connection.destroy();
	await site.stop();
});

async function found(caller: Caller, method: string, path: string, json?: object): Promise<string[]> {
	const headers = { host: fixtures.host, ...fixtures.credentials(caller, "development") };
	const typed = Object.entries({ ...headers, ...(json && { "content-type": "application/json" }) });
	const request = sealed({ method, path, headers: typed, ...(json && { body: Buffer.from(JSON.stringify(json)) }) });
	return guard.after(request, await guard.connection.ask(request));
}

test("a row that a refused request leaves in the Directory is found, though it is left the first time only", async () => {
	const refused = () => found("operator", "POST", "/api/admin/magic-links", { email: "nobody@example.com" });
	expect(await refused()).toEqual([expect.stringMatching(/^changed memberships of the directory, and .*404/)]);
	expect(await refused()).toEqual([]);
});

test("a row that one leaves in a workspace is found", async () => {
	const { channel } = await fixtures.chat("outsider").channels.create(fixtures.foreign_id, { name: "reef" });
	await guard.begin();
	const refused = found("owner", "PATCH", `/api/channels/${channel.id}`, { topic: "mine" });
	expect(await refused).toEqual([expect.stringMatching(/^changed reads of a workspace, and .*404/)]);
});

test("what was asked for, and what is only read, is no fault", async () => {
	expect(await found("owner", "POST", "/api/workspaces", { name: "Atoll" })).toEqual([]);
	expect(await found("owner", "GET", "/api/workspaces")).toEqual([]);
	expect(await found("owner", "POST", "/api/workspaces", {})).toEqual([]);
	expect(guard.compared).toBeGreaterThanOrEqual(4);
});
