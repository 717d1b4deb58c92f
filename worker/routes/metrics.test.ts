import { env } from "cloudflare:workers";
import { limits } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { app } from "../app.ts";
import { client, person, request } from "../test/people.ts";

const METRICS_TOKEN = "test-metrics";
const ask = (headers: Record<string, string>, settings: object, path = "http://localhost/metrics") =>
	Promise.resolve(app.fetch(new Request(path, { headers }), { ...env, ...settings }));
const read = (token = METRICS_TOKEN) => ask({ authorization: `Bearer ${token}` }, { METRICS_TOKEN });
/** The values, by their names with all labels but the isolate's. */
async function values(): Promise<Record<string, number>> {
	const lines = (await (await read()).text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
	const named = lines.map((line) => /^(\w+\{.*?),?isolate="\w{8}"\} (\d+)$/.exec(line)!);
	return Object.fromEntries(named.map(([, name, value]) => [`${name}}`, Number(value)]));
}

test("without a token of its own there is no such page, as of anything else", async () => {
	const headers = { authorization: "Bearer undefined" };
	const [page, nothing] = [await ask(headers, {}), await ask(headers, {}, "http://localhost/nothing-here")];
	expect(page.status).toBe(404);
	const told = async (answer: Response) => ({ ...(await answer.json<object>()), request_id: "" });
	expect(await told(page)).toEqual(await told(nothing));
});

test("with another token, or none, it is refused, and guesses are counted", async () => {
	for (const token of ["test-metric", "test-metrics1", "test-operator", ""])
		expect((await read(token)).status).toBe(401);
	expect((await ask({}, { METRICS_TOKEN })).status).toBe(401);
	const from = { authorization: "Bearer guess", "cf-connecting-ip": "198.51.100.77" };
	const guess = () => ask(from, { METRICS_TOKEN }, "https://chat.example/metrics");
	for (let i = 0; i < limits.operator.address.burst; i++) expect((await guess()).status).toBe(401);
	expect((await guess()).status).toBe(429);
});

test("it counts requests by operation and class of status, calls, rows, sockets and jobs", async () => {
	const ada = await person("Ada");
	const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const [general] = await ada.chat.channels.list(id);
	const before = await values();
	await ada.chat.messages.create(general!.id, { body: "secret words" });
	await ada.chat.messages.create(general!.id, { body: "" }).catch(() => {});
	await client()
		.workspaces.list()
		.catch(() => {});
	const { webSocket } = await request(`/api/realtime/ws?workspace_id=${id}`, {
		headers: { upgrade: "websocket", authorization: `Bearer ${ada.token}` },
	});
	webSocket!.accept();
	webSocket!.close();
	const more = (after: Record<string, number>, name: string) => (after[name] ?? 0) - (before[name] ?? 0);
	await expect.poll(async () => more(await values(), "clickclack_sockets_closed_total{}")).toBe(1);
	const after = await values();
	expect(more(after, 'clickclack_requests_total{route="createMessage",status="2xx"}')).toBe(1);
	expect(more(after, 'clickclack_requests_total{route="createMessage",status="4xx"}')).toBe(1);
	expect(more(after, 'clickclack_requests_total{route="listWorkspaces",status="4xx"}')).toBe(1);
	expect(more(after, 'clickclack_calls_total{name="createMessage"}')).toBe(1);
	expect(more(after, "clickclack_rows_written_total{}")).toBeGreaterThanOrEqual(2);
	expect(more(after, "clickclack_sockets_opened_total{}")).toBe(1);
	expect(after['clickclack_jobs_total{kind="indexMembership",outcome="done"}']).toBeGreaterThan(0);
});

test("it is in the format of Prometheus, with nobody and nothing of theirs in it", async () => {
	const ada = await person("Ada");
	const { id } = await ada.chat.workspaces.create({ name: "Sandbank" });
	await ada.chat.workspaces.snapshot(id);
	const answer = await read();
	expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
	const text = await answer.text();
	for (const line of text.trimEnd().split("\n"))
		expect(line).toMatch(/^(?:# (?:HELP|TYPE) clickclack_\w+ .+|clickclack_\w+\{(?:\w+="[\w.-]*",?)*\} \d+)$/);
	expect(text).not.toMatch(/(?:usr|wsp|chn|msg|dm|ses)_\w{20}|example\.com|Sandbank|Ada/);
});
