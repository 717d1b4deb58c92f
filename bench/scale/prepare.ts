import { ClickClack, type WorkspaceId } from "@clickclack/sdk";
import type { Built } from "../../server/built.ts";
import { Server, admin_token } from "../../test/server.ts";
import { ask } from "./ask.ts";
import { type Filled, type Target, fill } from "./fill.ts";
import type { Size } from "./people.ts";

export const sizes = {
	big: { messages: 1_000_000, channels: 5_000, members: 10_000, joined: 20, threads: [5_000, 50] },
	/** in place of the big one, to see whether everything runs */
	short: { messages: 20_000, channels: 200, members: 500, joined: 20, threads: [5_000, 50] },
	small: { messages: 1_000, channels: 10, members: 20, joined: 3, threads: [] },
} satisfies Record<string, Size>;

export type Prepared = Record<"big" | "small", Filled>;

/** Creates two workspaces on an empty server, stops it, and fills them where it has stored them. */
export async function prepare(built: Built, data: string, big_size: Size): Promise<Prepared> {
	const server = await Server.start(built, data);
	const { admin } = new ClickClack({ baseUrl: server.url, token: admin_token });
	const owner = { name: "Ada", email: "ada@example.com", workspace_name: "Ocean", channels: ["general"] };
	const { user, workspace: ocean } = await admin.bootstrap(owner);
	const pool = await admin.createWorkspace({ name: "Tidepool", owner_id: user.id, channels: ["general"] });
	const [big, small] = [await gather(admin, ocean.id, server.url), await gather(admin, pool.id, server.url)];
	await server.kill();
	return { big: fill(data, big, big_size), small: fill(data, small, sizes.small) };
}

/** Those who call, in a workspace with one channel. */
async function gather(admin: ClickClack["admin"], workspace_id: WorkspaceId, url: string): Promise<Target> {
	const join = async (name: string, role: "member" | "guest") =>
		(await admin.createUser({ name, email: `${name}@example.com`, workspace_id, role })).id;
	const [member, everywhere, peer] = [
		await join("Grace", "member"),
		await join("Linus", "member"),
		await join("Mara", "member"),
	];
	const guest = await join("Gus", "guest");
	const path = `/api/workspaces/${workspace_id}/channels`;
	const { text } = await ask(url, { method: "GET", path, who: member });
	const { channels } = JSON.parse(text) as { channels: { id: Target["general"] }[] };
	return { workspace_id, general: channels[0]!.id, cast: { member, everywhere, peer, guest } };
}
