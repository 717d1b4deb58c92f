import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Me } from "@clickclack/sdk";
import { beforeEach, describe, expect, test } from "vitest";
import { app } from "../app.ts";
import { file, inBucket, sendForm } from "../test/files.ts";
import { type Person, person, request } from "../test/people.ts";
import { gif, jpeg, png, webp } from "../test/pictures.ts";

let ada: Person;
beforeEach(async () => {
	ada = await person("Ada");
});

const path = "/api/me/avatar";
const set = async (picture: Uint8Array = png(256, 256)): Promise<Me> => {
	const answer = await sendForm(ada, path, [file(picture, "me.png", "image/png")]);
	if (answer.status !== 200) throw new Error(await answer.text());
	return (await answer.json<{ user: Me }>()).user;
};
const refused = async (...parts: Uint8Array[]) => {
	const answer = await sendForm(ada, path, parts);
	const { code, error } = await answer.json<{ code: string; error: string }>();
	return { status: answer.status, code, error };
};
const directory = () => env.DIRECTORY.getByName("directory");

describe("somebody's picture", () => {
	test("is at the address in their account, for everybody, and for good", async () => {
		const picture = jpeg(300, 300);
		const { avatar_url } = await set(picture);
		expect(avatar_url).toMatch(/^https?:\/\/[^/]+\/api\/avatars\/[0-9a-v]{32}$/);
		const answer = await request(new URL(avatar_url).pathname);
		expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			"cache-control": "public, max-age=31536000, immutable",
			"content-type": "image/jpeg",
			"x-content-type-options": "nosniff",
		});
	});

	test("is told in their workspaces", async () => {
		const { id } = await ada.chat.workspaces.create({ name: "Tidepool" });
		const { avatar_url } = await set();
		await expect.poll(async () => (await ada.chat.workspaces.snapshot(id)).me.user.avatar_url).toBe(avatar_url);
	});

	test("is replaced, and removed, and the bytes of the one before go", async () => {
		for (const picture of [gif(9, 9), webp("VP8L", 9, 9)]) await set(picture);
		const { avatar_url } = await ada.chat.me.get();
		await ada.chat.me.update({ avatar_url: "" });
		await expect
			.poll(async () => {
				await runDurableObjectAlarm(directory());
				return await inBucket();
			})
			.toEqual([]);
		expect((await request(new URL(avatar_url).pathname)).status).toBe(404);
	});

	test("is nobody else's to take away, whose address they give as their own", async () => {
		const { avatar_url } = await set();
		const bob = await person("Bob");
		await bob.chat.me.update({ avatar_url });
		await bob.chat.me.update({ avatar_url: "" });
		await runDurableObjectAlarm(directory());
		expect((await request(new URL(avatar_url).pathname)).status).toBe(200);
		await ada.chat.me.update({ avatar_url: "" });
	});

	test("is one of the kinds that every browser shows, and not too large", async () => {
		const before = await inBucket();
		const not_a_picture = {
			status: 400,
			code: "invalid_request",
			error: "the picture must be a PNG, JPEG, GIF or WebP",
		};
		expect(await refused(file("<svg/>", "me.svg", "image/svg+xml"))).toEqual(not_a_picture);
		expect(await refused(file("kelp", "me.png", "image/png"))).toEqual(not_a_picture);
		expect(await refused(file("", "me.png", "image/png"))).toMatchObject({ status: 400, error: "the file is empty" });
		expect(await refused(file(png(10_000, 10_000)))).toMatchObject({
			status: 400,
			error: "the picture may have at most 1024 pixels a side",
		});
		expect(await refused(file(Buffer.concat([png(9, 9), new Uint8Array(1_048_577)])))).toMatchObject({
			status: 413,
			error: "the picture may have at most 1024 KiB",
		});
		expect(await refused()).toMatchObject({ status: 400, error: "file is missing" });
		expect(await refused(file(png(9, 9)), file(png(9, 9)))).toMatchObject({ status: 400, error: "one file at a time" });
		expect(await inBucket()).toEqual(before);
		expect((await ada.chat.me.get()).avatar_url).toBe("");
	});

	test("that ends too early is none", async () => {
		const answer = await sendForm(ada, path, [file(png(9, 9)).slice(0, -9)], { ending: new Uint8Array() });
		expect(answer.status).toBe(400);
		expect((await answer.json<{ error: string }>()).error).toBe("request body is incomplete");
	});

	test("is nobody's to change without being signed in", async () => {
		expect((await sendForm({ token: "sst_no" }, path, [file(png(9, 9))])).status).toBe(401);
	});
});

test("a server without a bucket says so", async () => {
	const bare = { ...env, UPLOADS: undefined as unknown as R2Bucket };
	const answer = await app.fetch(new Request(`http://localhost/api/avatars/${"0".repeat(32)}`), bare);
	expect(answer.status).toBe(501);
	expect((await answer.json<{ error: string }>()).error).toBe(
		"file uploads are off: this server has no bucket for them",
	);
});

test("an address that nobody has answers 404", async () => {
	expect((await request(`/api/avatars/${"0".repeat(32)}`)).status).toBe(404);
});
