import type { ChannelId } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { newTeam } from "../test/people.ts";

test("of messages that arrive together one may be refused: the others are sent, in the order in which they came", async () => {
	const team = await newTeam();
	const nowhere = `${team.general.id.slice(0, -2)}zz` as ChannelId;
	const say = (_: unknown, i: number) =>
		team.ada.createMessage({ channel_id: i === 7 ? nowhere : team.general.id, body: `m${i}` });
	const outcomes = await Promise.allSettled(Array.from({ length: 20 }, say));
	expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
	const sent = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value.message] : []));
	expect(sent.map((message) => message.channel_seq)).toEqual(sent.map((_, i) => i + 1));
	const { messages } = await team.grace.listMessages({ channel_id: team.general.id, limit: 50 });
	expect(messages.map((message) => message.body)).toEqual(sent.map((message) => message.body));
});
