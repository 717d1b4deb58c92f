import type { ChannelId, WorkspaceId } from "@clickclack/protocol";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { app } from "../app.ts";
import { type Person, origin, person, request } from "../test/people.ts";

let ada: Person;
let channel_id: ChannelId;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	const [general] = await ada.chat.channels.list(workspace_id);
	channel_id = general!.id;
});

const json = { "content-type": "application/json" };
function send(body: BodyInit, headers: Record<string, string> = json): Promise<Response> {
	const authorization = `Bearer ${ada.token}`;
	return request(`/api/channels/${channel_id}/messages`, {
		method: "POST",
		headers: { authorization, ...headers },
		body,
	});
}
const get = (path: string) => request(path, { headers: { authorization: `Bearer ${ada.token}` } });

async function refused(answer: Response, status: number, code: string): Promise<string> {
	const body = await answer.json<{ error: string; code: string; request_id: string }>();
	expect({ status: answer.status, ...body }).toMatchObject({ status, code });
	expect(body.request_id).toBe(answer.headers.get("x-request-id"));
	return body.error;
}

describe("a body", () => {
	test("of JSON is accepted, with any parameters of its type", async () => {
		expect((await send('{"body":"hi","author_model":"x"}')).status).toBe(201);
		for (const more of ["; charset=utf-8", " ; charset=utf-8", "; charset", ";"])
			expect((await send('{"body":"hi"}', { "content-type": `application/json${more}` })).status).toBe(201);
	});

	test("of another type is read as JSON when a token comes with it: curl sends every body as a form", async () => {
		for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
			expect((await send('{"body":"hi"}', { "content-type": type })).status, type).toBe(201);
		const blob = new Blob(['{"body":"hi"}']);
		const headers = { authorization: `Bearer ${ada.token}` };
		expect(
			(await request(`/api/channels/${channel_id}/messages`, { method: "POST", headers, body: blob })).status,
		).toBe(201);
		await refused(await send("body=hi", { "content-type": "application/x-www-form-urlencoded" }), 400, "invalid_json");
	});

	test("of another type is refused with a cookie, and where everybody may call: a form of another site could send it", async () => {
		const cookie = { cookie: `cc_session=${ada.token}`, "x-clickclack-csrf": "1" };
		const by = { authorization: `Bearer ${ada.token}` };
		const post = (path: string, type: string, headers: Record<string, string>) =>
			request(path, { method: "POST", body: '{"body":"hi"}', headers: { "content-type": type, ...headers } });
		for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
			const path = `/api/channels/${channel_id}/messages`;
			await refused(await post(path, type, cookie), 415, "unsupported_media_type");
			for (const more of [{}, by, { authorization: "Bearer x" }] as Record<string, string>[])
				await refused(await post("/api/auth/magic/consume", type, more), 415, "unsupported_media_type");
		}
	});

	test("may be missing where all its fields are optional", async () => {
		const authorization = `Bearer ${ada.token}`;
		const ask = (path: string, body?: string, headers = {}) =>
			request(path, { method: "POST", headers: { authorization, ...headers }, ...(body !== undefined && { body }) });
		for (const body of [undefined, "", "{}"]) {
			const made = await ask(`/api/workspaces/${workspace_id}/invites`, body);
			expect(made.status).toBe(201);
			const { token } = await made.json<{ token: string }>();
			expect((await ask(`/api/invites/${token}/accept`, body, body && json)).status).toBe(200);
			expect((await request("/api/me", { method: "PATCH", headers: { authorization } })).status).toBe(200);
		}
		await refused(await ask(`/api/channels/${channel_id}/read`), 400, "invalid_json");
	});

	test("may have an empty or null value in an optional field", async () => {
		for (const nothing of [{ nonce: "" }, { nonce: null }, { kind: "" }, { nonce: null, kind: "", turn_id: "" }]) {
			const answer = await send(JSON.stringify({ body: "hi", ...nothing }));
			expect(answer.status).toBe(201);
			expect(await answer.json()).not.toHaveProperty("message.nonce");
		}
	});

	test.each([
		[{ body: 7 }, "body: must be text"],
		[{}, "message body is required"],
		[{ body: "hi", nonce: ["n"] }, "nonce: must be text"],
		[[], "must be an object"],
	])("that is invalid is refused in plain words: %j", async (body, words) => {
		expect(await refused(await send(JSON.stringify(body)), 400, "invalid_request")).toBe(words);
	});

	test("has to be one JSON value", async () => {
		const wrong = ["", "{", '{"body":"a"} {"body":"b"}', '{"body":"a"}]', "{'body':'a'}", "nope"];
		for (const text of wrong)
			expect(await refused(await send(text), 400, "invalid_json")).toBe(
				"json request body must contain a single JSON value",
			);
	});

	test("that is not an object is refused", async () => {
		for (const text of ["[]", '"text"', "7", "null", "true"]) await refused(await send(text), 400, "invalid_request");
	});

	test("with a field of the wrong type or length is refused with the field's name", async () => {
		const long = "x".repeat(40_001);
		for (const body of [undefined, 7, null, [], {}, "", "   ", long, "a\0b", "\ud800"])
			expect(await refused(await send(JSON.stringify({ body })), 400, "invalid_request")).toMatch(/body/);
		const nonce = "n".repeat(129);
		const error = await refused(await send(JSON.stringify({ body: "hi", nonce })), 400, "invalid_request");
		expect(error).toBe("nonce is too long");
	});

	test("of 2 MB is too large, announced or not", async () => {
		const bytes = new TextEncoder().encode(JSON.stringify({ body: "x".repeat(2_000_000) }));
		await refused(await send(bytes, { ...json, "content-length": String(bytes.length) }), 413, "too_large");
		const streamed = new ReadableStream({
			start(controller) {
				for (let at = 0; at < bytes.length; at += 65_536) controller.enqueue(bytes.slice(at, at + 65_536));
				controller.close();
			},
		});
		await refused(await send(streamed), 413, "too_large");
	});

	test("that breaks off is refused", async () => {
		const broken = new ReadableStream({
			pull(controller) {
				controller.enqueue(new TextEncoder().encode('{"body":"hal'));
				controller.error(new Error("gone"));
			},
		});
		const headers = { ...json, authorization: `Bearer ${ada.token}` };
		const half = new Request(`${origin}/api/workspaces`, { method: "POST", headers, body: broken });
		await refused(await app.fetch(half, env), 400, "invalid_request");
	});

	test("has to be UTF-8", async () => {
		const bytes = new Uint8Array([...new TextEncoder().encode('{"body":"'), 0xff, 0xfe, 0x22, 0x7d]);
		await refused(await send(bytes), 400, "invalid_json");
	});

	test("of half a million nested brackets is refused, and brackets in a text are not counted", async () => {
		const deep = "[".repeat(500_000) + "]".repeat(500_000);
		await refused(await send(deep), 400, "invalid_json");
		await refused(await send(`{"body":"hi","x":${deep}}`), 400, "invalid_json");
		const answer = await send(JSON.stringify({ body: `\\"${"[{".repeat(500)}` }));
		expect(answer.status).toBe(201);
	});
});

