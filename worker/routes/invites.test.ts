import type { WorkspaceId } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Person, client, operator, origin, person, post } from "../test/people.ts";

let ada: Person;
let workspace_id: WorkspaceId;
let token: string;
beforeEach(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	({ token } = await ada.chat.invites.create(workspace_id));
});

test("anybody with the link may preview the invite, member or not", async () => {
	const preview = { workspace: { id: workspace_id, name: "Reef" }, invited_by: "Ada", role: "member", member_count: 1 };
	expect(await client().invites.look(token)).toMatchObject(preview);
	expect(await (await person("Linus")).chat.invites.look(token)).toMatchObject(preview);
	await expect(client().invites.look(`${token.slice(0, -1)}_`)).rejects.toMatchObject({ status: 404 });
	await expect(client().invites.look("nonsense")).rejects.toMatchObject({ status: 404 });
});

test("a made-up invite gets the same answer whether the workspace exists or not", async () => {
	const madeUp = (tag: string) => `ivt_${tag}${"A".repeat(43)}`;
	const linus = await person("Linus");
	const told = (chat: typeof linus.chat, tag: string) =>
		Promise.all([
			chat.invites.look(madeUp(tag)).catch(String),
			chat.invites.accept(madeUp(tag), { display_name: "Zed" }).catch(String),
		]);
	for (const chat of [client(), linus.chat])
		expect(await told(chat, workspace_id.slice(14, 22))).toEqual(await told(chat, "zzzzzzzz"));
});

test("a new person gets an account, a session and a membership", async () => {
	const chat = client();
	const accepted = await chat.invites.accept(token, { display_name: "Kai", handle: "kai", email: "kai@example.com" });
	expect(accepted).toMatchObject({ user: { handle: "kai" }, workspace: { id: workspace_id, role: "member" } });
	expect(await chat.me.get()).toMatchObject({ id: accepted.user.id, email: "kai@example.com" });
	expect((await chat.workspaces.list()).map((workspace) => workspace.id)).toEqual([workspace_id]);
});

test("an e-mail that was only claimed at an invite signs nobody in", async () => {
	const email = "boss@example.com";
	const { user } = await client().invites.accept(token, { display_name: "Not the boss", email });
	for (const ask of [{ email }, { email, name: "The boss" }])
		await expect(operator.admin.createMagicLink(ask)).rejects.toMatchObject({ status: 409, code: "conflict" });
	await expect(operator.admin.createUser({ email, name: "The boss" })).rejects.toMatchObject({ status: 409 });
	await expect(operator.admin.createMagicLink({ user_id: user.id })).resolves.toBeDefined();
});

test("a signed-in person joins with their account, and may repeat it", async () => {
	const linus = await person("Linus");
	for (let i = 0; i < 2; i++) {
		const accepted = await linus.chat.invites.accept(token);
		expect(accepted).toMatchObject({ user: { id: linus.user.id }, workspace: { role: "member" } });
		expect(accepted.session).toBeUndefined();
	}
	const {
		invites: [invite],
	} = await ada.chat.invites.list(workspace_id);
	expect(invite!.use_count).toBe(1);
});

test("a handle that is taken is refused, and no account is left behind", async () => {
	const taken = client().invites.accept(token, { display_name: "Another Ada", handle: "ada" });
	await expect(taken).rejects.toMatchObject({ status: 409, code: "conflict", message: "handle is already taken" });
	const known = client().invites.accept(token, { display_name: "Ada", email: ada.email });
	await expect(known).rejects.toMatchObject({ status: 409, code: "conflict" });
	const {
		invites: [invite],
	} = await ada.chat.invites.list(workspace_id);
	expect(invite!.use_count).toBe(0);
});

test("without a handle one is derived, with a number where it is taken", async () => {
	const join = async () => (await client().invites.accept(token, { display_name: "Ada Lovelace" })).user.handle;
	expect([await join(), await join(), await join()]).toEqual(["ada-lovelace", "ada-lovelace-2", "ada-lovelace-3"]);
});

test("when two people use the last place, the refused one keeps no account and their handle is free", async () => {
	const { token: single } = await ada.chat.invites.create(workspace_id, { max_uses: 1 });
	const join = (handle: string) => client().invites.accept(single, { display_name: handle, handle });
	const results = await Promise.allSettled([join("mia"), join("noa")]);
	expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
	const refused = results[0].status === "rejected" ? "mia" : "noa";
	await expect(join(refused)).rejects.toMatchObject({ status: 410, code: "gone" });
	expect((await client().invites.accept(token, { display_name: refused, handle: refused })).user.handle).toBe(refused);
});

test("a revoked invite is gone", async () => {
	const { invite, token: old } = await ada.chat.invites.create(workspace_id);
	await ada.chat.invites.revoke(workspace_id, invite.id);
	await expect(client().invites.look(old)).rejects.toMatchObject({ status: 410, code: "gone" });
	await expect(client().invites.accept(old, { display_name: "Zed" })).rejects.toMatchObject({ code: "gone" });
});

test("other sites cannot accept for somebody, and a new person has to give a name", async () => {
	const accept = (headers: Record<string, string>) => post(`/api/invites/${token}/accept`, {}, headers);
	expect((await accept({ cookie: `cc_session=${ada.token}`, origin: "https://evil.example" })).status).toBe(403);
	expect((await accept({ cookie: `cc_session=${ada.token}`, origin })).status).toBe(200);
	expect((await accept({})).status).toBe(400);
});
