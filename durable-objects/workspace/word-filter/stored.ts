import type { WordFilter } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";

export const wordFilterOf = ({ sql }: Pick<Read, "sql">): WordFilter => {
	const [row] = sql<{ word_filter_json: string | null }>`SELECT word_filter_json FROM workspace`;
	return row?.word_filter_json ? (JSON.parse(row.word_filter_json) as WordFilter) : { action: "off", words: [] };
};
