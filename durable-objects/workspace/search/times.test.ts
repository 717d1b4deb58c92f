import { runInDurableObject } from "cloudflare:test";
import { Search, parseSearch } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { newTeam } from "../../test/people.ts";
import { type Span, always, spanOf, within } from "./times.ts";

/** A Wednesday. */
const now = Date.parse("2026-03-04T22:30:00Z");
const spanIn = (q: string, zone = "UTC") => spanOf(parseSearch(q).filters[0]!, now, zone);
const iso = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().replace(":00.000Z", "Z") : ms);

test.each<[q: string, zone: string, from: string | number, until: string | number]>([
	["on:2026-02-01", "UTC", "2026-02-01T00:00Z", "2026-02-02T00:00Z"],
	["on:2026-02-01", "+02:00", "2026-01-31T22:00Z", "2026-02-01T22:00Z"],
	["on:2026-02-01", "-09:30", "2026-02-01T09:30Z", "2026-02-02T09:30Z"],
	["before:2026-02-01", "America/New_York", -Infinity, "2026-02-01T05:00Z"],
	["after:2026-02-01", "Asia/Kolkata", "2026-02-01T18:30Z", Infinity],
	// clocks are put forward, and back, on these days; in Beirut at midnight
	["on:2026-03-29", "Europe/Berlin", "2026-03-28T23:00Z", "2026-03-29T22:00Z"],
	["on:2026-10-25", "Europe/Berlin", "2026-10-24T22:00Z", "2026-10-25T23:00Z"],
	["on:2025-03-30", "Asia/Beirut", "2025-03-29T22:00Z", "2025-03-30T21:00Z"],
	["on:2025-10-26", "Asia/Beirut", "2025-10-25T22:00Z", "2025-10-26T22:00Z"],
	["on:today", "UTC", "2026-03-04T00:00Z", "2026-03-05T00:00Z"],
	["on:today", "Pacific/Kiritimati", "2026-03-04T10:00Z", "2026-03-05T10:00Z"],
	["on:today", "Asia/Tokyo", "2026-03-04T15:00Z", "2026-03-05T15:00Z"],
	["on:yesterday", "Asia/Tokyo", "2026-03-03T15:00Z", "2026-03-04T15:00Z"],
	["during:2026-02", "UTC", "2026-02-01T00:00Z", "2026-03-01T00:00Z"],
	["during:2024", "UTC", "2024-01-01T00:00Z", "2025-01-01T00:00Z"],
	["during:2025-12", "Europe/Berlin", "2025-11-30T23:00Z", "2025-12-31T23:00Z"],
	["during:week", "UTC", "2026-03-02T00:00Z", "2026-03-05T00:00Z"],
	["during:month", "UTC", "2026-03-01T00:00Z", "2026-03-05T00:00Z"],
	["during:year", "Asia/Tokyo", "2025-12-31T15:00Z", "2026-03-05T15:00Z"],
	["before:0000-01-01", "Europe/Berlin", -Infinity, "1970-01-01T00:00Z"],
	["after:9999-12-31", "UTC", "+010000-01-01T00:00Z", Infinity],
])("%s %s", (q, zone, from, until) => {
	const span = spanIn(q, zone)!;
	expect([iso(span.from), iso(span.until)]).toEqual([from, until]);
});

test("spans are cut, and have holes", () => {
	const days = (from: number, until: number): Span => ({ from, until });
	expect(within([always], days(10, 20))).toEqual([days(10, 20)]);
	expect(within([days(0, 12), days(18, 30)], days(10, 20))).toEqual([days(10, 12), days(18, 20)]);
	expect(within([days(0, 30)], days(10, 20), true)).toEqual([days(0, 10), days(20, 30)]);
	expect(within([days(12, 15)], days(10, 20), true)).toEqual([]);
	expect(within([always], { ...always, from: 10 }, true)).toEqual([{ ...always, until: 10 }]);
	expect(within([days(0, 5)], days(10, 20))).toEqual([]);
});

test("messages are found by when they were sent, whatever else is asked for", async () => {
	const team = await newTeam();
	const days = ["2024-12-31", "2025-01-01", "2025-06-15", "2026-01-01", "2026-01-02"];
	for (const day of days) await team.ada.createMessage({ conversation_id: team.general.id, body: `clam ${day}` });
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			"UPDATE messages SET created_ms = unixepoch(substr(body, 6) || 'T12:00:00Z') * 1000 WHERE body LIKE 'clam %'",
		),
	);
	await team.grace.createMessage({ conversation_id: team.general.id, body: "clam today" });
	const found = async (q: string, time_zone?: string) => {
		const { results } = await team.grace.searchMessages({
			q,
			syntax: "operators",
			sort: "newest",
			limit: 50,
			time_zone,
		});
		return results.map(({ snippet }) => snippet.slice(5));
	};
	expect(await found("before:2025-06-15")).toEqual(["2025-01-01", "2024-12-31"]);
	expect(await found("after:2025-06-15 clam")).toEqual(["today", "2026-01-02", "2026-01-01"]);
	expect(await found("clam on:2026-01-01")).toEqual(["2026-01-01"]);
	expect(await found("during:2025")).toEqual(["2025-06-15", "2025-01-01"]);
	expect(await found("-during:2025 from:ada")).toEqual(["2026-01-02", "2026-01-01", "2024-12-31"]);
	expect(await found("-on:2025-06-15 -on:today")).toEqual(["2026-01-02", "2026-01-01", "2025-01-01", "2024-12-31"]);
	expect(await found("-before:2026-01-01 -on:2026-01-02")).toEqual(["today", "2026-01-01"]);
	expect(await found("after:2025-01-01 before:2026-01-01")).toEqual(["2025-06-15"]);
	expect(await found("on:2025-01-01 on:2025-06-15")).toEqual([]);
	expect(await found("on:today during:week during:month during:year")).toEqual(["today"]);
	expect(await found("on:2026-01-02", "+14:00")).toEqual(["2026-01-01"]);
	expect(await found("before:0001-01-01")).toEqual([]);
	expect(await found("after:9999-12-31")).toEqual([]);
});

test("a time zone is an offset or a known name", () => {
	const reads = (time_zone: string) => {
		const { data } = Search.safeParse({ workspace_id: `wsp_${"0".repeat(26)}`, time_zone });
		return data?.time_zone;
	};
	for (const zone of ["+02:00", "-09:30", "Europe/Berlin", "UTC", "Asia/Kolkata"]) expect(reads(zone)).toBe(zone);
	expect(reads(" 02:00")).toBe("+02:00");
	for (const zone of ["", "+2", "+15:00", "+02:60", "Europe/Atlantis", "Berlin\0", "x".repeat(100), "2"])
		expect(reads(zone), zone).toBeUndefined();
});

test("a query has at most sixteen operators", () => {
	const isRead = (q: string, syntax?: string) =>
		Search.safeParse({ workspace_id: `wsp_${"0".repeat(26)}`, q, syntax }).success;
	expect(isRead("has:link ".repeat(16), "operators")).toBe(true);
	expect(isRead("has:link ".repeat(17), "operators")).toBe(false);
	expect(isRead("has:link ".repeat(17))).toBe(true);
});
