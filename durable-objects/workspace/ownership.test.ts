import { beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam, person } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

type Who = "ada" | "grace" | "linus" | "gus";
const roleOf = async (who: Who) => (await team.linus.getMember({ user_id: team.users[who].id })).member.role;
const give = (to: Who, by: Who = "ada") => team[by].transferOwnership({ user_id: team.users[to].id });

describe("a transfer of the workspace", () => {
	test("makes somebody else the owner and the caller a moderator, which everybody is told", async () => {
		const gus = await listen(team, "gus");
		const { workspace, event } = await give("grace");
		expect(workspace).toMatchObject({ id: team.general.workspace_id, role: "moderator" });
		expect(event.payload).toEqual({ user_id: team.users.grace.id, former_owner_id: team.users.ada.id });
		expect([await roleOf("grace"), await roleOf("ada")]).toEqual(["owner", "moderator"]);
		expect(await gus.receive(({ type }) => type === "workspace.ownership_transferred")).toEqual(event);
		await gus.receive(({ type, payload }) => type === "member.updated" && JSON.stringify(payload).includes("Ada"));
		const told = gus.received.flatMap((one) => (one.type === "member.updated" ? [one.payload.member] : []));
		expect(told.map(({ user, role }) => [user.display_name, role])).toEqual([
			["Grace", "owner"],
			["Ada", "moderator"],
		]);
		expect((await team.ada.getSnapshot({})).workspace.role).toBe("moderator");
	});

	test("hands over what only owners may do, and lets the former owner leave", async () => {
		await give("grace");
		await expect(give("linus")).rejects.toMatchObject({ code: "forbidden" });
		await team.grace.moderateMember({ user_id: team.users.ada.id, role: "member" });
		await team.ada.removeMember({ user_id: team.users.ada.id });
		await expect(team.grace.removeMember({ user_id: team.users.grace.id })).rejects.toMatchObject({
			code: "forbidden",
			message: expect.stringContaining("transfer the workspace first") as string,
		});
	});

	test("may be given back", async () => {
		await give("grace");
		await give("ada", "grace");
		expect([await roleOf("grace"), await roleOf("ada")]).toEqual(["moderator", "owner"]);
	});

	test("is for owners, whoever it would go to", async () => {
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
		for (const by of ["grace", "linus", "gus"] as const)
			for (const to of ["grace", "linus", "ada"] as const)
				await expect(give(to, by)).rejects.toMatchObject({ code: "forbidden" });
		expect(await roleOf("ada")).toBe("owner");
	});

	test("goes to nobody who is a guest, a bot, restricted, gone or the owner already", async () => {
		const invalid = { code: "invalid_request" };
		await expect(give("gus")).rejects.toMatchObject(invalid);
		await expect(give("ada")).rejects.toMatchObject(invalid);
		const bot = { ...person("bot"), kind: "bot" as const };
		await team.system.admit({ user: bot, role: "bot" });
		await expect(team.ada.transferOwnership({ user_id: bot.id })).rejects.toMatchObject(invalid);
		for (const restriction of [{ blocked: true }, { blocked: false, timeout_minutes: 5 }]) {
			await team.ada.moderateMember({ user_id: team.users.grace.id, ...restriction });
			await expect(give("grace")).rejects.toMatchObject(invalid);
		}
		await team.ada.removeMember({ user_id: team.users.linus.id });
		for (const user_id of [team.users.linus.id, person("nobody").id])
			await expect(team.ada.transferOwnership({ user_id })).rejects.toMatchObject({ code: "not_found" });
		expect((await team.ada.getSnapshot({})).me.role).toBe("owner");
	});

	test("happens once, however many ask at once", async () => {
		const all = await Promise.allSettled([give("grace"), give("linus"), give("grace")]);
		expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
		const { members } = await team.linus.listMembers({ limit: 100, role: "owner" });
		expect(members.map(({ user }) => user.handle)).toEqual(["grace"]);
	});
});
