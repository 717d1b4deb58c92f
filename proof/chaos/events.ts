import type { DurableEvent, Role, ServerEvent } from "@clickclack/sdk";
import { key } from "../acts/act.ts";
import type { Audience } from "./audience.ts";
import { type Row, the } from "./history.ts";
import type { State } from "./state.ts";

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

/** One kind of event. Where nothing else is said, all who see its channel hear it. */
interface Kind {
	key: (ids: Ids, channel: string) => string;
	/** whether a member hears it, if it goes out at this place of the log */
	isHeard?: (audience: Audience, row: Row, user: string, num: number) => boolean;
	/** nothing makes one yet: direct conversations are to come */
	isToCome?: true;
	/** what it changes about who is where, and has read how far */
	changes?: (state: State, row: Row) => void;
	/** what is wrong with it, where this is how things stood before it: what can only happen once, after its opposite */
	fault?: (state: State, row: Row) => string | false;
}

const byAll = () => true;
const byOneself: Kind["isHeard"] = (_, row, user) => row.user === user;

/** Everything that the log may hold. A new kind of event is one entry here. */
export const kinds: Record<DurableEvent["type"], Kind> = {
	"message.created": {
		key: ({ nonce }) => key.sent(nonce),
		changes: (state, row) => {
			state.set(the.head(row.channel), row.seq);
			state.read(row);
		},
		fault: (state, row) => !state.isIn(row) && "was sent by somebody who is not in",
	},
	"message.updated": {
		key: ({ message_id }) => key.edit(message_id),
		fault: (state, row) => state.isErased(row) && "was edited after it was deleted",
	},
	"message.deleted": {
		key: ({ message_id }) => key.delete(message_id),
		changes: (state, { message }) => state.set(the.erased(message), 1),
		fault: (state, row) => state.isErased(row) && "was deleted twice",
	},
	"thread.reply_created": { key: ({ nonce }) => key.sent(nonce) },
	"thread.state_updated": { key: ({ root_message_id }) => key.thread(root_message_id) },
	"reaction.added": {
		key: ({ message_id, emoji, user_id }) => key.react(message_id, emoji, user_id),
		changes: (state, { message, emoji, user }) => state.set(the.reaction(message, emoji, user), 1),
		fault: (state, row) =>
			(state.hasReacted(row) && "was added while it was there") || (state.isErased(row) && "was added to nothing"),
	},
	"reaction.removed": {
		key: ({ message_id, emoji, user_id }) => key.unreact(message_id, emoji, user_id),
		changes: (state, { message, emoji, user }) => state.set(the.reaction(message, emoji, user), undefined),
		fault: (state, row) => !state.hasReacted(row) && "was removed while it was not there",
	},
	"channel.created": { key: key.create },
	"channel.updated": { key: (_, channel) => key.change(channel) },
	"channel.deleted": {
		key: (_, channel) => key.drop(channel),
		isHeard: (audience, { channel = "" }, user, num) => audience.wouldSee(channel, user, num),
		changes: (state, { channel }) => state.set(the.dropped(channel), 1),
	},
	"channel.member_joined": {
		key: ({ user_id }, channel) => key.enter(channel, user_id),
		changes: (state, row) => {
			state.set(the.place(row.channel, row.user), Number(state.get(the.head(row.channel)) ?? 0));
			state.read(row);
		},
		fault: (state, row) => state.isIn(row) && "joined while in",
	},
	"channel.member_left": {
		key: ({ user_id }, channel) => key.exit(channel, user_id),
		isHeard: (audience, row, user, num) => row.user === user || audience.sees(row.channel ?? "", user, num),
		changes: (state, { channel, user }) => state.set(the.place(channel, user), undefined),
		fault: (state, row) => !state.isIn(row) && "left while out",
	},
	"channel.read": {
		key: ({ user_id }, channel) => key.read(channel, user_id),
		isHeard: byOneself,
		changes: (state, row) => state.read(row),
		fault: (state, row) => state.position(row) >= (row.seq ?? 0) && "read no further",
	},
	"dm.read": {
		key: ({ user_id }, conversation) => key.read(conversation, user_id),
		isHeard: byOneself,
		isToCome: true,
	},
	"member.joined": {
		key: ({ user_id }) => key.join(user_id),
		isHeard: byAll,
		changes: (state, row) => state.change(row, "in"),
		fault: (state, row) => state.isMember(row) && "joined while in",
	},
	"member.updated": { key: ({ user_id }) => key.profile(user_id), isHeard: byAll },
	"member.left": {
		key: ({ user_id }) => key.leave(user_id),
		isHeard: byAll,
		changes: (state, row) => state.change(row, "out"),
		fault: (state, row) => state.get(the.person(row.user)) !== undefined && !state.isMember(row) && "left while out",
	},
	"member.moderation_updated": {
		key: ({ user_id }) => key.moderate(user_id),
		isHeard: (audience, row, user, num) => row.user === user || audience.moderates(user, num),
		changes: (state, row) => void (row.role && state.isMember(row) && state.change(row, row.role)),
	},
	"workspace.updated": { key: key.rename, isHeard: byAll },
};

/** What is not kept has no place in the log. */
export const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

/** What a row of the log and the event that it becomes have in common. */
interface Told {
	type: DurableEvent["type"];
	channel_id?: string | null | undefined;
	payload: object;
}

export const keyOf = ({ type, channel_id, payload }: Told): string => kinds[type].key(payload, channel_id ?? "");
