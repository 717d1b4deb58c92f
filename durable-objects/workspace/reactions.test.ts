import type { DurableEvent, MessageId } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Team, newTeam, person } from "../test/people.ts";

let team: Team;
let message_id: MessageId;
beforeEach(async () => {
	team = await newTeam();
	({ id: message_id } = (await team.ada.createMessage({ conversation_id: team.general.id, body: "kelp" })).message);
});

const [thin, thick] = ["\u2764", "\u2764\ufe0f"];
const shown = async () =>
	(await team.ada.getMessage({ message_id })).reactions.map(({ emoji, count, reacted_by_me }) => [
		emoji,
		count,
		reacted_by_me,
	]);
const told = async () => {
	const { events } = await team.ada.listEvents({ workspace_id: team.general.workspace_id, limit: 500 });
	const isReaction = (event: DurableEvent) => event.type === "reaction.added" || event.type === "reaction.removed";
	return events.filter(isReaction).map(({ type, payload }) => {
		const { emoji, count } = payload as { emoji: string; count: number };
		return [type, emoji, count];
	});
};

test("each person counts once, whichever form they choose", async () => {
	await team.grace.addReaction({ message_id, emoji: thin });
	await team.ada.addReaction({ message_id, emoji: thick });
	await team.linus.addReaction({ message_id, emoji: thin });
	expect(await shown()).toEqual([[thin, 3, true]]);
	await team.ada.removeReaction({ message_id, emoji: thin });
	expect(await shown()).toEqual([[thin, 2, false]]);
});

test("the form stays that came first, until nobody's is left", async () => {
	await team.grace.addReaction({ message_id, emoji: thin });
	await team.ada.addReaction({ message_id, emoji: thick });
	await team.grace.removeReaction({ message_id, emoji: thick });
	expect(await shown()).toEqual([[thin, 1, true]]);
	await team.ada.removeReaction({ message_id, emoji: thick });
	await team.ada.addReaction({ message_id, emoji: thick });
	expect(await shown()).toEqual([[thick, 1, true]]);
});

test("who was away when a form went and another came is left with the other alone", async () => {
	await team.grace.addReaction({ message_id, emoji: thin });
	await team.grace.removeReaction({ message_id, emoji: thin });
	await team.grace.addReaction({ message_id, emoji: thick });
	expect(await told()).toEqual([
		["reaction.added", thin, 0],
		["reaction.removed", thin, 0],
		["reaction.added", thick, 1],
	]);
});

test("other forms of what is there are not counted as different reactions", async () => {
	const marks = Array.from({ length: 20 }, (_, n) => `${n}\u20e3`);
	for (const emoji of marks) await team.grace.addReaction({ message_id, emoji });
	const again = await team.grace.addReaction({ message_id, emoji: "0\ufe0f\u20e3" });
	expect(again).toMatchObject({ event: { id: "" } });
	expect(again.reactions).toHaveLength(20);
	await expect(team.grace.addReaction({ message_id, emoji: "0" })).rejects.toMatchObject({ code: "conflict" });
});

test("skin tones are different reactions", async () => {
	for (const emoji of ["👍", "👍🏽", "👍🏿"]) await team.grace.addReaction({ message_id, emoji });
	expect((await shown()).map(([emoji]) => emoji)).toEqual(["👍", "👍🏽", "👍🏿"]);
});

test("among more people than are named one's own is known in every form", async () => {
	const crowd = Array.from({ length: 21 }, (_, n) => person(`crab-${n}`));
	await Promise.all(crowd.map((user) => team.system.admit({ user, role: "member" })));
	for (const [n, { id }] of crowd.entries()) await team.as(id).addReaction({ message_id, emoji: n % 2 ? thick : thin });
	// ids are in order, and twenty are named
	const last = team.as(
		crowd
			.map(({ id }) => id)
			.toSorted()
			.at(-1)!,
	);
	const { reactions, reacted_by } = await last.getMessage({ message_id });
	expect(reactions).toEqual([{ emoji: thin, count: 21, reacted_by_me: true }]);
	expect(reacted_by[0]!.user_ids).toHaveLength(20);
});
