import type { MyChannel, Topic, User, UserId } from "@clickclack/sdk";
import { mayMessage, openDirect } from "../directs/acts.ts";
import { isDirect, othersIn, type Conversation, type DirectConversation } from "../state/conversations.ts";
import { router } from "../router.svelte.ts";
import { conversationPath } from "../routes.ts";
import { searchIn } from "../search/search.svelte.ts";
import { namesIn, placeOf, titleOf } from "../state/titles.ts";
import { callsIn, waitingIn } from "../state/unread.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/palette.ts";
import type { IconName } from "../ui/icons.ts";
import type { Command, Context } from "./command.ts";
import { listedCommands } from "./listed-commands.ts";
import { fit, scattered } from "../ui/match.ts";

/** One line of the switcher. */
export interface Entry {
	key: string;
	title: string;
	/** what it is, beside the title */
	note?: string | undefined;
	icon?: IconName;
	user?: User;
	/** of a command */
	keys?: string | undefined;
	isUnread?: boolean;
	run: () => void;
}

const most = { conversations: 8, people: 5, topics: 4, commands: 6 };

interface Ranked<T> {
	one: T;
	fits: number;
}

/** What fits best first; among equals the order of `all`. */
export const ranked = <T>(all: T[], typed: string, namesOf: (one: T) => string[]): Ranked<T>[] =>
	all
		.map((one) => ({ one, fits: Math.max(...namesOf(one).map((name) => fit(name, typed))) }))
		.filter(({ fits }) => fits > 0)
		.toSorted((a, b) => b.fits - a.fits);

/** Those with mentions, then unread, then those opened last; the one that is open comes last. */
export function byInterest({ workspace, conversation }: Pick<Context, "workspace" | "conversation">): Conversation[] {
	const recent = workspace.recent.ids.toReversed();
	const rank = (one: Conversation): number[] => [
		one.id === conversation?.id ? 1 : 0,
		-callsIn(one),
		waitingIn(one) > 0 ? 0 : 1,
		recent.includes(one.id) ? recent.indexOf(one.id) : recent.length,
	];
	return workspace.mine
		.map((one) => ({ one, rank: rank(one) }))
		.toSorted((a, b) => a.rank.map((value, i) => value - b.rank[i]!).find(Boolean) ?? 0)
		.map(({ one }) => one);
}

export const namesOf = (one: Conversation, my_id: UserId): string[] =>
	isDirect(one)
		? [namesIn(one, my_id), ...othersIn(one, my_id).flatMap(({ display_name, handle }) => [display_name, handle])]
		: [titleOf(one), one.name];

export const toConversation = (one: Conversation, my_id: UserId): Entry => ({
	key: one.id,
	note: callsIn(one) > 0 ? strings.newForMe(callsIn(one)) : undefined,
	isUnread: waitingIn(one) > 0,
	run: () => router.go(conversationPath(one)),
	...(isDirect(one) ? aboutDirect(one, my_id) : aboutChannel(one)),
});

const aboutChannel = (channel: MyChannel): Pick<Entry, "title" | "icon"> => ({
	title: titleOf(channel),
	icon: channel.kind === "private" ? "lock" : "hash",
});

function aboutDirect(one: DirectConversation, my_id: UserId): Pick<Entry, "title" | "icon" | "user"> {
	const [first, ...rest] = othersIn(one, my_id);
	return { title: namesIn(one, my_id), icon: "users", ...(first && rest.length === 0 && { user: first }) };
}

/** Leads to the conversation with them; those who may not have one see the profile. */
const toPerson = (workspace: WorkspaceState, user: User): Entry => ({
	key: user.id,
	title: user.display_name,
	note: `@${user.handle}`,
	user,
	run: () =>
		mayMessage(workspace, user.id) ? void openDirect(workspace, [user.id]) : router.goPane("profile", user.id),
});

/** From what is known here: nothing is asked for. */
export function entriesFor(context: Context, typed: string): Entry[] {
	const { workspace } = context;
	const my_id = workspace.me.user.id;
	const words = typed.trim();
	const conversations = ranked(byInterest(context), typed, (one) => namesOf(one, my_id));
	const people = words ? peopleFor(workspace, words).filter(({ one }) => !workspace.directs.with([one.id])) : [];
	const topics = words ? topicsFor(context, words) : [];
	const here = listedCommands.filter(({ fits }) => fits?.(context) !== false);
	const toDo = ranked(here, typed, ({ title }) => [title]);
	// letters with others between count only where nothing has them together
	const hasBetter = [conversations[0], people[0], topics[0], toDo[0]].some((best) => best && best.fits > scattered);
	const first = <T>(group: Ranked<T>[], limit: number): T[] =>
		group
			.filter(({ fits }) => !hasBetter || fits > scattered)
			.slice(0, limit)
			.map(({ one }) => one);
	return [
		...first(conversations, most.conversations).map((one) => toConversation(one, my_id)),
		...first(people, most.people).map((user) => toPerson(workspace, user)),
		...first(topics, most.topics).map((one) => toTopic(workspace, one)),
		...first(toDo, most.commands).map((command) => toCommand(command, context)),
		...(words ? [searchFor(workspace, words)] : []),
	];
}

const peopleFor = ({ members }: WorkspaceState, typed: string): Ranked<User>[] =>
	ranked(
		[...members.values()].map(({ user }) => user),
		typed.replace(/^@/, ""),
		({ display_name, handle }) => [display_name, handle],
	);

/** A topic, and where its messages are to be shown. */
interface PlacedTopic {
	topic: Topic;
	channel: MyChannel;
}

/** Those of my channels, and in a channel those of all channels. Archived ones are in its list of topics. */
function topicsFor({ workspace, conversation }: Context, typed: string): Ranked<PlacedTopic>[] {
	const here = conversation && !isDirect(conversation) ? conversation : undefined;
	const placed = [...workspace.topics.values()].flatMap((topic): PlacedTopic[] => {
		const channel = topic.channel_id ? workspace.conversations.get(topic.channel_id) : here;
		return channel && !topic.archived_at ? [{ topic, channel }] : [];
	});
	return ranked(placed, typed, ({ topic }) => [topic.name]);
}

const toTopic = ({ me }: WorkspaceState, { topic, channel }: PlacedTopic): Entry => ({
	key: topic.id,
	title: topic.name,
	note: strings.topicIn(placeOf(channel, me.user.id)),
	icon: "topic",
	run: () => router.go(conversationPath(channel, { topic: topic.id })),
});

const toCommand = ({ title, icon, keys, run }: Command, context: Context): Entry => ({
	key: title,
	title,
	icon,
	keys: keys?.[0],
	run: () => run(context),
});

const searchFor = ({ workspace }: WorkspaceState, words: string): Entry => ({
	key: "search",
	title: strings.searchFor(words),
	icon: "search",
	run: () => {
		const search = searchIn(workspace.id);
		search.words = words;
		router.goPane("search");
		void search.run();
	},
});
