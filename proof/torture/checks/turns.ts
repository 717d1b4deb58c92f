import { type Check, type Row, entries } from "../history.ts";
import { State } from "../state.ts";

/** What is wrong with an event, where this is how things stood before it. */
type Wrong = (state: State, row: Row) => string | false;

const anytime: Wrong = () => false;
const isErased = (state: State, { message = "" }: Row) => state.erased.has(message);
const isDropped = (state: State, { channel = "" }: Row) => state.dropped.has(channel);
const isIn = (state: State, { channel = "", user = "" }: Row) => state.isIn(channel, user);
const isMember = (state: State, { user = "" }: Row) => state.people.get(user)?.isMember ?? false;
const isKnown = (state: State, { user = "" }: Row) => state.people.has(user);

/** What can only happen once, and only after its opposite. One that is new has to say when it may come. */
const turnsOf: Record<Row["type"], Wrong> = {
	"message.created": (state, row) => !isIn(state, row) && "was sent by somebody who is not in",
	"message.updated": (state, row) => isErased(state, row) && "was edited after it was deleted",
	"message.deleted": (state, row) => isErased(state, row) && "was deleted twice",
	"thread.reply_created": anytime,
	"thread.state_updated": anytime,
	"reaction.added": (state, row) =>
		(state.hasReacted(row) && "was added while it was there") || (isErased(state, row) && "was added to nothing"),
	"reaction.removed": (state, row) => !state.hasReacted(row) && "was removed while it was not there",
	"channel.created": anytime,
	"channel.updated": anytime,
	"channel.deleted": anytime,
	"channel.member_joined": (state, row) => isIn(state, row) && "joined while in",
	"channel.member_left": (state, row) => !isIn(state, row) && "left while out",
	"channel.read": (state, row) => !isIn(state, row) && "read while out",
	"member.joined": (state, row) => isMember(state, row) && "joined while in",
	"member.updated": anytime,
	"member.left": (state, row) => isKnown(state, row) && !isMember(state, row) && "left while out",
	"member.moderation_updated": anytime,
	"workspace.updated": anytime,
};

/** The log is one that can have happened: nobody joins twice, and no reaction goes that was not there. */
export const turns: Check = (history) => {
	const state = State.before(history);
	return entries(history, "row").flatMap((row) => {
		const wrong = isDropped(state, row) ? "came after its channel was deleted" : turnsOf[row.type](state, row);
		state.apply(row);
		if (wrong === false) return [];
		const about = [row.num, row.channel, row.user, row.message].filter((one) => one !== undefined);
		return [{ rule: "turns", what: `${row.num}, “${row.key}”: ${wrong}`, about }];
	});
};
