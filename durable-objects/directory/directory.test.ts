import { env } from "cloudflare:workers";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { type User, type UserId, type WorkspaceId, caps, tagOf } from "@clickclack/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { newTeam } from "../test/people.ts";
import type { Actor } from "../actor.ts";
import { actingAs as workspace } from "../workspace/client.ts";
import { actingAs } from "./client.ts";
import { isSigned, readSession } from "./session-tokens.ts";

afterEach(() => {
	vi.useRealTimers();
});

/** Runs what the alarm runs; waits long enough for a busy machine. */
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000 });

const minute = 60_000;
const day = 24 * 60 * minute;
const stub = () => env.DIRECTORY.getByName("directory");
const directory = (actor: Actor) => actingAs(stub(), actor);
const operator = directory({ kind: "operator" });
const system = directory({ kind: "system" });
const stranger = directory({ kind: "public" });
const pass = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

/** Changes storage directly, to the state that a crash may leave. */
const inStorage = <T>(work: (storage: DurableObjectStorage) => T): Promise<T> =>
	runInDurableObject(stub(), (_, { storage }) => work(storage));
const jobs = () => inStorage(({ sql }) => sql.exec("SELECT kind, attempts, last_error FROM jobs").toArray());

async function signIn(name: string) {
	const { token } = await operator.createMagicLink({ email: `${name.toLowerCase()}@example.com`, name });
	const { user, session } = await stranger.consumeMagicLink({ token });
	return { user, session, client: directory({ kind: "person", user_id: user.id, session_id: session.id }) };
}

/** Somebody who is accepting an invite when the Directory crashes. */
async function halfMade(handle: string): Promise<UserId> {
	const { user } = await signIn(handle);
	const until = new Date(Date.now() + 5 * minute).toISOString();
	await inStorage(({ sql }) => sql.exec("UPDATE users SET provisional_until = ? WHERE id = ?", until, user.id));
	return user.id;
}

/** Somebody who owns their own workspace. */
async function newOwner(name: string) {
	const signedIn = await signIn(name);
	const { id } = await signedIn.client.createWorkspace({ name: `${name}'s` });
	return { ...signedIn, workspace_id: id };
}

/** Until `release`, a workspace's object does not answer. */
function stall(workspace_id: WorkspaceId): { release: () => void } {
	const { promise, resolve: release } = Promise.withResolvers<void>();
	const object = env.WORKSPACE.getByName(tagOf(workspace_id)!);
	void runInDurableObject(object, (_, state) => state.blockConcurrencyWhile(() => promise));
	return { release };
}

const named = async (workspace_id: WorkspaceId, { id }: User) => {
	const object = env.WORKSPACE.getByName(tagOf(workspace_id)!);
	const me = workspace(object, { kind: "person", user_id: id, session_id: undefined });
	return (await me.getSnapshot({})).me.user.display_name;
};

test("an update that a workspace cannot receive while it does not answer is delivered later by the alarm", async () => {
	const { user, client, workspace_id } = await newOwner("Kai");
	await eventually(async () => expect(await jobs()).toEqual([]));
	const { release } = stall(workspace_id);
	await client.updateMe({ display_name: "Admiral" }); // does not wait for the workspace
	await runDurableObjectAlarm(stub());
	await eventually(async () =>
		expect(await jobs()).toMatchObject([
			{ kind: "updateProfile", attempts: 1, last_error: "Error: no answer within 5000 ms" },
		]),
	);
	release();
	await eventually(async () => expect(await named(workspace_id, user)).toBe("Admiral"));
});

