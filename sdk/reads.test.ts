import { expect, test } from "vitest";
import {
	type ClickClack,
	type DurableEvent,
	type Projection,
	type ServerEvent,
	type WorkspaceId,
	apply,
	project,
} from "./index.ts";
import { listen, team } from "./test/team.ts";

const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";

/** What a device knows, kept current by its own socket. */
async function device(chat: ClickClack, workspace_id: WorkspaceId): Promise<Projection> {
	const projection = project(await chat.workspaces.snapshot(workspace_id));
	const receive = await listen(chat, workspace_id, { after: projection.cursor });
	void (async () => {
		for (;;) {
			const event = await receive(isDurable);
			if (isDurable(event)) apply(projection, event);
		}
	})().catch(() => {});
	return projection;
}

test("a position that is set on one device is so on the others, forward and back", async () => {
	const { grace, workspace_id, general, say } = await team();
	const devices = [await device(grace.chat, workspace_id), await device(grace.chat, workspace_id)];
	const known = () =>
		devices.map(({ conversations }) => {
			const { last_read_seq, unread_count, mention_count } = conversations.get(general)!;
			return [last_read_seq, unread_count, mention_count];
		});
	const both = (...counts: number[]) => [counts, counts];
	const before = known()[0]!;
	for (const body of ["one", "two", `three @${grace.user.handle}`]) await say(body);
	await expect.poll(known).toEqual(both(before[0]!, 3, 1));

	await grace.chat.messages.create(general, { body: "from a script" });
	expect((await grace.chat.channels.get(general)).unread_count).toBe(3);
	const end = (await grace.chat.channels.get(general)).last_seq;
	await grace.chat.reads.mark(general, end);
	await expect.poll(known).toEqual(both(end, 0, 0));

	await grace.chat.reads.markUnread(general, end - 1);
	await expect.poll(known).toEqual(both(end - 2, 1, 1));
	const { previous } = await grace.chat.reads.markAll(workspace_id);
	await expect.poll(known).toEqual(both(end, 0, 0));
	await grace.chat.reads.setAll(workspace_id, previous);
	await expect.poll(known).toEqual(both(end - 2, 1, 1));
});
