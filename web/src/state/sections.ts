import { placeSection, type MyChannel, type Sidebar } from "@clickclack/sdk";
import * as directStrings from "../strings/directs.ts";
import * as strings from "../strings/channels.ts";
import { isDirect, type Conversation, type DirectConversation } from "./conversations.ts";

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
	let all: Section[] = sections.map(({ key, name, ids }) => {
		const conversations = ids.flatMap((id) => rest.get(id) ?? []);
		for (const id of ids) rest.delete(id);
		return { key, title: name ?? titles[key]!, conversations };
	});
	const add = (key: string, title = titles[key]!): Conversation[] => {
		const known = all.find((section) => section.key === key);
		if (known) return known.conversations;
		all = placeSection(all, { key, title, conversations: [] });
		return add(key);
	};
	const left = [...rest.values()].map((one) => {
		const title = isDirect(one) ? undefined : one.sidebar_section;
		return { one, title, key: title ? `section ${title}` : isDirect(one) ? directs_key : "channels" };
	});
	add("channels");
	if (directs) add(directs_key);
	for (const { key, title } of left.toSorted((a, b) => a.key.localeCompare(b.key))) add(key, title);
	for (const { one, key } of left) add(key).push(one);
	return all.filter(({ key, conversations }) => conversations.length > 0 || key !== "starred");
}

/** Whether somebody has made this section for themselves. */
export const isOwn = (key: string): boolean => key.startsWith("sec_");
