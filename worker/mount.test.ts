import { env } from "cloudflare:workers";
import { form, line, route, routes } from "@clickclack/protocol";
import { Hono } from "hono";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import type { App } from "./context.ts";
import { errors } from "./middleware/errors.ts";
import { prepareHeaders } from "./middleware/headers.ts";
import { nameRequest } from "./middleware/request-id.ts";
import { type Handler, mount } from "./mount.ts";
import { type Person, origin, person } from "./test/people.ts";

const anything = z.object({}).loose();
const shared = { who: "anybody", limit: "any", answers: { 200: [anything, "x"] } } as const;
const newOrNot = { 201: [anything, "x"], 200: [anything, "x"] } as const;
const Command = z.object({ command: line(1, 20), text: z.string().optional() });
/** One operation of each kind. */
const made = routes("made up", {
	takeForm: route("POST /form/{channel_id}", "x", { ...shared, access: "channels:read", body: form(Command) }),
	takeStream: route("POST /stream", "x", { ...shared, access: "human", body: { stream: "multipart/form-data" } }),
	wrapThings: route("GET /things/{channel_id}", "x", { ...shared, access: "public", query: anything, wrap: "things" }),
	makeThing: route("POST /things", "x", { ...shared, access: "public", answers: newOrNot }),
	doThing: route("POST /do", "x", { ...shared, access: "public" }),
});

let results: unknown[];
const handlers: Record<keyof typeof made, Handler> = {
	takeForm: (_, input) => input,
	takeStream: async (c) => ({ bytes: (await c.req.raw.bytes()).length }),
	wrapThings: (_, input) => input,
	makeThing: () => results.shift(),
	doThing: () => undefined,
};

const app = new Hono<App>();
app.use(async (c, next) => {
	nameRequest(c);
	prepareHeaders(c);
	await next();
});
app.onError(errors);
for (const one of Object.values(made)) mount(app, one, handlers[one.name as keyof typeof made]);

let ada: Person;
beforeAll(async () => {
	ada = await person("Ada");
});

const channel_id = "chn_01jd7xk3m9h5q2w8e4r6t0y1z7";
async function ask(method: string, path: string, type?: string, body?: BodyInit) {
	const headers = { authorization: `Bearer ${ada.token}`, ...(type !== undefined && { "content-type": type }) };
	const answer = await app.fetch(
		new Request(origin + path, { method, headers, ...(body !== undefined && { body }) }),
		env,
	);
	return { status: answer.status, body: await answer.json() };
}

test("a form is validated field by field, and merged with the path's parameters", async () => {
	const type = "application/x-www-form-urlencoded";
	const post = (body: string, as = type) => ask("POST", `/form/${channel_id}`, as, body);
	expect(await post("command=%2Fdeploy&text=to+the+reef&channel_id=x&more=1")).toEqual({
		status: 200,
		body: { command: "/deploy", text: "to the reef", channel_id },
	});
	expect(await post("text=only")).toMatchObject({ status: 400, body: { error: "command: is missing" } });
	expect(await post("command=a&command=b")).toMatchObject({ status: 400, body: { error: "command: must be text" } });
	expect(await post('{"command":"a"}', "application/json")).toMatchObject({ status: 415 });
	expect(await ask("POST", "/form/x", type, "command=a")).toMatchObject({ status: 404, body: { code: "not_found" } });
});

test("a stream is left to its handler, whatever its size", async () => {
	const body = new Uint8Array(2_000_000);
	expect(await ask("POST", "/stream", "multipart/form-data; boundary=x", body)).toEqual({
		status: 200,
		body: { bytes: 2_000_000 },
	});
	expect(await ask("POST", "/stream", "application/json", "{}")).toMatchObject({ status: 415 });
});

test("a path parameter wins over a query parameter of the same name, and the result is wrapped", async () => {
	expect(await ask("GET", `/things/${channel_id}?channel_id=other&n=1&n=2`)).toEqual({
		status: 200,
		body: { things: { channel_id, n: ["1", "2"] } },
	});
});

test("a result with an event is 201; one without is 200; no result is ok", async () => {
	results = [{ event: {} }, { events: [{}] }, { event: undefined }, {}];
	for (const status of [201, 201, 200, 200]) expect((await ask("POST", "/things")).status).toBe(status);
	expect(await ask("POST", "/do")).toEqual({ status: 200, body: { ok: true } });
});
