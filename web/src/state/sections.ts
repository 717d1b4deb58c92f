import { placeSection, type MyChannel, type Sidebar } from "@clickclack/sdk";
import * as directStrings from "../strings/directs.ts";
import * as strings from "../strings/channels.ts";
import type { Conversation, DirectConversation } from "./conversations.ts";

/** A group of the sidebar. */
export interface Section {
	/** stays the same when the title changes */
	key: string;
	title: string;
	conversations: Conversation[];
}

export const directs_key = "directs";

const titles: Record<string, string> = {
	starred: strings.starred,
	channels: strings.channels,
	[directs_key]: directStrings.directMessages,
};

/**
 * What I have put into sections, in my order, and the rest where it belongs: in the sections that channels name, with the
 * other channels, with the direct conversations.
 * @param directs undefined for those who have none and may open none
 */
export function sectionsOf(
	channels: MyChannel[],
	directs: DirectConversation[] | undefined,
	{ sections }: Sidebar,
): Section[] {
	const rest = new Map<string, Conversation>([...channels, ...(directs ?? [])].map((one) => [one.id, one]));
	const take = (id: string) => {
		const one = rest.get(id);
		rest.delete(id);
		return one ?? [];
	};
	let all: Section[] = sections.map(({ key, name, ids }) => ({
		key,
		title: titles[key] ?? name!,
		conversations: ids.flatMap(take),
	}));
	const add = (key: string, title: string, one?: Conversation) => {
		let section = all.find((known) => known.key === key);
		if (!section) all = placeSection(all, (section = { key, title, conversations: [] }));
		if (one) section.conversations.push(one);
	};
	const left = [...rest.values()];
	const named = left.flatMap((one) => ("sidebar_section" in one && one.sidebar_section) || []);
	for (const title of named.toSorted((a, b) => a.localeCompare(b))) add(`section ${title}`, title);
	add("channels", strings.channels);
	if (directs) add(directs_key, directStrings.directMessages);
	for (const one of left) {
		const title = "sidebar_section" in one && one.sidebar_section;
		if (title) add(`section ${title}`, title, one);
		else add("is_member" in one ? "channels" : directs_key, "", one);
	}
	return all.filter(
		({ key, conversations }) =>
			conversations.length > 0 || isOwn(key) || key === "channels" || (key === directs_key && directs),
	);
}

/** Whether somebody has made this section for themselves. */
export const isOwn = (key: string): boolean => key.startsWith("sec_");
