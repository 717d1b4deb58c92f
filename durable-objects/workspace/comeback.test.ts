import type { GivenRole } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, newTeam, person } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const gone = { code: "gone", message: expect.stringContaining("made before you were removed") };

/** Time goes on before it, so that it is later than what was done just now. */
async function invite(role: GivenRole): Promise<string> {
	const now = Date.now();
	while (Date.now() === now) await new Promise((resolve) => setTimeout(resolve, 1));
	return (await team.ada.createInvite({ role, expires_in_minutes: 60, max_uses: null })).token;
}

const accept = async (token: string) => (await team.system.acceptInvite({ token, user: team.users.grace })).role;
const leave = () => team.grace.removeMember({ user_id: team.users.grace.id });
const remove = () => team.ada.removeMember({ user_id: team.users.grace.id });
const become = (role: GivenRole) => team.ada.moderateMember({ user_id: team.users.grace.id, role });

describe("an invite undoes no moderation", () => {
	test("somebody who left by themselves comes back by any link, as what it says", async () => {
		const token = await invite("moderator");
		await leave();
		expect(await accept(token)).toBe("moderator");
		await leave();
		expect(await accept(token)).toBe("moderator");
	});

	test("a moderator who was demoted and leaves does not come back by a link from before", async () => {
		const [old, members] = [await invite("moderator"), await invite("member")];
		await become("moderator");
		await become("member");
		expect(await accept(old)).toBe("member"); // who is in stays as they are
		await leave();
		for (const token of [old, members]) await expect(accept(token)).rejects.toMatchObject(gone);
	});

	test("nor does anybody who was removed, nor anybody by their own link", async () => {
		const old = await invite("member");
		await become("moderator");
		const { token: own } = await team.grace.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
		await remove();
		for (const token of [old, own]) await expect(accept(token)).rejects.toMatchObject(gone);
		expect(await team.system.previewInvite({ token: own })).toMatchObject({ role: "member" });
	});

	test("whom a newer link lets in comes no higher than they were, and is in twice no more than once", async () => {
		await become("moderator");
		await become("guest");
		await leave();
		const fresh = await invite("moderator");
		expect(await Promise.all([accept(fresh), accept(fresh)])).toEqual(["guest", "guest"]);
		const [used] = (await team.ada.listInvites({ limit: 100 })).invites;
		expect(used!.use_count).toBe(1);
		expect((await team.ada.listMembers({ limit: 10, q: "grace" })).members).toMatchObject([{ role: "guest" }]);
	});

	test("a link from before stays useless after one has come back by a newer one", async () => {
		const old = await invite("moderator");
		await remove();
		expect(await accept(await invite("member"))).toBe("member");
		await leave();
		await expect(accept(old)).rejects.toMatchObject(gone);
	});

	test("whoever was raised again may come back by an old link, as high as they were raised", async () => {
		const old = await invite("moderator");
		await become("moderator");
		await become("guest");
		await become("member");
		await leave();
		expect(await accept(old)).toBe("member");
		await become("moderator");
		await leave();
		expect(await accept(old)).toBe("moderator");
	});

	test("being removed between the look and the accepting counts", async () => {
		const token = await invite("member");
		await team.system.previewInvite({ token });
		await remove();
		await expect(accept(token)).rejects.toMatchObject(gone);
		const { use_count } = (await team.ada.listInvites({ limit: 100 })).invites[0]!;
		expect(use_count).toBe(0);
	});

	test("the operator's word brings in anybody as anything", async () => {
		const old = await invite("moderator");
		await become("guest");
		await remove();
		await team.system.admit({ user: team.users.grace, role: "moderator" });
		expect((await team.grace.getWorkspace({})).role).toBe("moderator");
		await leave();
		expect(await accept(old)).toBe("moderator");
	});

	test("others go on using the link", async () => {
		const token = await invite("member");
		await remove();
		const { role } = await team.system.acceptInvite({ token, user: person("mae") });
		expect(role).toBe("member");
	});
});
