import type { WorkspaceId } from "@clickclack/protocol";
import { beforeEach, expect, test, vi } from "vitest";
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
