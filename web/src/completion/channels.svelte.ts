import type { MyChannel } from "@clickclack/sdk";
import { client } from "../client.ts";
import { titleOf } from "../state/titles.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/completion.ts";
import { ranked, room } from "./rank.ts";
import { begunChannel, type Source, type Suggestion } from "./source.ts";

const namesOf = (one: MyChannel) => [one.name, titleOf(one)];

const toSuggestion = (one: MyChannel): Suggestion => ({
	key: one.id,
	text: `#${one.name}`,
	title: titleOf(one),
	...(titleOf(one) === one.name ? {} : { note: `#${one.name}` }),
	icon: one.kind === "private" ? "lock" : "hash",
});

/** `#…`: the channels that I see, first those that I am in. One whose name was typed in full is the first of all. */
export function channels(workspace: WorkspaceState): Source {
	/** no snapshot lists those that I am not in */
	let listed = $state.raw<MyChannel[]>([]);
	let isAsked = false;

	/** Those opened last first, but the open one is seldom meant; the others by name. */
	function compare(a: MyChannel, b: MyChannel): number {
		const recent = workspace.recent.ids.slice(0, -1);
		return recent.indexOf(b.id) - recent.indexOf(a.id) || a.name.localeCompare(b.name);
	}

	return {
		label: strings.channels,
		begun: begunChannel,
		find(typed) {
			const name = typed.toLowerCase();
			const others = listed.filter(({ id }) => !workspace.conversations.get(id)?.is_member);
			return [workspace.joined, others]
				.flatMap((all) => ranked(all, typed, namesOf, compare))
				.toSorted((a, b) => Number(b.name === name) - Number(a.name === name))
				.slice(0, room())
				.map(toSuggestion);
		},
		/** Anew at each sign: channels come and go. */
		ask(typed) {
			if (typed && isAsked) return;
			isAsked = true;
			void client.channels.list(workspace.workspace.id).then(
				(all) => (listed = all.filter(({ archived_at }) => !archived_at)),
				() => {},
			);
		},
	};
}