describe("an address", () => {
	const made_up = "01jd7xk3m9h5q2w8e4r6t0y1z7";

	test("with an impossible id answers like one with an unknown id", async () => {
		const ids = [
			`chn_${made_up}`,
			`chn_${channel_id.slice(4, 22)}00000000`,
			"chn_x",
			"general",
			`msg_${made_up}`,
			"%00",
		];
		for (const id of ids) await refused(await get(`/api/channels/${id}/messages`), 404, "not_found");
		await refused(await get(`/api/messages/msg_${made_up}`), 404, "not_found");
		await refused(await get(`/api/workspaces/wsp_${made_up}/snapshot`), 404, "not_found");
	});

	test("with an invalid query is refused with the parameter's name", async () => {
		const messages = `/api/channels/${channel_id}/messages`;
		expect((await get(`${messages}?before_seq=${Number.MAX_SAFE_INTEGER}`)).status).toBe(200);
		for (const seq of ["9007199254740992", "-1"])
			expect(await refused(await get(`${messages}?before_seq=${seq}`), 400, "invalid_request")).toMatch(
				/^before_seq: /,
			);
		const members = `/api/workspaces/${workspace_id}/members`;
		for (const limit of ["0", "201", "many", "1.5"])
			expect(await refused(await get(`${members}?limit=${limit}`), 400, "invalid_request")).toMatch(/^limit: /);
		expect(await refused(await get(`${messages}?before_seq=1&after_seq=2`), 400, "invalid_request")).toContain(
			"mutually exclusive",
		);
		for (const query of ["", "?workspace_id=", "?workspace_id=wsp_x", `?workspace_id=chn_${made_up}`])
			expect(await refused(await get(`/api/realtime/events${query}`), 400, "invalid_request")).toMatch(
				/^workspace_id: /,
			);
	});

	test("has to be valid: a Host header may be anything", async () => {
		const nowhere = Object.defineProperty(new Request(origin), "url", { value: "http://a b/api/invites/x" });
		await refused(await app.fetch(nowhere, env), 400, "invalid_request");
	});

	test("has to be UTF-8 in percent-encoding", async () => {
		const search = `/api/search?workspace_id=${workspace_id}&q=`;
		for (const q of ["%", "%ff", "%e0%a4%a"]) await refused(await get(search + q), 400, "invalid_request");
		expect((await get(`${search}100%25`)).status).toBe(200);
	});
});
