import { env } from "cloudflare:workers";
import { evictDurableObject, reset, runInDurableObject } from "cloudflare:test";
import { operations } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { person, request } from "./test/people.ts";

test("it reports that it is alive and that it is ready", async () => {
	for (const [path, status] of [
		["/healthz", "ok"],
		["/readyz", "ready"],
	] as const) {
		const answer = await request(path);
		expect(answer.status).toBe(200);
		expect(await answer.json()).toEqual({ status });
	}
});

test("it is not ready while the Directory cannot start, but signed-in people can still chat", async () => {
	const { chat, token } = await person("Ada");
	// a browser sends its cookie along
	expect((await request("/readyz", { headers: { cookie: `cc_session=${token}` } })).status).toBe(200);
	const { id } = await chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const [general] = await chat.channels.list(id);
	const directory = env.DIRECTORY.getByName("directory");
	await runInDurableObject(directory, (_, { storage }) => storage.sql.exec("UPDATE migrations SET digest = 'edited'"));
	await evictDurableObject(directory);
	expect((await chat.messages.create(general!.id, { body: "still here" })).message.channel_seq).toBe(1);
	const answer = await request("/readyz");
	expect(answer.status).toBe(503);
	expect(await answer.json()).toMatchObject({ code: "unavailable" });
	expect((await request("/healthz")).status).toBe(200);
	await reset();
	expect((await request("/readyz")).status).toBe(200);
});

test("an unknown address under /api answers in JSON, and so does /metrics without a token of its own", async () => {
	for (const path of ["/api", "/api/", "/api/nothing", "/api/channels", "/api/me/", "/metrics"]) {
		const answer = await request(path);
		expect(answer.status, path).toBe(404);
		expect(await answer.json()).toMatchObject({ error: "route not found", code: "route_not_found" });
	}
});

test("a known address says which methods it allows", async () => {
	const answer = await request("/api/workspaces", { method: "DELETE" });
	expect(answer.status).toBe(405);
	expect(answer.headers.get("allow")).toBe("GET, POST");
	expect(await answer.json()).toMatchObject({ code: "method_not_allowed" });
	expect((await request("/api/me", { method: "OPTIONS" })).status).toBe(405);
});

test("every answer has its own request id and a correlation id", async () => {
	const first = await request("/healthz");
	const second = await request("/api/nothing");
	expect(first.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
	expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
	expect(first.headers.get("x-correlation-id")).toMatch(/^corr_[0-9a-f]{32}$/);
});

test("a caller's correlation id is returned, and is in the event of the message that it sends", async () => {
	const correlated = async (id: string) => {
		const answer = await request("/healthz", { headers: { "x-correlation-id": id } });
		return answer.headers.get("x-correlation-id");
	};
	expect(await correlated("job:42.a-b_c")).toBe("job:42.a-b_c");
	for (const id of ["a b", "x".repeat(129), "<script>"]) expect(await correlated(id)).toMatch(/^corr_/);

	const ada = await person("Ada");
	const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const [general] = await ada.chat.channels.list(id);
	const answer = await request(`/api/channels/${general!.id}/messages`, {
		method: "POST",
		headers: { authorization: `Bearer ${ada.token}`, "content-type": "application/json", "x-correlation-id": "run-7" },
		body: JSON.stringify({ body: "hi" }),
	});
	expect(await answer.json()).toMatchObject({ event: { payload: { correlation_id: "run-7" } } });
});

test("the OpenAPI document is served, and a page to read it in", async () => {
	const document = await (await request("/api/openapi.json")).json<{ openapi: string; paths: object }>();
	expect(document.openapi).toBe("3.1.0");
	expect(Object.keys(document.paths)).toContain("/api/channels/{channel_id}/messages");
	const page = await request("/api/docs");
	expect(page.headers.get("content-type")).toContain("text/html");
	expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
	expect(await page.text()).toContain("/docs-assets/init.js");
});

test("every operation that is not public checks the caller first", async () => {
	for (const route of Object.values(operations)) {
		if (route.access === "public") continue;
		const path = route.path.replaceAll(/\{.+?\}/g, "x");
		const answer = await request(path, { method: route.method.toUpperCase() });
		expect({ path, status: answer.status }).toEqual({ path, status: 401 });
	}
});
