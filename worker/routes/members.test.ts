import type { WorkspaceId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Person, person } from "../test/people.ts";

let ada: Person;
let grace: Person;
let reef: WorkspaceId;
beforeEach(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: reef } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
});

const come = async () => grace.chat.invites.accept((await ada.chat.invites.create(reef, { role: "moderator" })).token);

async function nameIn(workspace_id: WorkspaceId, { chat }: Person): Promise<string | undefined> {
	const { members } = await chat.workspaces.snapshot(workspace_id);
	return members.find((member) => member.user.id === grace.user.id)?.user.display_name;
}

test("a blocked member's new name applies at once, except in the workspace that has blocked them", async () => {
	await grace.chat.me.update({ display_name: "Grace" });
	await come();
	const { id: atoll } = await grace.chat.workspaces.create({ name: "Atoll", channels: ["general"] });
	await ada.chat.members.moderate(reef, grace.user.id, { blocked: true });
	await grace.chat.me.update({ display_name: "SPEECH" });
	expect((await grace.chat.me.get()).display_name).toBe("SPEECH");
	await vi.waitFor(async () => expect(await nameIn(atoll, grace)).toBe("SPEECH"), { timeout: 10_000 });
	expect(await nameIn(reef, ada)).toBe("Grace");
	await ada.chat.members.moderate(reef, grace.user.id, { blocked: false });
	expect(await nameIn(reef, ada)).toBe("SPEECH");
});

test("a demoted moderator who leaves cannot rejoin with the link that made them one", async () => {
	const { token } = await ada.chat.invites.create(reef, { role: "moderator" });
	await grace.chat.invites.accept(token);
	await ada.chat.members.moderate(reef, grace.user.id, { role: "member" });
	expect((await grace.chat.invites.accept(token)).workspace.role).toBe("member");
	await grace.chat.members.remove(reef, grace.user.id);
	await expect(grace.chat.invites.accept(token)).rejects.toMatchObject({ status: 410, code: "gone" });
	expect((await grace.chat.workspaces.list()).map(({ id }) => id)).not.toContain(reef);
});

describe("an end time of a time-out", () => {
	const until = async (timeout_until: string) =>
		(await ada.chat.members.moderate(reef, grace.user.id, { timeout_until })).timeout_until;

	test("may have any offset and is kept in UTC, where it works", async () => {
		await come();
		expect(await until("9999-12-31T23:59:59.999999999Z")).toBe("9999-12-31T23:59:59.999Z");
		expect(await until("2999-01-01T01:30:00+01:30")).toBe("2999-01-01T00:00:00.000Z");
		await expect(grace.chat.channels.create(reef, { name: "tide" })).rejects.toMatchObject({ code: "moderated" });
		expect(await until("0000-01-01T00:00:00Z")).toBe("0000-01-01T00:00:00.000Z");
		expect((await grace.chat.channels.create(reef, { name: "tide" })).channel.name).toBe("tide");
	});

	test("may be centuries away: a name changed meanwhile waits, and appears when a moderator ends it", async () => {
		await grace.chat.me.update({ display_name: "Grace" });
		await come();
		await until("9999-01-01T00:00:00Z");
		await grace.chat.me.update({ display_name: "Grace H." });
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await nameIn(reef, ada)).toBe("Grace");
		await ada.chat.members.moderate(reef, grace.user.id, { clear_timeout: true });
		await vi.waitFor(async () => expect(await nameIn(reef, ada)).toBe("Grace H."), { timeout: 10_000 });
	});

	test.each(["9999-12-31T23:59:59-23:00", "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01"])(
		"is refused where its year in UTC has no four digits: %s",
		async (time) => {
			await come();
			const refused = { status: 400, message: "timeout_until: must be in the years 0000 to 9999 in UTC" };
			await expect(until(time)).rejects.toMatchObject(refused);
		},
	);

	test.each(["tomorrow", "2026-02-30T12:00:00Z", "2026-01-31", "2026-01-31T25:00:00Z", "+010000-01-01T00:00:00Z"])(
		"is refused when it is none: %s",
		async (time) => {
			await come();
			const refused = { status: 400, message: "timeout_until: must be a time such as 2026-01-31T12:00:00Z" };
			await expect(until(time)).rejects.toMatchObject(refused);
		},
	);
});
