import { Audience, slack_ms } from "../audience.ts";
import { type Check, type Of, entries } from "../history.ts";

/**
 * R20: typing is heard by those who see the channel, presence by members; what somebody says themselves does not come
 * back to them. That somebody is online or offline the server says too, and to them as well; away nobody says but they.
 */
function mayHear({ type, user, channel = "", status }: Of<"whisper">, hearer: string, audience: Audience, num: number) {
	if (type !== "presence.changed") return hearer !== user && audience.sees(channel, hearer, num);
	return audience.isMember(hearer, num) && (status !== "away" || hearer !== user);
}

/** What is not kept goes out at some moment between its saying and its coming in, to those who may hear it then. */
export const whispers: Check = (history) => {
	const audience = new Audience(history);
	const users = new Map(entries(history, "dialled").map(({ socket, user }) => [socket, user]));
	return entries(history, "whisper").flatMap((whisper) => {
		const { socket, type, user, channel, said, at } = whisper;
		const hearer = users.get(socket);
		if (hearer === undefined) return [];
		const places = audience.places(hearer, channel, audience.numAt(said - 2 * slack_ms), audience.numAt(at));
		if (places.some((num) => mayHear(whisper, hearer, audience, num))) return [];
		const what = `${socket} heard ${type} of ${user}${channel === undefined ? "" : ` in ${channel}`}, and may not`;
		return [{ rule: "leak", what, about: [socket, hearer, user, channel ?? said] }];
	});
};
