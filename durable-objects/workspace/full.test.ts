import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { fill, full } from "../test/full.ts";
import { type Team, newTeam } from "../test/people.ts";

/** The largest answer: RPC takes 32 MiB, and the Worker writes the answer as JSON once more. */
const most_characters = 16 * 1024 * 1024;
const page_characters = 1024 * 1024;

let team: Team;
beforeAll(async () => {
	team = await newTeam();
	const { ada, linus, grace, gus } = team.users;
	for (const { id: user_id } of [linus, grace, gus]) await team.ada.removeMember({ user_id });
	await runInDurableObject(team.stub, (_, { storage }) =>
		fill((statement, values) => storage.sql.exec(statement, ...values), ada.id, team.general.id),
	);
});

/** The answer, checked against the largest size. */
async function bounded<T>(answer: Promise<T>, most = page_characters): Promise<T> {
	const value = await answer;
	expect(JSON.stringify(value).length).toBeLessThan(most);
	return value;
}

describe("a workspace at all of its caps", () => {
	test("returns a snapshot with the channels that one is in, the first members and the newest mentions", async () => {
		const snapshot = await bounded(team.ada.getSnapshot({}));
		expect(snapshot.channels).toHaveLength(full.own);
		expect(snapshot.channels.every(({ is_member }) => is_member)).toBe(true);
		expect(snapshot.members).toHaveLength(200);
		expect(snapshot.unread_mentions).toHaveLength(200);
		const counted = snapshot.channels.reduce((sum, { mention_count }) => sum + mention_count, 0);
		expect(counted).toBe(full.messages - 1);
		const ids = snapshot.unread_mentions.map(({ message_id }) => message_id);
		expect(ids).toEqual(ids.toSorted().toReversed());
	});

	test("returns every list, in pages where it is long", async () => {
		const { id: channel_id } = team.general;
		const { workspace_id } = team.general;
		expect(await bounded(team.ada.listChannels({}), most_characters)).toHaveLength(full.channels);
		expect((await bounded(team.ada.listMembers({ limit: 200 }))).total_count).toBe(full.members);
		expect((await bounded(team.ada.listChannelMembers({ channel_id, limit: 200 }))).has_more).toBe(true);
		expect((await bounded(team.ada.listInvites({ limit: 200 }))).has_more).toBe(true);
		const { messages } = await bounded(
			team.ada.listMessages({ conversation_id: channel_id, limit: 200 }),
			4 * page_characters,
		);
		expect(messages.at(-1)!.reactions).toHaveLength(50);
		await bounded(team.ada.listEvents({ workspace_id, limit: 500 }));
		await bounded(team.ada.getChannel({ channel_id }));
		const search = { workspace_id, q: "crab", sort: "newest", limit: 50 } as const;
		await bounded(team.ada.searchMessages(search));
	});

	test("refuses one more of anything, and still takes messages", async () => {
		const invite = { role: "member", expires_in_minutes: 60, max_uses: null } as const;
		const { linus } = team.users;
		const full_up = { code: "conflict" };
		await expect(team.ada.createChannel({ name: "more", kind: "public" })).rejects.toMatchObject(full_up);
		await expect(team.ada.createInvite(invite)).rejects.toMatchObject(full_up);
		await expect(team.system.admit({ user: linus, role: "member" })).rejects.toMatchObject(full_up);
		const { message, event } = await team.ada.createMessage({ conversation_id: team.general.id, body: "still here" });
		expect(event?.payload.message).toEqual(message);
	});
});
