import type { MyChannel } from "@clickclack/sdk";
import type { Conversation, DirectConversation } from "../state/conversations.ts";
import * as directStrings from "../strings/directs.ts";
import * as strings from "../strings/channels.ts";

/** A group of the sidebar. */
export interface Section {
	/** stays the same when the title changes */
	key: string;
	title: string;
	conversations: Conversation[];
}

export const directs_key = "directs";

/**
 * The sections that channels name, by name, then the other channels, then the direct conversations.
 * @param directs undefined for those who have none and may open none
 */
export function sectionsOf(channels: MyChannel[], directs: DirectConversation[] | undefined): Section[] {
	const named = new Map<string, MyChannel[]>();
	const others: MyChannel[] = [];
	for (const one of channels) {
		if (!one.sidebar_section) others.push(one);
		else named.set(one.sidebar_section, [...(named.get(one.sidebar_section) ?? []), one]);
	}
	const sections = [...named].map(([title, mine]) => ({ key: `section ${title}`, title, conversations: mine }));
	return [
		...sections.toSorted((a, b) => a.title.localeCompare(b.title)),
		{ key: "channels", title: strings.channels, conversations: others },
		...(directs ? [{ key: directs_key, title: directStrings.directMessages, conversations: directs }] : []),
	];
}
