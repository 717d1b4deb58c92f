import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { readSession } from "@clickclack/durable-objects/directory/session-tokens";
import { expect, test, vi } from "vitest";
import { client, operator, person, request } from "../test/people.ts";

const first = { name: "Ada", email: "ada@example.com", workspace_name: "Tidepool", channels: ["general"] };

test("bootstrap creates the first user and their workspace, once", async () => {
	const made = await operator.admin.bootstrap(first);
	expect(made).toMatchObject({
		user: { handle: "ada" },
		workspace: { name: "Tidepool", slug: "tidepool", role: "owner" },
	});
	expect(await operator.admin.bootstrap({ ...first, email: "ADA@example.com" })).toEqual(made);
	const somebody_else = operator.admin.bootstrap({ ...first, email: "mallory@example.com" });
	await expect(somebody_else).rejects.toMatchObject({ status: 409, code: "conflict" });
	const ada = await person("Ada");
	expect(await ada.chat.workspaces.list()).toEqual([made.workspace]);
	expect((await ada.chat.channels.list(made.workspace.id)).map((channel) => channel.name)).toEqual(["general"]);
});

test("the operator creates accounts, in a workspace if one is named; repeating it changes nothing", async () => {
	const { workspace } = await operator.admin.bootstrap(first);
	const ask = {
		name: "Grace Hopper",
		email: "grace@example.com",
		workspace_id: workspace.id,
		role: "moderator" as const,
	};
	const user = await operator.admin.createUser(ask);
	expect(user.handle).toBe("grace-hopper");
	expect(await operator.admin.createUser(ask)).toEqual(user);
	const grace = await person("Grace");
	expect(grace.user.id).toBe(user.id);
	expect((await grace.chat.workspaces.get(workspace.id)).role).toBe("moderator");
	const nowhere = operator.admin.createUser({ ...ask, workspace_id: "wsp_01jd7xk3m9h5q2w8e4r6t0y1z7" });
	await expect(nowhere).rejects.toMatchObject({ status: 404 });
});

test("a sign-in link for an account that does not exist needs a name to make one", async () => {
	const unknown = operator.admin.createMagicLink({ email: "nobody@example.com" });
	await expect(unknown).rejects.toMatchObject({ status: 404, code: "not_found" });
	const user = await operator.admin.createUser({ name: "Linus", email: "linus@example.com" });
	const { token } = await operator.admin.createMagicLink({ user_id: user.id });
	expect((await client().auth.consumeMagicLink(token)).user).toEqual(user);
});

test("after the keys were rotated, older sessions stay valid, and a new key signs new ones", async () => {
	const before = await person("Ada");
	await operator.admin.rotateKeys();
	const after = await person("Ada");
	expect(readSession(after.token)!.key_id).not.toBe(readSession(before.token)!.key_id);
	for (const { chat, user } of [before, after]) expect((await chat.me.get()).id).toBe(user.id);
	await expect(before.chat.admin.rotateKeys()).rejects.toMatchObject({ status: 401 });
});

test("five minutes after a key was revoked, nothing that it signed is accepted", async () => {
	const { chat, token } = await person("Ada");
	const { id } = await chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const upgrade = { upgrade: "websocket", authorization: `Bearer ${token}` };
	const { webSocket } = await request(`/api/realtime/ws?workspace_id=${id}`, { headers: upgrade });
	const closed = new Promise((resolve) => webSocket!.addEventListener("close", ({ code }) => resolve(code)));
	webSocket!.accept();
	await operator.admin.rotateKeys({ end_sessions: true });
	await expect(chat.me.get()).rejects.toMatchObject({ status: 401 });
	const after = await person("Grace");
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5.1 * 60_000 });
	await expect(chat.workspaces.get(id)).rejects.toMatchObject({ status: 401 });
	expect((await after.chat.me.get()).id).toBe(after.user.id);
	await runDurableObjectAlarm(env.DIRECTORY.getByName("directory"));
	expect(await closed).toBe(1008);
	vi.useRealTimers();
});

test("the operator invites to any workspace", async () => {
	const { workspace } = await operator.admin.bootstrap(first);
	const { url, token, invite } = await operator.admin.createInvite({ workspace_id: workspace.id });
	expect(url).toBe(`http://localhost/invite/${token}`);
	expect(invite).toMatchObject({ role: "member", workspace_id: workspace.id });
	expect(invite.created_by).toBeUndefined();
});

test("the operator creates a workspace for an account, which owns it", async () => {
	const grace = await person("Grace");
	const made = await operator.admin.createWorkspace({ name: "Lagoon", owner_id: grace.user.id, channels: ["general"] });
	expect(await grace.chat.workspaces.get(made.id)).toMatchObject({ name: "Lagoon", role: "owner" });
	expect((await grace.chat.channels.list(made.id)).map(({ name }) => name)).toEqual(["general"]);
	const nobody = operator.admin.createWorkspace({ name: "Lagoon", owner_id: "usr_01jd7xk3m9h5q2w8e4r6t0y1z7" });
	await expect(nobody).rejects.toMatchObject({ status: 404, message: "there is no such account" });
});
