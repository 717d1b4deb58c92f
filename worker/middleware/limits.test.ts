import { type LimitName, limits } from "@clickclack/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Ask, ask, comesBack, hammer, host, someAddress, standStill } from "../test/rate-limits.ts";
import { post } from "../test/people.ts";
import { networkOf } from "./limits.ts";

beforeEach(standStill);
afterEach(() => void vi.useRealTimers());

const guess: Ask = { path: "/api/auth/magic/consume", body: { token: "mgt_guess" } };
const strangers: [LimitName, Ask][] = [
	["any", { path: "/api/event-types" }],
	["any", { path: "/api/openapi.json" }],
	["any", { path: "/api/nothing-here" }],
	["signIn", guess],
	["signIn", { path: "/api/auth/magic/request", body: { email: "ada@example.com" } }],
	["signIn", { path: "/api/auth/logout", method: "POST" }],
	["operator", { path: "/api/admin/users", body: {} }],
	["invite", { path: "/api/invites/ivt_guess" }],
	["invite", { path: "/api/invites/ivt_guess/accept", body: {} }],
	["create_workspace", { path: "/api/workspaces", body: { name: "x" } }],
	["send", { path: "/api/channels/chn_1/messages", body: { body: "x" } }],
	["export", { path: "/api/workspaces/wsp_1/export" }],
	["upload", { path: "/api/uploads", isFile: true }],
	["change", { path: "/api/channels/chn_1", method: "PATCH", body: { topic: "x" } }],
	["profile", { path: "/api/me", method: "PATCH", body: { display_name: "x" } }],
	["signal", { path: "/api/realtime/ephemeral", body: {} }],
	["search", { path: "/api/search?workspace_id=x&q=x" }],
	["read", { path: "/api/workspaces" }],
	["socket", { path: "/api/realtime/ws?workspace_id=x", upgrade: true }],
];

test("every limit has an example here", () => {
	expect(new Set(strangers.map(([name]) => name))).toEqual(new Set(Object.keys(limits)));
});

test.each(strangers)("an address over its limit has to wait, and no other: %s, %o", async (name, what) => {
	const from = { "cf-connecting-ip": someAddress() };
	const statuses = await hammer(limits[name].address.burst, () => ask(what, from));
	expect(statuses).not.toContain(429);
	expect(statuses).toContain((await ask(what, {})).status);
	await comesBack(() => ask(what, from), statuses);
});

test("an IPv6 address counts for its /64, which is what one customer has", async () => {
	const at = (address: string) => ask(guess, { "cf-connecting-ip": address });
	let n = 1;
	expect(await hammer(limits.signIn.address.burst, () => at(`2001:db8:0:7::${(n++).toString(16)}`))).not.toContain(429);
	expect((await at("2001:db8:0:7:ffff:1:2:3")).status).toBe(429);
	expect((await at("2001:db8:0:8::1")).status).toBe(400);
});

test.each([
	["192.0.2.1", "192.0.2.1"],
	["2001:0DB8::1", "2001:db8:0:0"],
	["2001:db8:0:7:1:2:3:4", "2001:db8:0:7"],
	["::1", "0:0:0:0"],
	["2001:db8:1::", "2001:db8:1:0"],
	["::ffff:192.0.2.1", "192.0.2.1"],
])("%s is in the network %s", (address, network) => {
	expect(networkOf(address)).toBe(network);
});

test("requests without a known address are counted together", async () => {
	const unknown = () => post(`${host}${guess.path}`, guess.body!);
	expect(await hammer(limits.signIn.address.burst + 1, unknown)).toEqual(new Set([400, 429]));
});
