import type { WordFilter } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { audit } from "../audit-log.ts";
import type { Read, Write } from "../transaction.ts";
import { workspaceRow } from "../workspaces.ts";
import { wordFilterOf } from "./stored.ts";

type Answer = { word_filter: WordFilter };

export function getWordFilter(tx: Read): Answer {
	permit(tx, "moderation.read");
	return { word_filter: wordFilterOf(tx) };
}

/** The words stand in no audit log, which more people may read one day: how many there are does. */
export function updateWordFilter(tx: Write, { action, words }: WordFilter): Answer {
	permit(tx, "word_filter.update");
	const before = wordFilterOf(tx);
	const word_filter = { action, words: [...new Set(words)] };
	const stored = JSON.stringify(word_filter);
	if (JSON.stringify(before) === stored) return { word_filter };
	tx.sql`UPDATE workspace SET word_filter_json = ${stored}`;
	const { id: target_id, name } = workspaceRow(tx);
	audit(tx, {
		action: "workspace.word_filter_changed",
		target_id,
		name,
		before: { action: before.action, words: before.words.length },
		after: { action, words: word_filter.words.length },
	});
	return { word_filter };
}
