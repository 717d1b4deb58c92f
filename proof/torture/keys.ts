import type { DurableEvent, Role } from "@clickclack/sdk";

/** What a row of the log and the event that it becomes have in common. */
export interface Told {
	type: DurableEvent["type"];
	channel_id?: string | null | undefined;
	payload: object;
}

/** What the log keeps of an event, of that which matters here. */
export interface Ids {
	nonce?: string;
	message_id?: string;
	root_message_id?: string;
	user_id?: string;
	author_id?: string;
	emoji?: string;
	role?: Role;
	last_read_seq?: number;
}

/** What happened, in a word: the same for the act that asked for it, the row of the log and the event on a socket. */
export const key = {
	sent: (nonce = "") => `sent ${nonce}`,
	edit: (message = "") => `edit ${message}`,
	delete: (message = "") => `delete ${message}`,
	thread: (root = "") => `thread ${root}`,
	react: (message = "", emoji = "", user = "") => `react ${message} ${emoji} ${user}`,
	unreact: (message = "", emoji = "", user = "") => `unreact ${message} ${emoji} ${user}`,
	create: (channel = "") => `create ${channel}`,
	change: (channel = "") => `change ${channel}`,
	drop: (channel = "") => `drop ${channel}`,
	enter: (channel = "", user = "") => `enter ${channel} ${user}`,
	exit: (channel = "", user = "") => `exit ${channel} ${user}`,
	read: (channel = "", user = "") => `read ${channel} ${user}`,
	join: (user = "") => `join ${user}`,
	profile: (user = "") => `profile ${user}`,
	leave: (user = "") => `leave ${user}`,
	moderate: (user = "") => `moderate ${user}`,
	rename: () => "rename",
};

const keys: Record<DurableEvent["type"], (ids: Ids, channel: string) => string> = {
	"message.created": ({ nonce }) => key.sent(nonce),
	"thread.reply_created": ({ nonce }) => key.sent(nonce),
	"message.updated": ({ message_id }) => key.edit(message_id),
	"message.deleted": ({ message_id }) => key.delete(message_id),
	"thread.state_updated": ({ root_message_id }) => key.thread(root_message_id),
	"reaction.added": ({ message_id, emoji, user_id }) => key.react(message_id, emoji, user_id),
	"reaction.removed": ({ message_id, emoji, user_id }) => key.unreact(message_id, emoji, user_id),
	"channel.created": (_, channel) => key.create(channel),
	"channel.updated": (_, channel) => key.change(channel),
	"channel.deleted": (_, channel) => key.drop(channel),
	"channel.member_joined": ({ user_id }, channel) => key.enter(channel, user_id),
	"channel.member_left": ({ user_id }, channel) => key.exit(channel, user_id),
	"channel.read": ({ user_id }, channel) => key.read(channel, user_id),
	"member.joined": ({ user_id }) => key.join(user_id),
	"member.updated": ({ user_id }) => key.profile(user_id),
	"member.left": ({ user_id }) => key.leave(user_id),
	"member.moderation_updated": ({ user_id }) => key.moderate(user_id),
	"workspace.updated": () => key.rename(),
};

/** Everything that the log may hold. */
export const event_types = Object.keys(keys) as DurableEvent["type"][];

export const keyOf = ({ type, channel_id, payload }: Told): string => keys[type](payload, channel_id ?? "");
