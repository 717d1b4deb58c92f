import { beforeAll, expect, test, vi } from "vitest";
import { type Person, operator, person, post, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
beforeAll(async () => {
	ada = await person("Ada");
	grace = await person("Grace");
});

test("the creator of a workspace owns it, and it is listed by name", async () => {
	const reef = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const atoll = await ada.chat.workspaces.create({ name: "Atoll", channels: ["general"] });
	expect(reef).toMatchObject({ slug: "reef", role: "owner" });
	expect(await ada.chat.workspaces.list()).toEqual([atoll, reef]);
	expect(await grace.chat.workspaces.list()).toEqual([]);
	await expect(grace.chat.workspaces.get(reef.id)).rejects.toMatchObject({ status: 404 });
});

test("slugs are unique: a chosen one is refused, a derived one gets a number", async () => {
	const { slug } = await ada.chat.workspaces.create({ name: "Kelp Forest", channels: ["general"] });
	expect(slug).toBe("kelp-forest");
	expect((await grace.chat.workspaces.create({ name: "Kelp Forest", channels: ["general"] })).slug).toBe(
		"kelp-forest-2",
	);
	expect((await grace.chat.workspaces.create({ name: "昆布", channels: ["general"] })).slug).toBe("workspace");
	const taken = grace.chat.workspaces.create({ name: "Mine", slug });
	await expect(taken).rejects.toMatchObject({ code: "conflict", message: "workspace slug is already taken" });
});

test("a new slug is reserved for the workspace, and a refused change reserves none", async () => {
	const bay = await ada.chat.workspaces.create({ name: "Bay", channels: ["general"] });
	const cove = await grace.chat.workspaces.create({ name: "Cove", channels: ["general"] });
	expect((await ada.chat.workspaces.update(bay.id, { slug: "harbour", name: "Harbour" })).workspace).toMatchObject({
		slug: "harbour",
		name: "Harbour",
	});
	const taken = grace.chat.workspaces.update(cove.id, { slug: "harbour" });
	await expect(taken).rejects.toMatchObject({ status: 409, message: "workspace slug is already taken" });
	await expect(grace.chat.workspaces.update(bay.id, { slug: "wharf" })).rejects.toMatchObject({ status: 404 });
	expect((await grace.chat.workspaces.update(cove.id, { slug: "wharf" })).workspace.slug).toBe("wharf");
	expect((await grace.chat.workspaces.update(cove.id, { slug: "bay" })).workspace.slug).toBe("bay");
	expect((await ada.chat.workspaces.list()).map((workspace) => workspace.slug)).toContain("harbour");
});

test("a slug that is taken reveals to a stranger that it is taken, and nothing more", async () => {
	const secret = await ada.chat.workspaces.create({ name: "Project Nautilus", slug: "nautilus" });
	await ada.chat.invites.create(secret.id);
	const mine = await grace.chat.workspaces.create({ name: "Cove", channels: ["general"] });
	const asks = [
		post("/api/workspaces", { name: "x", slug: "nautilus" }, { authorization: `Bearer ${grace.token}` }),
		request(`/api/workspaces/${mine.id}`, {
			method: "PATCH",
			headers: { authorization: `Bearer ${grace.token}`, "content-type": "application/json" },
			body: JSON.stringify({ slug: "nautilus" }),
		}),
	];
	for (const answer of await Promise.all(asks)) {
		expect(answer.status).toBe(409);
		const { request_id: _, ...told } = await answer.json<Record<string, unknown>>();
		expect(told).toEqual({ code: "conflict", error: "workspace slug is already taken" });
	}
	const headers = { authorization: `Bearer ${grace.token}` };
	for (const path of ["", "/members", "/invites", "/snapshot"]) {
		const [there, nowhere] = await Promise.all(
			[secret.id, "wsp_01jd7xk3m9h5q2w8e4r6t0y1z7"].map(async (id) => {
				const answer = await request(`/api/workspaces/${id}${path}`, { headers });
				const { request_id: __, ...told } = await answer.json<Record<string, unknown>>();
				return { status: answer.status, told };
			}),
		);
		expect(there, path).toEqual(nowhere);
	}
});

test("a new profile is visible in every workspace", async () => {
	const { id } = await grace.chat.workspaces.create({ name: "Dune", channels: ["general"] });
	await grace.chat.me.update({ display_name: "Admiral Grace", handle: "@Amazing_Grace" });
	await vi.waitFor(
		async () => {
			const { me } = await grace.chat.workspaces.snapshot(id);
			expect(me.user).toMatchObject({ display_name: "Admiral Grace", handle: "amazing_grace" });
		},
		{ timeout: 10_000 },
	);
	const taken = ada.chat.me.update({ handle: "amazing_grace" });
	await expect(taken).rejects.toMatchObject({ status: 409, message: "handle is already taken" });
});

test("preferences change one by one", async () => {
	await ada.chat.me.update({ appearance_preferences: { color_mode: "dark" } });
	const me = await ada.chat.me.update({ appearance_preferences: { density: "compact" } });
	expect(me.appearance_preferences).toEqual({ color_mode: "dark", density: "compact" });
});

test("somebody removed from a workspace no longer has it in their list", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Sandbar", channels: ["general"] });
	const { token } = await ada.chat.invites.create(id);
	await grace.chat.invites.accept(token);
	expect((await grace.chat.workspaces.list()).map((workspace) => workspace.id)).toContain(id);
	await ada.chat.members.remove(id, grace.user.id);
	expect((await grace.chat.workspaces.list()).map((workspace) => workspace.id)).not.toContain(id);
});

test("a deleted workspace is in nobody's list and keeps its slug, until the operator restores it", async () => {
	const lagoon = await ada.chat.workspaces.create({ name: "Lagoon", channels: ["general"] });
	const { token } = await ada.chat.invites.create(lagoon.id);
	await grace.chat.invites.accept(token);
	await expect(grace.chat.workspaces.delete(lagoon.id)).rejects.toMatchObject({ status: 403 });
	const answer = await request(`/api/workspaces/${lagoon.id}`, {
		method: "DELETE",
		headers: { authorization: `Bearer ${ada.token}` },
	});
	expect([answer.status, await answer.text()]).toEqual([204, ""]);
	for (const { chat } of [ada, grace]) {
		expect((await chat.workspaces.list()).map(({ id }) => id)).not.toContain(lagoon.id);
		await expect(chat.workspaces.get(lagoon.id)).rejects.toMatchObject({ status: 404 });
	}
	await expect(ada.chat.workspaces.delete(lagoon.id)).rejects.toMatchObject({ status: 404 });
	await expect(grace.chat.invites.look(token)).rejects.toMatchObject({ status: 404 });
	await expect(grace.chat.workspaces.create({ name: "Lagoon", slug: "lagoon" })).rejects.toMatchObject({ status: 409 });
	await expect(
		operator.admin.createUser({ name: "Mae", email: "mae@example.com", workspace_id: lagoon.id }),
	).rejects.toMatchObject({ status: 404 });
	await expect(ada.chat.admin.restoreWorkspace(lagoon.id)).rejects.toMatchObject({ status: 401 });
	await operator.admin.restoreWorkspace(lagoon.id);
	for (const { chat } of [ada, grace]) expect((await chat.workspaces.list()).map(({ id }) => id)).toContain(lagoon.id);
	await expect(operator.admin.restoreWorkspace(`wsp_${"0".repeat(26)}`)).rejects.toMatchObject({ status: 404 });
});
