import type { GivenRole } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, newTeam, person } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const gone = { code: "gone", message: expect.stringContaining("made before you were removed") };

/** Lets the clock advance first, so that it is later than what was done just now. */
async function invite(role: GivenRole): Promise<string> {
	const now = Date.now();
	while (Date.now() === now) await new Promise((resolve) => setTimeout(resolve, 1));
	return (await team.ada.createInvite({ role, expires_in_minutes: 60, max_uses: null })).token;
}

const accept = async (token: string) => (await team.system.acceptInvite({ token, user: team.users.grace })).role;
const leave = () => team.grace.removeMember({ user_id: team.users.grace.id });
const remove = () => team.ada.removeMember({ user_id: team.users.grace.id });
const become = (role: GivenRole) => team.ada.moderateMember({ user_id: team.users.grace.id, role });

describe("an invite does not undo moderation", () => {
	test("somebody who left by themselves may rejoin with any link, in the link's role", async () => {
		const token = await invite("moderator");
		await leave();
		expect(await accept(token)).toBe("moderator");
		await leave();
		expect(await accept(token)).toBe("moderator");
	});

	test("a moderator who was demoted and leaves cannot rejoin with an older link", async () => {
		const [old, members] = [await invite("moderator"), await invite("member")];
		await become("moderator");
		await become("member");
		expect(await accept(old)).toBe("member"); // a member keeps their role
		await leave();
		for (const token of [old, members]) await expect(accept(token)).rejects.toMatchObject(gone);
	});

	test("nor can anybody who was removed, nor anybody with their own link", async () => {
		const old = await invite("member");
		await become("moderator");
		const { token: own } = await team.grace.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
		await remove();
		for (const token of [old, own]) await expect(accept(token)).rejects.toMatchObject(gone);
		expect(await team.system.previewInvite({ token: own })).toMatchObject({ role: "member" });
	});

	test("with a newer link they rejoin in at most their last role, and accepting twice changes nothing", async () => {
		await become("moderator");
		await become("guest");
		await leave();
		const fresh = await invite("moderator");
		expect(await Promise.all([accept(fresh), accept(fresh)])).toEqual(["guest", "guest"]);
		const [used] = (await team.ada.listInvites({ limit: 100 })).invites;
		expect(used!.use_count).toBe(1);
		expect((await team.ada.listMembers({ limit: 10, q: "grace" })).members).toMatchObject([{ role: "guest" }]);
	});

	test("an older link stays invalid after they rejoined with a newer one", async () => {
		const old = await invite("moderator");
		await remove();
		expect(await accept(await invite("member"))).toBe("member");
		await leave();
		await expect(accept(old)).rejects.toMatchObject(gone);
	});

	test("somebody who was promoted again may rejoin with an older link, in at most that role", async () => {
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

	test("a removal between preview and accept counts", async () => {
		const token = await invite("member");
		await team.system.previewInvite({ token });
		await remove();
		await expect(accept(token)).rejects.toMatchObject(gone);
		const { use_count } = (await team.ada.listInvites({ limit: 100 })).invites[0]!;
		expect(use_count).toBe(0);
	});

	test("the operator can admit anybody in any role", async () => {
		const old = await invite("moderator");
		await become("guest");
		await remove();
		await team.system.admit({ user: team.users.grace, role: "moderator" });
		expect((await team.grace.getWorkspace({})).role).toBe("moderator");
		await leave();
		expect(await accept(old)).toBe("moderator");
	});

	test("the link stays valid for others", async () => {
		const token = await invite("member");
		await remove();
		const { role } = await team.system.acceptInvite({ token, user: person("mae") });
		expect(role).toBe("member");
	});
});
