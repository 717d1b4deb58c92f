import type { Message } from "@clickclack/sdk";
import { expect, test } from "vitest";
import { search } from "./checks/reads.ts";
import type { Entry } from "./history.ts";
import { Ledger } from "./ledger.ts";
import { channel, member, person, row } from "./builders.ts";

const said = row(1, "message.created", { message: "m1", nonce: "n1", channel: "lair" });
const edited = row(2, "message.updated", { message: "m2" });
const [nobody, somebody] = [() => false, () => true];
const m1 = { id: "m1", channel_id: "lair", author_id: "ann", body: "bgwq x", mentioned_user_ids: [] as string[] };

test("what was said where nobody could read is looked at later, until it was read", () => {
	const ledger = new Ledger();
	ledger.noteChanges([said], new Set(), nobody);
	// the next round tells of other things
	ledger.noteChanges([edited], new Set(), somebody);
	expect([...ledger.changed]).toEqual([
		["m1", "lair"],
		["m2", "den"],
	]);
	ledger.note(m1 as Message);
	expect([...ledger.changed]).toEqual([["m2", "den"]]);
	expect(ledger.with("bgwq")).toMatchObject([{ id: "m1", channel_id: "lair" }]);
});

test("what somebody can read has to be in the list, and what is there is not looked at again", () => {
	const ledger = new Ledger();
	ledger.noteChanges([said], new Set(), somebody);
	ledger.noteChanges([edited], new Set(["m2"]), somebody);
	expect([...ledger.changed]).toEqual([]);
});

test("who comes to a channel later finds what was said there, and nothing else", () => {
	const ledger = new Ledger();
	ledger.note(m1 as Message);
	const live = ledger.with("bgwq").map((kept): Entry => {
		return { kind: "live", at: 1, message: kept.id, channel: kept.channel_id!, word: "bgwq" };
	});
	const gus = [person("gus", true, "guest"), channel("lair", false), member("gus", "lair"), ...live];
	const finds = (...found: string[]): Entry => ({ kind: "searched", at: 2, user: "gus", word: "bgwq", found });
	expect(search([...gus, finds("m1")])).toEqual([]);
	expect(search([...gus, finds("m1", "m2")])).toHaveLength(1);
});
