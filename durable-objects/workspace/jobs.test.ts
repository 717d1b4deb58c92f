import { env } from "cloudflare:workers";
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { newTeam } from "../test/people.ts";
import { tagged } from "../sql.ts";
import { jobKinds } from "./job-kinds.ts";

test("a job that runs late sends the current data, not the data from when it was added", async () => {
	const team = await newTeam();
	const { id: user_id } = team.users.grace;
	await team.ada.removeMember({ user_id });
	const received: object[] = [];
	await runInDurableObject(team.stub, async (_, { storage }) => {
		const callDirectory = async (name: string, input: object) => (
			received.push({ act: name, ...input }),
			{ ok: true, value: undefined }
		);
		const db = { sql: tagged(storage.sql), transact: <T>(work: () => T) => storage.transactionSync(work) };
		const { indexMembership, indexWorkspace } = jobKinds(
			db,
			callDirectory,
			() => Promise.reject(new Error("not called")),
			undefined,
			() => Promise.reject(new Error("not called")),
		);
		const { signal } = new AbortController();
		await indexMembership.run({ user_id }, signal);
		await indexMembership.run({ user_id: team.users.linus.id }, signal);
		await indexWorkspace.run({}, signal);
	});
	expect(received).toMatchObject([
		{ act: "indexMembership", user_id, role: null },
		{ act: "indexMembership", role: "member" },
		{ act: "indexWorkspace", name: "Tidepool" },
	]);
});

test("an interrupted job is resumed when its object restarts", async () => {
	const team = await newTeam();
	await runInDurableObject(team.stub, async (_, { storage }) => {
		storage.sql.exec(
			"INSERT INTO jobs (due_at, kind, subject, payload_json, attempts) VALUES ('2026-01-01', 'indexWorkspace', '', '{}', 0)",
		);
		await storage.deleteAlarm();
	});
	await evictDurableObject(team.stub);
	await team.ada.getWorkspace({});
	const alarm = await runInDurableObject(team.stub, (_, { storage }) => storage.getAlarm());
	expect(alarm).not.toBeNull();
});

test("a workspace without jobs has no alarm", async () => {
	const team = await newTeam();
	await team.ada.createMessage({ conversation_id: team.general.id, body: "quiet now" });
	expect(await runInDurableObject(team.stub, (_, { storage }) => storage.getAlarm())).toBeNull();
});

test("people can send, and other jobs run, while the Directory does not answer", async () => {
	const team = await newTeam();
	const { general } = team;
	const { promise: stalled, resolve: release } = Promise.withResolvers<void>();
	const directory = env.DIRECTORY.getByName("directory");
	void runInDurableObject(directory, (_, state) => state.blockConcurrencyWhile(() => stalled));
	const rows = (kind: string) =>
		runInDurableObject(team.stub, (_, { storage }) =>
			tagged(storage.sql)<{ parked: number }>`
				SELECT parked_at IS NOT NULL AS parked FROM jobs WHERE kind = ${kind}`.map((row) => row.parked),
		);
	await runInDurableObject(team.stub, (_, { storage }) => {
		const add = (kind: string, subject: string, user_id: string) =>
			storage.sql.exec(
				`INSERT INTO jobs (kind, subject, due_at, attempts, payload_json) VALUES (?, ?, '2026-01-01', 0, json_object('user_id', ?))`,
				kind,
				subject,
				user_id,
			);
		for (let n = 0; n < 500; n++) add("indexMembership", n % 2 ? "one" : `usr_${n}`, team.users.linus.id);
		add("brew", "tea", "");
	});
	const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
	await team.ada.createMessage({ conversation_id: channel.id, body: "kelp" });
	await team.ada.deleteChannel({ channel_id: channel.id });
	await runDurableObjectAlarm(team.stub);
	for (let n = 0; n < 100; n++) await team.grace.createMessage({ conversation_id: general.id, body: "still here" });
	await vi.waitFor(async () => expect(await rows("eraseConversation")).toEqual([]), { timeout: 10_000 });
	expect(await rows("brew")).toEqual([1]);
	// no call has waited for the Directory, which has not answered once
	expect(await rows("indexMembership")).toEqual(Array.from({ length: 500 }, () => 0));
	// a few of them are enough to show that they run when it answers again
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec("DELETE FROM jobs WHERE subject <> 'one' OR id > 20"),
	);
	release();
	await vi.waitFor(async () => expect(await rows("indexMembership")).toEqual([]), { timeout: 20_000 });
});
