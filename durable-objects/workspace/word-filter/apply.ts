import { ChatError, isolated } from "@clickclack/protocol";
import type { ConversationRow } from "../conversations/row.ts";
import type { MessageRow } from "../messages/row.ts";
import { noteReason, openReport, openReports, tellModerators } from "../reports/row.ts";
import { searchableText } from "../search/searchable-text.ts";
import type { Read, Write } from "../transaction.ts";
import { matcherOf } from "./match.ts";
import { wordFilterOf } from "./stored.ts";

interface Said {
	body: string;
	/** of a poll */
	options?: readonly string[] | undefined;
}

/**
 * What somebody is about to say.
 * @returns the word that the moderators are to be told of
 * @throws ChatError word_filtered where one of the words is not sent
 */
export function filterWords(
	tx: Read,
	{ kind }: Pick<ConversationRow, "kind">,
	{ body, options = [] }: Said,
): string | undefined {
	const { action, words } = wordFilterOf(tx);
	// what is said where moderators are not is shown to them by people only
	if (action === "off" || words.length === 0 || (action === "report" && kind !== "public")) return undefined;
	const text = searchableText({ body, forwarded_json: null, poll_json: null, attachments_json: null });
	const found = matcherOf(words)([text, ...options].join("\n"));
	if (found === undefined || action === "report") return found;
	throw new ChatError("word_filtered", `this workspace does not allow “${isolated(found)}”: change the text`);
}

/** Where too many reports wait, the message is sent without one. */
export function reportWord(tx: Write, message: MessageRow, found: string | undefined): void {
	if (found === undefined || openReports(tx) >= tx.caps.reports.workspace) return;
	openReport(tx, message);
	noteReason(tx, message, { user_id: "", reason: "word_filter", text: found });
	tellModerators(tx);
}
