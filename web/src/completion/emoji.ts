import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { emojiList } from "../emoji/list.ts";
import { picturesOf } from "../emoji/pictures.svelte.ts";
import { recentEmoji } from "../emoji/recent.ts";
import { findEmoji } from "../emoji/search.ts";
import { skinTone } from "../emoji/skin-tone.svelte.ts";
import * as strings from "../strings/completion.ts";
import { room } from "./rank.ts";
import { begunEmoji, type Source } from "./source.ts";

/** `:…`: emoji by their names. */
export const emojiNames = (workspace: WorkspaceState): Source => ({
	label: strings.emoji,
	begun: begunEmoji,
	find: (typed) =>
		findEmoji(typed, recentEmoji(), picturesOf(workspace).all)
			.slice(0, room())
			.map(({ sign, codes }) => ({
				key: sign,
				text: skinTone.of(sign),
				title: `:${codes.find((code) => code.startsWith(typed.toLowerCase())) ?? codes[0]}:`,
				emoji: skinTone.of(sign),
			})),
	// without them there is nothing to suggest
	ask: () => {
		void emojiList.load().catch(() => {});
		void picturesOf(workspace).load();
	},
});
