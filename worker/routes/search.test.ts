import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { actingAs } from "@clickclack/durable-objects/workspace/client";
import { type ChannelId, type DirectConversationId, type WorkspaceId, tagOf } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Person, person, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
let hidden: ChannelId;
let direct: DirectConversationId;

/** Ada is in a direct conversation with nobody else; there are no commands for these yet. */
async function openDirect(): Promise<void> {
	const stub = env.WORKSPACE.getByName(tagOf(workspace_id)!);
	direct = `dm_${general.slice(4, -8)}00000042`;
	await runInDurableObject(stub, (_, { storage: { sql } }) => {
		sql.exec(
			"INSERT INTO conversations (id, kind, created_at, member_count) VALUES (?, 'direct', '2026-01-01', 1)",
			direct,
		);
		sql.exec("INSERT INTO conversation_members VALUES (?, ?, '2026-01-01')", direct, ada.user.id);
	});
	const actor = { kind: "person", user_id: ada.user.id, session_id: undefined, isUnlimited: true } as const;
	await actingAs(stub, actor).createMessage({ conversation_id: direct, body: "periwinkle in private" });
}

beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
	hidden = (await ada.chat.channels.create(workspace_id, { name: "hidden", kind: "private" })).channel.id;
	await ada.chat.messages.create(general, { body: "periwinkle in public" });
	await openDirect();
});

interface Place {
	channel_id?: ChannelId;
	direct_conversation_id?: DirectConversationId;
}
const found = async ({ chat }: Person, place: Place) =>
	(await chat.search.messages({ workspace_id, q: "periwinkle", ...place })).results.map(({ snippet }) => snippet);

test("a search finds what is in a channel, in a direct conversation, or in both", async () => {
	expect(await found(ada, { channel_id: general })).toEqual(["periwinkle in public"]);
	expect(await found(ada, { direct_conversation_id: direct })).toEqual(["periwinkle in private"]);
	expect((await found(ada, {})).toSorted()).toEqual(["periwinkle in private", "periwinkle in public"]);
	expect(await found(grace, {})).toEqual(["periwinkle in public"]);
});

test("a direct conversation that the caller does not see answers exactly like such a channel", async () => {
	const answer = async (place: string) => {
		const headers = { authorization: `Bearer ${grace.token}` };
		const answer = await request(`/api/search?workspace_id=${workspace_id}&q=periwinkle&${place}`, { headers });
		const { request_id: _, ...body } = await answer.json<{ request_id: string }>();
		return { status: answer.status, body };
	};
	const elsewhere = "01jd7xk3m9h5q2w8e4r6t0y1z7";
	const unseen = await answer(`channel_id=${hidden}`);
	expect(unseen).toMatchObject({ status: 404, body: { code: "not_found" } });
	for (const place of [
		`channel_id=chn_${elsewhere}`,
		`direct_conversation_id=${direct}`,
		`direct_conversation_id=dm_${direct.slice(3, -1)}3`,
		`direct_conversation_id=dm_${elsewhere}`,
	])
		expect(await answer(place)).toEqual(unseen);
	expect(await answer("direct_conversation_id=dm_x")).toMatchObject({ status: 400 });
});

test("a search is in one place at most", async () => {
	const both = ada.chat.search.messages({
		workspace_id,
		q: "periwinkle",
		channel_id: general,
		direct_conversation_id: direct,
	});
	const refused = { status: 400, message: "channel_id and direct_conversation_id are mutually exclusive" };
	await expect(both).rejects.toMatchObject(refused);
});
