import type { UploadId, WorkspaceId } from "@clickclack/sdk";
import { beforeAll, expect, test } from "vitest";
import { inBucket, store } from "../test/files.ts";
import { type Person, operator, person, request } from "../test/people.ts";
import { gif, png } from "../test/pictures.ts";

let ada: Person;
let grace: Person;
let linus: Person;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	[ada, grace, linus] = [await person("Ada"), await person("Grace"), await person("Linus")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] }));
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id });
});

const get = (path: string, { token }: Pick<Person, "token">) =>
	request(path, { headers: { authorization: `Bearer ${token}` } });
const make = (name: string, upload_id: UploadId) => ada.chat.customEmoji.create(workspace_id, name, upload_id);

test("members of the workspace get an emoji's picture as what it is, and keep it; nobody else does", async () => {
	const picture = gif(64, 64);
	const { id } = await store(ada, workspace_id, picture, "wave.txt", "text/plain");
	const { custom_emoji } = await make("tea-wave", id);
	const answer = await get(custom_emoji.url, grace);
	expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture);
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		"cache-control": "private, max-age=604800, immutable, no-transform",
		"content-type": "image/gif",
		"x-content-type-options": "nosniff",
	});
	for (const path of [custom_emoji.url, `/api/workspaces/${workspace_id}/emoji`])
		expect((await get(path, linus)).status).toBe(404);
});

test("what only says that it is a picture becomes no emoji, and a picture that is refused does not stay", async () => {
	const svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
	const before = await inBucket();
	for (const [content, type] of [
		[svg, "image/svg+xml"],
		[svg, "image/png"],
		["kelp", "image/gif"],
	] as const) {
		const upload = new File([content], "x", { type });
		await expect(ada.chat.customEmoji.create(workspace_id, "svg-crab", upload)).rejects.toMatchObject({
			status: 400,
			message: expect.stringContaining("an emoji must be a PNG, JPEG, GIF or WebP picture"),
		});
	}
	await expect(ada.chat.customEmoji.create(workspace_id, "wide", new Blob([png(10_000, 1)]))).rejects.toMatchObject({
		status: 400,
	});
	const heavy = new Blob([png(64, 64), new Uint8Array(262_144)]);
	await expect(ada.chat.customEmoji.create(workspace_id, "heavy", heavy)).rejects.toMatchObject({ status: 413 });
	await expect.poll(inBucket).toEqual(before);
});

test.each(["x", "Tea", "tea time", ":tea:", "té", "t".repeat(33)])("%s is no name of an emoji", async (name) => {
	const { id } = await store(ada, workspace_id, png(9, 9), "x.png", "image/png");
	await expect(make(name, id)).rejects.toMatchObject({ status: 400 });
});

test("the picture of a workspace is in everybody's list of workspaces", async () => {
	const { id } = await store(ada, workspace_id, png(128, 128), "icon.png", "image/png");
	const icon_url = `/api/uploads/${id}`;
	await ada.chat.workspaces.update(workspace_id, { icon_url });
	expect(await grace.chat.workspaces.list()).toMatchObject([{ icon_url }]);
	expect((await get(icon_url, grace)).headers.get("content-type")).toBe("image/png");
	// with another short name at once, which goes through another object
	await ada.chat.workspaces.update(workspace_id, { icon_url: "", slug: "harbour" });
	expect(await grace.chat.workspaces.list()).toMatchObject([{ icon_url: "", slug: "harbour" }]);
	await expect(ada.chat.workspaces.update(workspace_id, { icon_url: "https://example.com/x" })).rejects.toMatchObject({
		status: 400,
	});
});
