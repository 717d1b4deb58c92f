import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { tagOf } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { operator, person, request } from "../test/people.ts";

const by = { authorization: "Bearer test-operator" };
const nowhere = "wsp_01jd7xk3m9h5q2w8e4r6t0y1z7";

/** Inserts jobs of an unknown kind. */
const plant = (object: DurableObjectStub, count: number) =>
	runInDurableObject(object, (_, { storage }) => {
		for (let n = 0; n < count; n++)
			storage.sql.exec(
				"INSERT INTO jobs (kind, subject, due_at, attempts, payload_json) VALUES ('brew', 'tea', '2100-01-01', 0, '\"secret\"')",
			);
	});

test("the operator lists the jobs of a workspace and of the Directory, without their payloads", async () => {
	const { chat } = await person("Ada");
	const { id: workspace_id } = await chat.workspaces.create({ name: "Reef" });
	await plant(env.WORKSPACE.getByName(tagOf(workspace_id)!), 3);
	await plant(env.DIRECTORY.getByName("directory"), 1);
	const { jobs, has_more } = await operator.admin.jobs.list({ workspace_id, state: "waiting", limit: 2 });
	expect(has_more).toBe(true);
	expect(jobs[0]).toEqual({
		id: expect.any(Number),
		kind: "brew",
		subject: "tea",
		attempts: 0,
		due_at: "2100-01-01",
	});
	const all = [];
	for await (const { kind } of operator.admin.jobs.list({ workspace_id, limit: 2 })) all.push(kind);
	expect(all).toEqual(["brew", "brew", "brew"]);
	expect((await operator.admin.jobs.list({})).jobs.map(({ kind }) => kind)).toContain("brew");
	expect((await operator.admin.jobs.list({ workspace_id, state: "parked" })).jobs).toEqual([]);
});

test("a job that the operator runs again is due at once, and then done, or parked with the reason", async () => {
	const { chat } = await person("Ada");
	const { id: workspace_id } = await chat.workspaces.create({ name: "Kelp" });
	await plant(env.WORKSPACE.getByName(tagOf(workspace_id)!), 1);
	const [job] = (await operator.admin.jobs.list({ workspace_id })).jobs;
	expect((await operator.admin.jobs.run(job!.id, { workspace_id })).attempts).toBe(0);
	await expect
		.poll(async () => (await operator.admin.jobs.list({ workspace_id })).jobs, { timeout: 10_000 })
		.toMatchObject([{ attempts: 1, parked_at: expect.any(String), last_error: "Error: no kind of job is named brew" }]);
});

test("only the operator lists and runs jobs, and an unknown job is not found", async () => {
	const { chat, token } = await person("Ada");
	const { id } = await chat.workspaces.create({ name: "Sand" });
	const headers = { authorization: `Bearer ${token}` };
	expect((await request("/api/admin/jobs", { headers })).status).toBe(401);
	expect((await request(`/api/admin/jobs?workspace_id=${nowhere}`, { headers: by })).status).toBe(404);
	expect((await request("/api/admin/jobs?state=lost", { headers: by })).status).toBe(400);
	expect((await request("/api/admin/jobs?cursor=x", { headers: by })).status).toBe(400);
	for (const path of ["999", "x", "-1", `999?workspace_id=${id}`, `1?workspace_id=${nowhere}`]) {
		const [job, query = ""] = path.split("?");
		const answer = await request(`/api/admin/jobs/${job}/run?${query}`, { method: "POST", headers: by });
		expect({ path, status: answer.status }).toEqual({ path, status: 404 });
	}
});
