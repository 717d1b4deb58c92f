import { expect, test } from "vitest";
import { edited, idOf, nonceOf, shownIn, type Draft } from "./draft-copies.ts";

const draft = (tab: string, at: number, body: string): Draft => ({ timeline: "chn_1", tab, at, body });

test("a tab shows its own copy, also when another tab has a newer one", () => {
	expect(shownIn("here", [draft("here", 1, "mine"), draft("there", 2, "other")])?.body).toBe("mine");
});

test("a tab without a copy of its own shows the newest, in whatever order they came", () => {
	const copies = [draft("a", 2, "second"), draft("b", 3, "third"), draft("c", 1, "first")];
	expect(shownIn("here", copies)?.body).toBe("third");
	expect(shownIn("here", copies.toReversed())?.body).toBe("third");
	expect(shownIn("here", [])).toBeUndefined();
});

test("an edit is newer than the copy that it was made of, even if the clock was set back", () => {
	const earlier = draft("there", 1_000, "begun");
	const later = edited(earlier, { timeline: "chn_1", tab: "here", body: "begun and continued" }, 500);
	expect(later.at).toBeGreaterThan(earlier.at);
	expect(shownIn("third", [later, earlier])).toBe(later);
});

test("what replaces a copy does not replace a later edit of the same tab", () => {
	const seen = draft("there", 1, "begun");
	const typedMeanwhile = edited(seen, { timeline: "chn_1", tab: "there", body: "begun, more" }, 2);
	expect(idOf(typedMeanwhile)).not.toBe(idOf(seen));
});

test("what is sent has a nonce of its own for each edit, tab and conversation, short enough for the server", () => {
	const drafts = [draft("here", 1, "ok"), draft("here", 2, "ok"), draft("there", 1, "ok")];
	const all = [...drafts, { ...drafts[0]!, timeline: "chn_2" }].map(nonceOf);
	expect(new Set(all).size).toBe(4);
	expect(
		nonceOf({ timeline: `chn_${"0".repeat(26)}`, tab: "z".repeat(14), at: 8.64e15, body: "" }).length,
	).toBeLessThan(64);
});
