import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { newTeam } from "../test/people.ts";
import { tagged } from "../sql.ts";
import { jobHandlers } from "./jobs.ts";

test("a job that runs late tells what is true then, not what was true when it was written", async () => {
	const team = await newTeam();
	const { id: user_id } = team.users.grace;
	await team.ada.removeMember({ user_id });
	const told: object[] = [];
	await runInDurableObject(team.stub, async (_, { storage }) => {
		const tell = async (name: string, input: object) => (
			told.push({ act: name, ...input }),
			{ ok: true, value: undefined }
		);
		const db = { sql: tagged(storage.sql), transact: <T>(work: () => T) => storage.transactionSync(work) };
		const { indexMembership, indexWorkspace } = jobHandlers(db, tell, tell);
		await indexMembership!({ user_id } as never);
		await indexMembership!({ user_id: team.users.linus.id } as never);
		await indexWorkspace!({} as never);
	});
	expect(told).toMatchObject([
		{ act: "indexMembership", user_id, role: null },
		{ act: "indexMembership", role: "member" },
		{ act: "indexWorkspace", name: "Tidepool" },
	]);
});

test("a job whose object was thrown out before it was done is found again when the object wakes", async () => {
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

test("a workspace in which nothing is left to do has no alarm", async () => {
	const team = await newTeam();
	await team.ada.createMessage({ conversation_id: team.general.id, body: "quiet now" });
	expect(await runInDurableObject(team.stub, (_, { storage }) => storage.getAlarm())).toBeNull();
});
