import { setTimeout as pause } from "node:timers/promises";
import { type ChannelId, ClickClack, type UploadId, type WorkspaceId } from "@clickclack/sdk";
import { tagOf } from "@clickclack/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Built } from "../server/built.ts";
import { Server, admin_token, build, scratch } from "./server.ts";

const rounds = 6;
const [lease_ms, day_ms] = [16 * 60_000, 86_400_000];
const data = scratch();
let built: Built;
let server: Server;
let token: string;
let workspace_id: WorkspaceId;
let channel_id: ChannelId;

const chat = () => new ClickClack({ baseUrl: server.url, token });
const ahead = (ms: number) => fetch(`${server.url}/clock?ahead_ms=${ms}`);
const inBucket = async () => (await (await fetch(`${server.url}/bucket`)).json()) as string[];

beforeAll(async () => {
	built = await build("wrangler.toml", "proof/uploads/entry.ts");
	server = await Server.start(built, data);
	const { admin } = new ClickClack({ baseUrl: server.url, token: admin_token });
	const founding = { name: "Ada", email: "ada@example.com", workspace_name: "Tidepool", channels: ["general"] };
	const { user, workspace } = await admin.bootstrap(founding);
	workspace_id = workspace.id;
	const link = await admin.createMagicLink({ user_id: user.id });
	token = (await new ClickClack({ baseUrl: server.url }).auth.consumeMagicLink(link.token)).token;
	channel_id = (await chat().channels.list(workspace_id))[0]!.id;
}, 120_000);
afterAll(() => server.kill());

/** Some arrive in one piece, some in three. */
const file = (n: number) => new Blob([new Uint8Array(n % 2 === 0 ? 50_000 : 12_000_000).fill(n)]);

async function sendFile(n: number): Promise<UploadId> {
	const { uploads, messages } = chat();
	const { id } = await uploads.send(workspace_id, file(n), { filename: `${n}.bin`, nonce: `file ${n}` });
	await messages.create(channel_id, { body: "", nonce: `message ${n}`, upload_ids: [id] });
	return id;
}

test("a server that is killed again and again keeps the files of its messages, and nothing else for good", async () => {
	const sent = new Map<number, UploadId>();
	let count = 0;
	for (let round = 0; round < rounds; round++) {
		const sending = Array.from({ length: 4 }, async () => {
			const n = count++;
			sent.set(n, await sendFile(n));
		});
		const all = Promise.allSettled(sending);
		// later each time: from before the first byte to after the last one
		await pause(round * 120);
		await server.kill();
		await all;
		server = await Server.start(built, data);
	}
	// what was acknowledged is there, and what was not can be sent again, once it is known to be lost
	await ahead(lease_ms);
	for (let n = 0; n < count; n += 2) sent.set(n, await sendFile(n));
	await ahead(2 * day_ms);
	const { uploads } = chat();
	await uploads.delete((await uploads.send(workspace_id, file(0), { filename: "last.bin" })).id);
	await fetch(`${server.url}/ring?tag=${tagOf(workspace_id)}`);
	const listed = (await uploads.list(channel_id, { limit: 100 })).uploads.map(({ upload }) => upload.id);
	expect([...sent.values()].filter((id) => !listed.includes(id))).toEqual([]);
	await expect.poll(inBucket, { timeout: 30_000 }).toEqual(listed.map((id) => `${workspace_id}/${id}`).toSorted());
	for (const [n, id] of sent) {
		const bytes = Buffer.from(await new Response(await uploads.download(id)).arrayBuffer());
		expect(bytes.equals(Buffer.from(await file(n).arrayBuffer())), `file ${n}`).toBe(true);
	}
}, 300_000);