test("the operator gets an error when a workspace is full, and the job is not retried", async () => {
	const { workspace_id } = await newOwner("Mei");
	const workspace = env.WORKSPACE.getByName(tagOf(workspace_id)!);
	await runInDurableObject(workspace, (_, { storage }) =>
		storage.sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) INSERT INTO members
				(user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
			SELECT 'usr_' || i, 'member', 'human', 'x', 'x', 'x-' || i, '', '', '' FROM n`,
		),
	);
	const late = operator.createUser({ name: "Lou", email: "lou@full.example", workspace_id, role: "member" });
	await expect(late).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("members") });
	const { jobs: parked } = await operator.listJobs({ state: "parked", limit: 10 });
	expect(parked).toMatchObject([{ kind: "admit", subject: workspace_id, attempts: 1 }]);
	await eventually(async () => expect(await inStorage((storage) => storage.getAlarm())).toBeNull());
	await runInDurableObject(workspace, (_, { storage }) => storage.sql.exec("DELETE FROM members WHERE handle = 'x-1'"));
	await operator.runJob({ job_id: parked[0]!.id });
	await runDurableObjectAlarm(stub());
	await eventually(async () => expect(await jobs()).toEqual([]));
});

test("an admission that runs a second time does not undo a removal that happened in between", async () => {
	const { user: ada, client } = await signIn("Ada");
	const { id: workspace_id } = await client.createWorkspace({ name: "Reef" });
	const actor = { kind: "person" as const, user_id: ada.id, session_id: undefined };
	const reef = workspace(env.WORKSPACE.getByName(tagOf(workspace_id)!), actor);
	const admit = () => operator.createUser({ name: "Lena", email: "lena@example.com", workspace_id, role: "member" });
	const isIn = async () => (await reef.listMembers({ limit: 100 })).members.some(({ user }) => user.id === lena.id);
	// as if the Directory crashed before it recorded that the job was done
	await inStorage(({ sql }) => sql.exec("CREATE TRIGGER forget BEFORE DELETE ON jobs BEGIN SELECT RAISE(IGNORE); END"));
	const lena = await admit();
	await inStorage(({ sql }) => sql.exec("DROP TRIGGER forget"));
	expect(await isIn()).toBe(true);
	pass(1);
	await reef.removeMember({ user_id: lena.id });
	pass(6_000);
	expect(await runDurableObjectAlarm(stub())).toBe(true);
	await eventually(async () => expect((await jobs()).map((job) => job["kind"])).not.toContain("admit"));
	expect(await isIn()).toBe(false);
	await admit();
	expect(await isIn()).toBe(true);
});

test("a workspace that does not answer delays only calls that need it", async () => {
	const [ada, grace] = [await newOwner("Ada"), await newOwner("Grace")];
	const { release } = stall(ada.workspace_id);
	// the workspace gets the new name later, through a job
	await ada.client.updateMe({ display_name: "Countess" });
	const signingOut = ada.client.logout({});
	await Promise.all([
		grace.client.getMe({}),
		grace.client.updateMe({ display_name: "Admiral" }),
		grace.client.createWorkspace({ name: "Fleet" }),
		operator.createUser({ name: "Kai", email: "kai@example.com", workspace_id: grace.workspace_id, role: "member" }),
	]);
	await eventually(async () => expect(await named(grace.workspace_id, grace.user)).toBe("Admiral"));
	expect(await Promise.race([signingOut, Promise.resolve("waits")])).toBe("waits");
	release();
	await signingOut;
	await eventually(async () => expect(await named(ada.workspace_id, ada.user)).toBe("Countess"));
});

test("creating a workspace or admitting somebody is complete when the call returns", async () => {
	const { user, workspace_id } = await newOwner("Ida");
	expect(await named(workspace_id, user)).toBe("Ida");
	const lou = { name: "Lou", email: "lou@example.com", workspace_id, role: "member" as const };
	expect(await named(workspace_id, await operator.createUser(lou))).toBe("Lou");
});

test("one person can create 50 workspaces; the cap counts per person", async () => {
	const { client, user } = await newOwner("Nia");
	await inStorage(({ sql }) => {
		for (let n = 1; n < caps.workspaces.creator; n++)
			sql.exec(
				`INSERT INTO workspaces SELECT id || ?, tag || ?, name, slug || ?, NULL, state, creator_id, created_at, icon_url
				FROM workspaces WHERE creator_id = ? AND slug = 'nia-s'`,
				n,
				n,
				n,
				user.id,
			);
	});
	const before = await inStorage(({ sql }) => sql.exec("SELECT count(*) AS n FROM workspaces").one());
	await expect(client.createWorkspace({ name: "One more" })).rejects.toMatchObject({
		code: "conflict",
		message: "you have created 50 workspaces, which is the most that one person may create",
	});
	expect(await inStorage(({ sql }) => sql.exec("SELECT count(*) AS n FROM workspaces").one())).toEqual(before);
	await (await signIn("Oda")).client.createWorkspace({ name: "Oda's first" });
});

test("sign-out returns after every workspace has recorded it, or after a few seconds", async () => {
	const { client, workspace_id } = await newOwner("Ida");
	const { release } = stall(workspace_id);
	const began = performance.now();
	for (let i = 0; i < 2; i++) await expect(client.logout({})).rejects.toMatchObject({ code: "unavailable" });
	expect(performance.now() - began).toBeLessThan(8_000);
	await expect(client.getMe({})).rejects.toMatchObject({ code: "unauthorized" });
	release();
	await eventually(async () => {
		await runDurableObjectAlarm(stub());
		await client.logout({});
	});
});

test("an account whose invite was never accepted releases its handle", async () => {
	await halfMade("mia");
	const { client } = await signIn("Noa");
	await expect(client.updateMe({ handle: "mia" })).rejects.toMatchObject({ code: "conflict" });
	pass(6 * minute);
	await signIn("Olu"); // creating an account removes expired provisional accounts
	expect(await client.updateMe({ handle: "mia" })).toMatchObject({ handle: "mia" });
});

test("an account that a workspace reports as a member is permanent", async () => {
	const team = await newTeam();
	const user_id = await halfMade("pia");
	await system.indexMembership({ user_id, workspace_id: team.general.workspace_id, role: "member" });
	pass(6 * minute);
	await signIn("Quinn");
	expect(await directory({ kind: "person", user_id, session_id: undefined }).getMe({})).toMatchObject({
		handle: "pia",
	});
});

test("a handle that calls several people by now is kept by who has it, and nobody else gets it", async () => {
	const [{ client, user }, other] = [await signIn("Hera"), await signIn("Hebe")];
	await inStorage(({ sql }) => sql.exec("UPDATE users SET handle = 'here' WHERE id = ?", user.id));
	expect(await client.updateMe({ handle: "here", display_name: "Hero" })).toMatchObject({ display_name: "Hero" });
	await expect(other.client.updateMe({ handle: "here" })).rejects.toMatchObject({
		code: "invalid_request",
		message: "this handle calls several people at once: choose another one",
	});
});

test("handles come from names in any script, and stay unique", async () => {
	const make = async (name: string, email: string): Promise<User> =>
		operator.createUser({ name, email, role: "member" });
	expect((await make("Zoë O'Brien", "zoe@example.com")).handle).toBe("zoe-o-brien");
	expect((await make("Łukasz Żółć", "lz@example.com")).handle).toBe("lukasz-zolc");
	expect((await make("Zoe O. Brien", "zoe2@example.com")).handle).toBe("zoe-o-brien-2");
	expect((await make("林", "lin.wei@example.com")).handle).toBe("lin-wei");
	expect((await make("林", "林@example.com")).handle).toBe("user");
	const long = "Wolfeschlegelsteinhausenbergerdorff";
	expect((await make(long, "w@example.com")).handle).toBe("wolfeschlegelsteinhausenbergerdo");
	expect((await make(long, "w2@example.com")).handle).toBe("wolfeschlegelsteinhausenberger-2");
});

test("after a rotation a new key signs, and tokens signed with the old one stay valid", async () => {
	const { session: before } = await signIn("Ada");
	await operator.rotateKeys({});
	const { session: after } = await signIn("Ada");
	const keys = new Map((await system.listKeys({})).map((key) => [key.id, key.secret]));
	for (const { token } of [before, after]) expect(isSigned(token, keys.get(readSession(token)!.key_id)!)).toBe(true);
	expect(readSession(after.token)!.key_id).not.toBe(readSession(before.token)!.key_id);
});

test("the newest key signs, whatever the ids of older keys", async () => {
	const old = { id: "zzzzzzzz", secret: "x".repeat(43), created_at: "2026-01-01T00:00:00.000Z" };
	await inStorage(({ sql }) => sql.exec("INSERT INTO keys VALUES (?, ?, ?)", ...Object.values(old)));
	await operator.rotateKeys({});
	expect(readSession((await signIn("Ada")).session.token)!.key_id).not.toBe(old.id);
});

test("a key is deleted once every session that it signed has expired", async () => {
	const old = readSession((await signIn("Ada")).session.token)!.key_id;
	const ids = async () => (await system.listKeys({})).map((key) => key.id);
	await operator.rotateKeys({});
	pass(29 * day);
	await operator.rotateKeys({});
	expect(await ids()).toContain(old);
	pass(2 * day);
	await operator.rotateKeys({});
	expect(await ids()).not.toContain(old);
});

test("only the operator creates accounts, and only the Worker reads the keys", async () => {
	const { client } = await signIn("Mallory");
	const link = client.createMagicLink({ email: "ada@example.com" });
	await expect(link).rejects.toMatchObject({ code: "forbidden" });
	await expect(client.listKeys({})).rejects.toMatchObject({ code: "forbidden" });
	await expect(client.rotateKeys({})).rejects.toMatchObject({ code: "forbidden" });
	await expect(stranger.getMe({})).rejects.toMatchObject({ code: "unauthorized" });
});

test("nobody is renamed to the handle of a group of one of their workspaces", async () => {
	const { user, client, workspace_id } = await newOwner("Una");
	const me = workspace(env.WORKSPACE.getByName(tagOf(workspace_id)!), {
		kind: "person",
		user_id: user.id,
		session_id: undefined,
	});
	const { group } = await me.createGroup({ name: "Crew", handle: "una-crew" });
	const rename = () => client.updateMe({ handle: "una-crew", display_name: "Crew" });
	await expect(rename()).rejects.toMatchObject({ code: "conflict" });
	expect(await client.getMe({})).toMatchObject({ handle: "una", display_name: "Una" });
	await me.deleteGroup({ group_id: group.id });
	expect(await rename()).toMatchObject({ handle: "una-crew" });
});

const forgotten = { display_name: "Deleted account", deleted_at: expect.any(String) as string };

test("a deleted account is forgotten wherever the person is or was, and its handle and address are free", async () => {
	const host = await newOwner("Hostess");
	const { id: other } = await host.client.createWorkspace({ name: "Second" });
	const leaver = await signIn("Leaver");
	for (const workspace_id of [host.workspace_id, other])
		await operator.createUser({ name: "Leaver", email: "leaver@example.com", role: "member", workspace_id });
	const place = env.WORKSPACE.getByName(tagOf(other)!);
	const me = workspace(place, { kind: "person", user_id: leaver.user.id, session_id: undefined });
	await me.removeMember({ user_id: leaver.user.id });
	await eventually(async () => expect(await jobs()).toEqual([]));
	await leaver.client.deleteMe({});
	await expect(leaver.client.getMe({})).rejects.toMatchObject({ code: "unauthorized" });
	const rows = (workspace_id: WorkspaceId) =>
		runInDurableObject(env.WORKSPACE.getByName(tagOf(workspace_id)!), (_, { storage: { sql } }) =>
			sql.exec("SELECT display_name, deleted_at FROM members WHERE user_id = ?", leaver.user.id).toArray(),
		);
	for (const workspace_id of [host.workspace_id, other])
		await eventually(async () => expect(await rows(workspace_id)).toEqual([forgotten]));
	const again = await signIn("Leaver");
	expect(again.user.id).not.toBe(leaver.user.id);
	expect(again.user.handle).toBe(leaver.user.handle);
});

test("who owns a workspace keeps the account until it is somebody else's, or erased", async () => {
	const { client, user, workspace_id } = await newOwner("Keeper");
	await expect(client.deleteMe({})).rejects.toMatchObject({
		code: "conflict",
		message:
			"the account owns the workspace “Keeper's”: transfer it to somebody else, or delete it, then delete the account",
	});
	await expect(operator.deleteUser({ account_id: user.id })).rejects.toMatchObject({ code: "conflict" });
	await system.indexDeletion({ workspace_id, isDeleted: true });
	await expect(client.deleteMe({})).rejects.toMatchObject({ message: expect.stringContaining("until it is erased") });
	await system.forgetWorkspace({ workspace_id });
	await client.deleteMe({});
	await expect(operator.deleteUser({ account_id: user.id })).rejects.toMatchObject({ code: "not_found" });
});

test("who comes into a workspace while the account is deleted is forgotten there", async () => {
	const host = await newOwner("Harbour");
	const { user, client } = await signIn("Runner");
	await client.deleteMe({});
	const object = env.WORKSPACE.getByName(tagOf(host.workspace_id)!);
	await workspace(object, { kind: "system" }).admit({ user, role: "member" });
	await eventually(async () =>
		expect(
			await runInDurableObject(object, (_, { storage: { sql } }) =>
				sql.exec("SELECT display_name FROM members WHERE user_id = ?", user.id).toArray(),
			),
		).toEqual([{ display_name: "Deleted account" }]),
	);
});
