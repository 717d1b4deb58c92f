import type { DurableEvent, ServerEvent } from "@clickclack/sdk";
import { key } from "../acts/act.ts";
import type { About, Row } from "./history.ts";
import { type Log, headOf } from "./log.ts";

/** One kind of event. Where nothing else is said, all who see its channel receive it. */
interface Kind {
	key: (about: About) => string;
	/** whether a member receives it, if it goes out at this place of the log */
	isFor?: (log: Log, row: Row, user: string, num: number) => boolean;
	/** nothing makes one yet: direct conversations are to come */
	isToCome?: true;
	/** what it changes about who is where, and has read how far */
	changes?: (log: Log, row: Row) => void;
	/** what is wrong with it, where this is how things stood before it: what can only happen once, after its opposite */
	fault?: (log: Log, row: Row) => string | false;
}

const byAll = () => true;
const byOneself: Kind["isFor"] = (_, row, user) => row.user === user;
const ofSending = ({ nonce }: About) => key.sent(nonce);

/** Everything that the log may hold. A new kind of event is one entry here. */
export const kinds: Record<DurableEvent["type"], Kind> = {
	"message.created": {
		key: ofSending,
		changes: (log, row) => {
			log.set(headOf(row.channel), row.seq);
			log.read(row);
		},
		fault: (log, row) =>
			(!log.has(key.enter(row.channel, row.user)) && "was sent by somebody who is not in") ||
			(row.seq !== log.head(row.channel) + 1 && `is at ${row.seq}, after ${log.head(row.channel)}`),
	},
	"message.updated": {
		key: ({ message }) => key.edit(message),
		fault: (log, row) => log.has(key.delete(row.message)) && "was edited after it was deleted",
	},
	"message.deleted": {
		key: ({ message }) => key.delete(message),
		changes: (log, row) => log.set(row.key, 1),
		fault: (log, row) => log.has(row.key) && "was deleted twice",
	},
	// the log does not say at which place of the thread
	"thread.reply_created": {
		key: ofSending,
		changes: (log, { root }) => log.set(headOf(root), log.head(root) + 1),
	},
	"thread.state_updated": { key: ({ root }) => key.thread(root) },
	"reaction.added": {
		key: ({ message, emoji, user }) => key.react(message, emoji, user),
		changes: (log, row) => log.set(row.key, 1),
		fault: (log, row) =>
			(log.has(key.delete(row.message)) && "was added to nothing") ||
			(log.has(row.key) && "was added while it was there"),
	},
	"reaction.removed": {
		key: ({ message, emoji, user }) => key.unreact(message, emoji, user),
		changes: (log, { message, emoji, user }) => log.set(key.react(message, emoji, user), undefined),
		fault: (log, row) => !log.hasReacted(row) && "was removed while it was not there",
	},
	"channel.created": { key: key.create },
	"channel.updated": { key: ({ channel }) => key.change(channel) },
	"channel.deleted": {
		key: ({ channel }) => key.drop(channel),
		isFor: (log, row, user, num) => log.wouldSee(row.channel, user, num),
		changes: (log, row) => log.set(row.key, 1),
	},
	"channel.member_joined": {
		key: ({ channel, user }) => key.enter(channel, user),
		changes: (log, row) => {
			log.set(row.key, log.head(row.channel));
			log.read(row);
		},
		fault: (log, row) => log.has(row.key) && "joined while in",
	},
	"channel.member_left": {
		key: ({ channel, user }) => key.exit(channel, user),
		isFor: (log, row, user, num) => row.user === user || log.sees(row.channel, user, num),
		changes: (log, { channel, user }) => log.set(key.enter(channel, user), undefined),
		fault: (log, row) => !log.has(key.enter(row.channel, row.user)) && "left while out",
	},
	"channel.read": {
		key: ({ channel, user }) => key.read(channel, user),
		isFor: byOneself,
		changes: (log, row) => log.read(row),
		fault: (log, row) => log.position(row) >= (row.seq ?? 0) && "read no further",
	},
	"dm.read": { key: ({ channel, user }) => key.read(channel, user), isFor: byOneself, isToCome: true },
	"member.joined": {
		key: ({ user }) => key.join(user),
		isFor: byAll,
		changes: (log, row) => log.change(row, "in"),
		fault: (log, row) => log.isMember(row.user) && "joined while in",
	},
	"member.updated": { key: ({ user }) => key.profile(user), isFor: byAll },
	"member.left": {
		key: ({ user }) => key.leave(user),
		isFor: byAll,
		changes: (log, row) => log.change(row, "out"),
		fault: (log, { user }) => log.has(key.join(user)) && !log.isMember(user) && "left while out",
	},
	"member.moderation_updated": {
		key: ({ user }) => key.moderate(user),
		isFor: (log, row, user, num) => row.user === user || ["owner", "moderator"].includes(log.roleOf(user, num)),
		changes: (log, row) => void (row.role && log.isMember(row.user) && log.change(row, row.role)),
	},
	"workspace.updated": { key: key.rename, isFor: byAll },
};

/** What is not kept has no place in the log. */
export const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

/** What a row of the log and the event that it becomes have in common. */
interface Told {
	type: DurableEvent["type"];
	channel_id?: string | null | undefined;
	payload: object;
}

export function aboutOf({ channel_id, payload }: Omit<Told, "type">): About {
	const { user_id, author_id, message_id, root_message_id, nonce, emoji } = payload as Record<string, string>;
	const [user, message, root] = [user_id ?? author_id, message_id, root_message_id];
	return { channel: channel_id ?? undefined, user, message, root, nonce, emoji };
}

export const keyOf = (told: Told): string => kinds[told.type].key(aboutOf(told));
