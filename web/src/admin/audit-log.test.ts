import { expect, test } from "vitest";
import { addressOf, changesIn, chosenIn, fileOf, filterOf, nothing } from "./audit-log.ts";

const workspace_id = `wsp_${"0".repeat(26)}` as const;
const actor = `usr_${"0".repeat(26)}` as const;
const chosen = { actor, action: "channel.", since: "2026-11-30", until: "2026-11-30" };

test("what is chosen is in the address, and is read from there; what does not fit is nothing", () => {
	expect(chosenIn(addressOf(workspace_id, chosen))).toEqual(chosen);
	expect(chosenIn(addressOf(workspace_id, nothing))).toEqual(nothing);
	expect(addressOf(workspace_id, nothing)).not.toContain("?");
	expect(chosenIn("/app/x?actor=ada&action=DROP&since=yesterday&until=2026-99-99")).toEqual(nothing);
});

test("a day is the reader's, and the last one counts to its end", () => {
	const { since, until, ...rest } = filterOf(chosen);
	expect(rest).toEqual({ actor_user_id: actor, action: "channel." });
	expect(new Date(since!)).toEqual(new Date(2026, 10, 30));
	expect(new Date(until!)).toEqual(new Date(2026, 11, 1));
	expect(filterOf(nothing)).toEqual({});
	expect(fileOf(workspace_id, { ...nothing, action: "poll." }, "csv")).toBe(
		`/api/workspaces/${workspace_id}/audit-log/export?action=poll.&format=csv`,
	);
});

test("a change is said in words, and an unknown one as it is", () => {
	const metadata = {
		by: "person" as const,
		before: { who_can_pin: null, is_default: null, moderation_note: null, depth: 1 },
		after: { who_can_pin: "moderators", is_default: 1, moderation_note: "warned", depth: 2 },
	};
	const about = {
		id: `aud_${"0".repeat(26)}`,
		workspace_id,
		actor_user_id: actor,
		target_id: "x",
		created_at: "",
	} as const;
	expect(changesIn({ ...about, action: "channel.updated", target_type: "channel", metadata })).toEqual([
		{ field: "Who can pin", before: "everyone", after: "moderators" },
		{ field: "New members join", before: "no", after: "yes" },
		{ field: "Note", before: "none", after: "warned" },
		{ field: "depth", before: "1", after: "2" },
	]);
});
