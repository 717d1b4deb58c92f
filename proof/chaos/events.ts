import type { DurableEvent, ServerEvent } from "@clickclack/sdk";
import { key } from "../acts/act.ts";
import type { About, Row } from "./history.ts";
import { type Log, headOf } from "./log.ts";

/** One kind of event. Where nothing else is said, all who see its channel receive it. */
interface Kind {
	key: (about: About) => string;
	/** whether a member receives it, if it goes out at this place of the log */
	isFor?: (log: Log, row: Row, user: string, num: number) => boolean;
	/** what it changes about who is where, and has read how far */
	changes?: (log: Log, row: Row) => void;
	/** what is wrong with it, where this is how things stood before it: what can only happen once, after its opposite */
	fault?: (log: Log, row: Row) => string | false;
}

const byAll = () => true;
const byOneself: Kind["isFor"] = (_, row, user) => row.user === user;
const ofReading: Kind = {
	key: ({ channel, user }) => key.read(channel, user),
	isFor: byOneself,
	changes: (log, row) => log.read(row),
	fault: (log, row) => log.position(row) === row.seq && "moved the position nowhere",
};
/** Of a channel: of all who see it. For all channels: of all but guests. */
const ofTopic: Kind["isFor"] = (log, row, user, num) =>
	row.channel === undefined
		? log.isMember(user, num) && log.roleOf(user, num) !== "guest"
		: log.sees(row.channel, user, num);
const ofSending = ({ nonce }: About) => key.sent(nonce);

/** Everything that the log may hold. A new kind of event is one entry here. */
export const kinds: Record<DurableEvent["type"], Kind> = {
	"message.created": {
		key: ofSending,
		changes: (log, row) => {
			log.set(headOf(row.channel), row.seq);
			log.send(row);
		},
		fault: (log, row) =>
			(!log.isIn(row.channel, row.user) && "was sent by somebody who is not in") ||
			(log.isHidden(row.channel) && "is not in the list of everybody in it") ||
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
	"thread.followed": { key: ({ root, user }) => key.follow(root, user), isFor: byOneself },
	"thread.unfollowed": { key: ({ root, user }) => key.unfollow(root, user), isFor: byOneself },
	"thread.read": { key: ({ root, user }) => key.readThread(root, user), isFor: byOneself },
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
	"pin.added": {
		key: ({ message }) => key.pin(message),
		changes: (log, row) => log.set(row.key, 1),
		fault: (log, row) =>
			(log.has(key.delete(row.message)) && "was pinned after it was deleted") ||
			(log.has(row.key) && "was pinned while it was pinned"),
	},
	"pin.removed": {
		key: ({ message }) => key.unpin(message),
		changes: (log, { message }) => log.set(key.pin(message), undefined),
		fault: (log, { message }) => !log.has(key.pin(message)) && "was unpinned while it was not pinned",
	},
	"poll.voted": {
		key: ({ message, user }) => key.vote(message, user),
		fault: (log, { message }) =>
			(log.has(key.delete(message)) && "was voted in after it was deleted") ||
			(log.has(key.close(message)) && "was voted in after it was closed"),
	},
	"poll.closed": {
		key: ({ message }) => key.close(message),
		changes: (log, row) => log.set(row.key, 1),
		fault: (log, row) =>
			(log.has(key.delete(row.message)) && "was closed after it was deleted") ||
			(log.has(row.key) && "was closed twice"),
	},
	"emoji.created": { key: () => "emoji" },
	"emoji.deleted": { key: () => "emoji" },
	// the log says of none of them who sees it, but by its channel
	"topic.created": {
		key: key.newTopic,
		isFor: ofTopic,
		changes: (log, { topic }) => log.set(key.topic(topic), 1),
	},
	"topic.updated": { key: ({ topic }) => key.topic(topic), isFor: ofTopic },
	"topic.deleted": {
		key: ({ topic }) => key.topic(topic),
		isFor: (log, row, user, num) => row.channel === undefined || log.sees(row.channel, user, num),
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
		fault: (log, row) =>
			(log.has(row.key) && "joined while in") ||
			(row.seq !== log.head(row.channel) && `began at ${row.seq} instead of the end, ${log.head(row.channel)}`),
	},
	"channel.member_left": {
		key: ({ channel, user }) => key.exit(channel, user),
		isFor: (log, row, user, num) => row.user === user || log.sees(row.channel, user, num),
		changes: (log, { channel, user }) => log.set(key.enter(channel, user), undefined),
		fault: (log, row) => !log.has(key.enter(row.channel, row.user)) && "left while out",
	},
	"channel.read": ofReading,
	"dm.read": ofReading,
	"dm.opened": {
		key: ({ channel, user }) => key.show(channel, user),
		isFor: byOneself,
		changes: (log, row) => log.set(row.key, 1),
		fault: (log, row) => log.has(row.key) && "was opened while in the list",
	},
	"dm.closed": {
		key: ({ channel, user }) => key.hide(channel, user),
		isFor: byOneself,
		changes: (log, { channel, user }) => log.set(key.show(channel, user), undefined),
		fault: (log, { channel, user }) => !log.has(key.show(channel, user)) && "was closed while not in the list",
	},
	"notification_settings.updated": {
		key: ({ channel, user, preference }) => key.prefer(channel, user, preference),
		isFor: byOneself,
	},
	"attention.updated": { key: ({ user }) => key.attend(user), isFor: byOneself },
	"saved_message.updated": { key: ({ message, user, state }) => key.save(message, user, state), isFor: byOneself },
	"reminder.updated": { key: ({ message, user, state }) => key.remind(message, user, state), isFor: byOneself },
	"reminder.due": { key: ({ message, user }) => key.remind(message, user), isFor: byOneself },
	"scheduled_message.updated": { key: ({ user, state }) => key.schedule(user, state), isFor: byOneself },
	"sidebar.updated": { key: ({ user }) => key.arrange(user), isFor: byOneself },
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
	"report.updated": {
		key: key.report,
		isFor: (log, _, user, num) => ["owner", "moderator"].includes(log.roleOf(user, num)),
	},
	"workspace.updated": { key: key.rename, isFor: byAll },
	// nobody has a group here
	"group.created": { key: () => "group" },
	"group.updated": { key: () => "group" },
	"group.deleted": { key: () => "group" },
	"group.member_added": { key: () => "group" },
	"group.member_removed": { key: () => "group" },
	// nobody does it here: who owns the workspace is who the others are checked by
	"workspace.ownership_transferred": { key: () => "ownership", isFor: byAll },
};

/** What is not kept has no place in the log. */
export const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

/** What a row of the log and the event that it becomes have in common. */
interface Told {
	type: DurableEvent["type"];
	/** in the log of direct conversations too */
	channel_id?: string | null | undefined;
	payload: object;
}

export function aboutOf({ channel_id, payload }: Omit<Told, "type">): About {
	const {
		user_id,
		author_id,
		message_id,
		root_message_id,
		nonce,
		emoji,
		preference,
		state,
		topic_id: topic,
		...rest
	} = payload as Record<string, string>;
	const channel = channel_id ?? rest["direct_conversation_id"];
	const [user, message, root] = [user_id ?? author_id, message_id, root_message_id];
	return { channel, user, message, root, nonce, emoji, preference, state, topic };
}

export const keyOf = (told: Told): string => kinds[told.type].key(aboutOf(told));
