import { env } from "cloudflare:workers";
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, listen, newTeam, person } from "../test/people.ts";
import { actingAs } from "./client.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

const days = (count: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + count * 86_400_000 });
const operator = () => actingAs(team.stub, { kind: "operator" });
const absent = { code: "not_found" };
const key = () => `${team.general.workspace_id}/upl_left_behind`;

describe("a deleted workspace", () => {
	test("does not exist for anybody, at once, and its sockets are closed", async () => {
		const { message } = await team.grace.createMessage({ conversation_id: team.general.id, body: "hello" });
		const { token } = await team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
		const linus = await listen(team, "linus");
		await team.ada.deleteWorkspace({});
		expect(await linus.closed).toMatchObject({ code: 1008, reason: "workspace access revoked" });
		const asked = [
			() => team.ada.getWorkspace({}),
			() => team.grace.getSnapshot({}),
			() => team.grace.createMessage({ conversation_id: team.general.id, body: "still here?" }),
			() => team.gus.getMessage({ message_id: message.id }),
			() => team.ada.deleteWorkspace({}),
			() => team.system.previewInvite({ token }),
			() => team.system.acceptInvite({ token, user: person("mae") }),
			() => operator().createInvite({ role: "member", expires_in_minutes: 5, max_uses: null }),
		];
		for (const ask of asked) await expect(ask()).rejects.toMatchObject(absent);
		await expect(listen(team, "grace")).rejects.toThrow();
	});

	test("is deleted by its owner alone", async () => {
		await team.ada.moderateMember({ user_id: team.users.linus.id, role: "moderator" });
		for (const who of ["linus", "grace", "gus"] as const)
			await expect(team[who].deleteWorkspace({})).rejects.toMatchObject({ code: "forbidden" });
		expect((await team.ada.getWorkspace({})).role).toBe("owner");
	});

	test("is as it was when the operator restores it, with what happened to its people meanwhile", async () => {
		await team.grace.createMessage({ conversation_id: team.general.id, body: "hello" });
		await team.ada.deleteWorkspace({});
		await evictDurableObject(team.stub);
		await expect(team.ada.getWorkspace({})).rejects.toMatchObject(absent);
		const { session_id } = team.actor("linus");
		await team.system.revokeSession({ session_id: session_id!, expires_at: "2099-01-01T00:00:00.000Z" });
		await team.system.updateProfile({ user: { ...team.users.grace, display_name: "Amazing Grace" } });
		days(6);
		await operator().restoreWorkspace({});
		await operator().restoreWorkspace({});
		const { messages } = await team.ada.listMessages({ conversation_id: team.general.id, limit: 5 });
		expect(messages).toMatchObject([{ body: "hello", author: { display_name: "Amazing Grace" } }]);
		await expect(team.linus.getWorkspace({})).rejects.toMatchObject({ code: "unauthorized" });
		const { audit_log_entries: entries } = await team.ada.listAuditLog({ limit: 2 });
		expect(entries).toMatchObject([
			{ action: "workspace.restored", actor_user_id: "", metadata: { name: "Tidepool", by: "operator" } },
			{ action: "workspace.deleted", actor_user_id: team.users.ada.id, metadata: { name: "Tidepool", by: "person" } },
		]);
		days(2);
		await runDurableObjectAlarm(team.stub);
		expect((await team.ada.getWorkspace({})).name).toBe("Tidepool");
	});

	test("is restored by nobody else", async () => {
		await team.ada.deleteWorkspace({});
		for (const client of [team.ada, team.system])
			await expect(client.restoreWorkspace({})).rejects.toMatchObject({ code: "forbidden" });
	});

	test("is erased after a week, with its files and those that no row knows, whatever is killed when", async () => {
		await env.UPLOADS.put(key(), "bytes");
		await team.ada.deleteWorkspace({});
		days(6);
		await runDurableObjectAlarm(team.stub);
		expect(await env.UPLOADS.head(key())).not.toBeNull();
		days(2);
		// the object ends with it, and with the alarm that runs it; from then on another one has its name
		const again = () => env.WORKSPACE.getByName(team.tag);
		const tables = (storage: DurableObjectStorage) =>
			storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'messages'").toArray().length;
		await runDurableObjectAlarm(team.stub).catch(() => {});
		await expect
			.poll(() => runInDurableObject(again(), (_, { storage }) => tables(storage)).catch(String), { timeout: 15_000 })
			.toBe(0);
		expect(await env.UPLOADS.head(key())).toBeNull();
		for (const actor of [team.actor("ada"), { kind: "operator" } as const])
			await expect(actingAs(again(), actor).getWorkspace({})).rejects.toBeDefined();
		await expect(actingAs(again(), { kind: "operator" }).restoreWorkspace({})).rejects.toMatchObject(absent);
	});
});
