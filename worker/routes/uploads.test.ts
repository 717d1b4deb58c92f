import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { ChannelId, Upload, UploadId, WorkspaceId } from "@clickclack/sdk";
import { tagOf } from "@clickclack/protocol";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { field, file, inBucket, png, sendForm, store, uploadsOf } from "../test/files.ts";
import { type Person, operator, person, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let linus: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
beforeAll(async () => {
	[ada, grace, linus] = [await person("Ada"), await person("Grace"), await person("Linus")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] }));
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id });
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
});

const rows = () =>
	runInDurableObject(env.WORKSPACE.getByName(tagOf(workspace_id)!), (_, { storage }) =>
		storage.sql.exec("SELECT state, byte_size FROM uploads WHERE state <> 'attached'").toArray(),
	);
const download = ({ token }: Person, id: UploadId, headers: Record<string, string> = {}, method = "GET") =>
	request(`/api/uploads/${id}`, { method, headers: { authorization: `Bearer ${token}`, ...headers } });
const send = (upload_ids: UploadId[], body = "") => ada.chat.messages.create(general, { body, upload_ids });
const refusal = async (answer: Response) => {
	const { code, error } = await answer.json<{ code: string; error: string }>();
	return { status: answer.status, code, error };
};

test("a file is stored as it is, and whoever sees the message that it is sent with downloads it", async () => {
	const upload = await store(ada, workspace_id, png, "tides.png", "image/png");
	expect(upload).toMatchObject({ filename: "tides.png", content_type: "image/png", byte_size: png.length });
	expect((await download(grace, upload.id)).status).toBe(404);
	const { message } = await send([upload.id]);
	expect(message.attachments).toEqual([upload]);
	const answer = await download(grace, upload.id);
	expect(answer.status).toBe(200);
	expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
	expect((await download(linus, upload.id)).status).toBe(404);
	expect((await ada.chat.uploads.list(general)).uploads[0]).toMatchObject({ upload, message_id: message.id });
});

test("a large file arrives in parts and is the same", async () => {
	const piece = crypto.getRandomValues(new Uint8Array(60_000));
	const pieces = Array.from({ length: 200 }, () => piece);
	const head = field('form-data; name="file"; filename="large.bin"').slice(0, -2);
	const parts = [head, ...pieces, new TextEncoder().encode("\r\n")];
	const answer = await sendForm(ada, uploadsOf(workspace_id), parts);
	const { upload } = await answer.json<{ upload: Upload }>();
	expect(upload.byte_size).toBe(12_000_000);
	const stored = Buffer.from(await (await download(ada, upload.id)).arrayBuffer());
	expect(stored.equals(Buffer.concat(pieces))).toBe(true);
	await ada.chat.uploads.delete(upload.id);
});

test("the workspace is in the query, or in a field before the file", async () => {
	const workspace = field('form-data; name="workspace_id"', workspace_id);
	const first = await sendForm(ada, "/api/uploads", [field('form-data; name="other"', "x"), workspace, file()]);
	expect(first.status).toBe(201);
	const last = await sendForm(ada, "/api/uploads", [file(), workspace]);
	expect(await refusal(last)).toMatchObject({
		status: 400,
		error: "workspace_id: give it in the query, or as a field before the file",
	});
});

test("with a nonce it is stored once, and found by it", async () => {
	const once = () => sendForm(ada, uploadsOf(workspace_id, "&nonce=n1&width=640&height=480"), [file()]);
	const [first, again] = [await once(), await once()];
	expect([first.status, again.status]).toEqual([201, 200]);
	const answer = await first.json<{ upload: Upload }>();
	expect(answer.upload).toMatchObject({ nonce: "n1", width: 640, height: 480 });
	expect(await again.json()).toEqual(answer);
	expect(await ada.chat.uploads.byNonce(workspace_id, "n1")).toEqual(answer.upload);
	const missing = await request(`/api/uploads/by-nonce?workspace_id=${workspace_id}&nonce=n2`, {
		headers: { authorization: `Bearer ${ada.token}` },
	});
	expect(missing.status).toBe(404);
	expect(missing.headers.get("x-clickclack-upload-nonce")).toBe("supported");
});

