import { isGroupWord, isId, type Message } from "@clickclack/sdk";
import type { Handles } from "./state/handles.ts";
import { markup } from "./markup.ts";
import { sanitise } from "./sanitise.ts";

const known = new WeakMap<Handles, Map<string, DocumentFragment>>();
const max_known = 2_000;

/** Whom the server found in a text; undefined before it has read it: then whoever has a handle is taken to be meant. */
export type Mentioned = string[] | undefined;

/** Several together are one more. */
export const mentionedIn = ({ mentioned_user_ids, group_mention }: Message): Mentioned =>
	group_mention && group_mention.word !== "group" ? [...mentioned_user_ids, everybody] : mentioned_user_ids;
const everybody = "*";

/** A message's text as safe elements, to be used as a copy: they are kept while `handles` is the same. */
export function render(body: string, handles: Handles, mentioned: Mentioned): DocumentFragment {
	const cache = known.get(handles) ?? new Map<string, DocumentFragment>();
	known.set(handles, cache);
	const key = `${mentioned ? mentioned.join() : "unknown"}\n${body}`;
	const before = cache.get(key);
	if (before !== undefined) return before;
	if (cache.size >= max_known) cache.clear();
	const drawn = sanitise(
		markup(body, {
			has: (handle) => isMentioned(isGroupWord(handle) ? everybody : handles.get(handle)?.id, mentioned),
		}),
	);
	cache.set(key, drawn);
	return drawn;
}

/** People can change their handle: one that stands in an old message may be somebody else's by now. Of groups the server says only how many people they call. */
const isMentioned = (holder: string | undefined, mentioned: Mentioned): boolean =>
	holder !== undefined && (isId("grp", holder) || (mentioned?.includes(holder) ?? true));
