// Preferences as existing clients save them: each change is merged into what is there.
import type { WorkspaceId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Person, person, request } from "./test/people.ts";

let linus: Person;
beforeEach(async () => {
	linus = await person(`Linus${Math.random().toString(36).slice(2)}`);
});

async function ask(method: string, change?: object): Promise<{ status: number; body: any }> {
	const headers = { authorization: `Bearer ${linus.token}`, "content-type": "application/json" };
	const answer = await request("/api/me", { method, headers, ...(change && { body: JSON.stringify(change) }) });
	return { status: answer.status, body: await answer.json() };
}
const saved = async () => (await ask("GET")).body.user;
const update = async (change: object) => (await ask("PATCH", change)).body.user;

test("there are none until some are saved, and a default clears them", async () => {
	expect(await saved()).not.toHaveProperty("appearance_preferences");
	const chosen = await update({ appearance_preferences: { color_mode: "dark", density: "comfortable" } });
	expect(chosen.appearance_preferences).toEqual({ color_mode: "dark" });
	const cleared = await update({ appearance_preferences: { color_mode: "system" } });
	expect(cleared).not.toHaveProperty("appearance_preferences");
});

test("notification settings are kept", async () => {
	const settings = { pushover_enabled: true, pushover_user_key: "a".repeat(30) };
	expect((await update({ notification_settings: settings })).notification_settings).toEqual(settings);
	expect((await saved()).notification_settings).toEqual(settings);
});

describe("the order of channels in the sidebar", () => {
	const id = (prefix: string, n: number) => `${prefix}_${String(n).padStart(26, "0")}`;
	const [reef, atoll] = [id("wsp", 1) as WorkspaceId, id("wsp", 2) as WorkspaceId];
	const some = (count: number) => Array.from({ length: count }, (_, n) => id("chn", n));
	const order = (channel_order: object) => ask("PATCH", { sidebar_preferences: { channel_order } });

	test("is kept for each workspace, whatever is changed beside it", async () => {
		await order({ [reef]: some(2) });
		const both = { channel_order: { [reef]: some(2), [atoll]: some(3) } };
		expect((await order({ [atoll]: some(3) })).body.user.sidebar_preferences).toEqual(both);
		for (const nothing of [{}, { channel_order: {} }, { channel_order: null }, null])
			expect((await update({ sidebar_preferences: nothing })).sidebar_preferences).toEqual(both);
		expect((await order({ [reef]: some(1) })).body.user.sidebar_preferences.channel_order).toEqual({
			[reef]: some(1),
			[atoll]: some(3),
		});
	});

	test("is cleared by an empty list, or null, as other preferences are by an empty text", async () => {
		await order({ [reef]: some(2), [atoll]: some(2) });
		expect((await order({ [reef]: [] })).body.user.sidebar_preferences).toEqual({
			channel_order: { [atoll]: some(2) },
		});
		expect((await order({ [atoll]: null })).body.user).not.toHaveProperty("sidebar_preferences");
		expect(await saved()).not.toHaveProperty("sidebar_preferences");
	});

	test("is bounded, in one change and in all", async () => {
		const full = (from: number, count: number, each: number) =>
			Object.fromEntries(Array.from({ length: count }, (_, n) => [id("wsp", from + n), some(each)]));
		expect((await order({ [reef]: some(501) })).status).toBe(400);
		expect((await order(full(0, 101, 1))).status).toBe(400);
		expect((await order(full(0, 100, 1))).status).toBe(200);
		expect((await order(full(99, 1, 2))).status).toBe(200);
		expect(await order(full(100, 1, 1))).toMatchObject({ status: 409, body: { code: "conflict" } });
		expect((await order(full(0, 10, 500))).status).toBe(200);
		const refused = await order(full(10, 10, 500));
		expect(refused).toMatchObject({
			status: 409,
			body: { error: expect.stringContaining("clear some with an empty list") },
		});
		expect(Object.keys((await saved()).sidebar_preferences.channel_order)).toHaveLength(100);
	});
});