describe("bad input is refused in words, and nothing is left behind", () => {
	let before: { keys: string[]; rows: object[] };
	const left = async () => ({
		keys: await inBucket(),
		rows: (await rows()).filter(({ state }) => state !== "removing"),
	});
	beforeEach(async () => {
		before = await left();
	});

	test.each<[string, Uint8Array[], { status: number; error: string }, object?]>([
		["an empty file", [file("")], { status: 400, error: "the file is empty" }],
		["no file", [field('form-data; name="other"', "x")], { status: 400, error: "file is missing" }],
		["an empty form", [], { status: 400, error: "file is missing" }],
		["two files", [file(), file()], { status: 400, error: "one file at a time" }],
		[
			"a file in another field",
			[field('form-data; name="photo"; filename="a.png"', png)],
			{ status: 400, error: 'the file must be the field "file"' },
		],
		[
			"a body that ends too early",
			[file("kelp").slice(0, -3)],
			{ status: 400, error: "request body is incomplete" },
			{ ending: new Uint8Array() },
		],
		[
			"a form without its end",
			[file()],
			{ status: 400, error: "request body is incomplete" },
			{ ending: Buffer.from("--") },
		],
		[
			"no boundary",
			[file()],
			{ status: 400, error: "the form has no boundary: content-type must name one" },
			{ type: "multipart/form-data" },
		],
		[
			"another type of body",
			[file()],
			{ status: 415, error: "content-type must be multipart/form-data" },
			{ type: "text/plain" },
		],
		["a part without a name", [field("form-data", "x")], { status: 400, error: "the form has a part without a name" }],
		[
			"a header that is none",
			[field("form-data; name=x\r\nno header", "x")],
			{ status: 400, error: "the form has a header that is none" },
		],
		[
			"endless headers",
			Array.from({ length: 40 }, (_, n) => (n === 0 ? Buffer.from("----tide\r\nA: ") : Buffer.alloc(1_000, "x"))),
			{ status: 400, error: "the form has a head that is too long" },
		],
		[
			"a long field",
			[field('form-data; name="other"', "x".repeat(20_000)), file()],
			{ status: 400, error: "the form has a field that is too long" },
		],
	])("%s", async (_, parts, expected, more) => {
		const answer = await sendForm(ada, uploadsOf(workspace_id), parts, more);
		expect(await refusal(answer)).toMatchObject(expected);
		expect(await left()).toEqual(before);
	});

	test.each(["nonce=", "width=0", "height=x", "duration_ms=-1", "placeholder=%21"])("?%s", async (query) => {
		const path = query === "nonce=" ? `/api/uploads?nonce=n9` : uploadsOf(workspace_id, `&${query}`);
		expect((await sendForm(ada, path, [file()])).status).toBe(400);
		expect(await left()).toEqual(before);
	});

	test("one that says it is larger than any may be is not read", async () => {
		const answer = await request(uploadsOf(workspace_id), {
			method: "POST",
			headers: {
				authorization: `Bearer ${ada.token}`,
				"content-type": "multipart/form-data; boundary=x",
				"content-length": "70000000",
			},
			body: "x",
		});
		expect(await refusal(answer)).toMatchObject({ status: 413, error: "the file is too large (at most 64 MiB)" });
		expect(await left()).toEqual(before);
	});

	test("a stranger learns nothing of the workspace", async () => {
		const answer = await sendForm(linus, uploadsOf(workspace_id), [file()]);
		expect(await refusal(answer)).toMatchObject({ status: 404, code: "not_found" });
	});
});

describe("what a browser gets", () => {
	test("is shown where nothing can run in it, and downloaded otherwise", async () => {
		const shown = await store(ada, workspace_id, png, "a.png", "IMAGE/PNG; charset=x");
		const safe = await download(ada, shown.id);
		expect(Object.fromEntries(safe.headers)).toMatchObject({
			"content-type": "image/png",
			"content-disposition": "inline; filename=\"a.png\"; filename*=UTF-8''a.png",
			"x-content-type-options": "nosniff",
			"cache-control": "private, no-cache, no-transform",
			"accept-ranges": "bytes",
			"content-length": String(png.length),
		});
		expect(safe.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
		for (const type of ["image/svg+xml", "text/html", "application/xml", "text/javascript", "image/png"]) {
			const upload = await store(ada, workspace_id, "<script>alert(1)</script>", "page.html", type);
			const { headers } = await download(ada, upload.id);
			expect(headers.get("content-type"), type).toBe("application/octet-stream");
			expect(headers.get("content-disposition")).toMatch(/^attachment;/);
		}
	});

	test.each([
		["bytes=0-3", 206, "kelp", "bytes 0-3/11"],
		["bytes=5-", 206, "forest", "bytes 5-10/11"],
		["bytes=-6", 206, "forest", "bytes 5-10/11"],
		["bytes=5-99", 206, "forest", "bytes 5-10/11"],
		["bytes=0-0,2-3", 200, "kelp forest", null],
		["lines=1-2", 200, "kelp forest", null],
		["bytes=11-", 416, undefined, "bytes */11"],
		["bytes=-0", 416, undefined, "bytes */11"],
	])("%s is answered %i", async (range, status, text, said) => {
		const { id } = await store(ada, workspace_id, "kelp forest");
		const answer = await download(ada, id, { range });
		expect(answer.status).toBe(status);
		expect(answer.headers.get("content-range")).toBe(said);
		if (text !== undefined) expect(await answer.text()).toBe(text);
	});

	test("is asked for again only where it has another one, and HEAD says what GET would", async () => {
		const { id } = await store(ada, workspace_id, "kelp forest");
		const whole = await download(ada, id);
		const etag = whole.headers.get("etag")!;
		expect((await download(ada, id, { "if-none-match": `W/${etag}` })).status).toBe(304);
		expect((await download(ada, id, { range: "bytes=0-3", "if-range": '"other"' })).status).toBe(200);
		expect((await download(ada, id, { range: "bytes=0-3", "if-range": etag })).status).toBe(206);
		const head = await download(ada, id, {}, "HEAD");
		expect(await head.text()).toBe("");
		expect(head.headers.get("content-type")).toBe("text/plain; charset=utf-8");
		expect(head.headers.get("content-disposition")).toBe(whole.headers.get("content-disposition"));
	});
});
