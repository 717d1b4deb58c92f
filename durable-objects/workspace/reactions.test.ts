import type { DurableEvent, MessageId, UserId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, backRoom, newTeam, person } from "../test/people.ts";

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
	const { user_ids } = await last.listReactions({ message_id, emoji: thick, limit: 200 });
	expect(user_ids).toEqual(crowd.map(({ id }) => id).toSorted());
});

describe("who reacted", () => {
	const emoji = "🦀";
	const all = ["ada", "grace", "linus", "gus"] as const;
	const idsOf = (people: readonly (typeof all)[number][]) => people.map((who) => team.users[who].id).toSorted();
	const page = (cursor?: UserId) =>
		team.linus.listReactions({ message_id, emoji, limit: 2, ...(cursor && { cursor }) });
	beforeEach(async () => {
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: team.users.gus.id });
	});
	const whoIs = (id: UserId) => all.find((who) => team.users[who].id === id)!;

	test("is listed in pages, by id; a form that looks the same is the same, another emoji nobody's", async () => {
		for (const who of all) await team[who].addReaction({ message_id, emoji: thin });
		const ids = idsOf(all);
		const first = await team.linus.listReactions({ message_id, emoji: thick, limit: 3 });
		expect(first).toEqual({ user_ids: ids.slice(0, 3), has_more: true, next_cursor: ids[2] });
		const rest = { message_id, emoji: thin, limit: 3, cursor: first.next_cursor! };
		expect(await team.linus.listReactions(rest)).toEqual({ user_ids: ids.slice(3), has_more: false });
		expect(await page()).toEqual({ user_ids: [], has_more: false });
	});

	test("loses nobody who stays while others go between two pages, before the cursor, at it or after it", async () => {
		for (const at of [0, 1, 2, 3]) {
			for (const who of all) await team[who].addReaction({ message_id, emoji });
			const gone = idsOf(all)[at]!;
			const first = await page();
			await team[whoIs(gone)].removeReaction({ message_id, emoji });
			const rest = await page(first.next_cursor);
			expect([...first.user_ids, ...rest.user_ids].filter((id) => id !== gone)).toEqual(
				idsOf(all).filter((id) => id !== gone),
			);
			expect(rest).toMatchObject({ has_more: false });
			expect(rest.user_ids.includes(gone)).toBe(false);
		}
	});

	test("is left out when they go before the list is asked for", async () => {
		for (const who of all) await team[who].addReaction({ message_id, emoji });
		for (const who of ["ada", "gus"] as const) await team[who].removeReaction({ message_id, emoji });
		expect(await page()).toEqual({ user_ids: idsOf(["grace", "linus"]), has_more: false });
	});

	test("is nobody any more when the message is deleted", async () => {
		await team.grace.addReaction({ message_id, emoji });
		await team.ada.deleteMessage({ message_id });
		expect(await page()).toEqual({ user_ids: [], has_more: false });
	});

	test("is not told to those who do not see the message, as if there were none", async () => {
		const { message } = await team.ada.createMessage({ conversation_id: await backRoom(team), body: "psst" });
		await team.ada.addReaction({ message_id: message.id, emoji });
		const none: MessageId = `msg_${message.id.slice(4, -1)}${message.id.endsWith("0") ? "1" : "0"}`;
		for (const hidden of [message.id, none])
			await expect(team.linus.listReactions({ message_id: hidden, emoji, limit: 2 })).rejects.toMatchObject({
				code: "not_found",
				message: "message not found",
			});
		expect((await team.ada.listReactions({ message_id: message.id, emoji, limit: 2 })).user_ids).toEqual(
			idsOf(["ada"]),
		);
	});
});
