import { onCall } from "./calls.ts";
import { expect, pathOf, test } from "./world.ts";

const busy = { error: "the server is busy: try again in a moment", code: "unavailable", request_id: "1" };

test("the API's own address answers in JSON, not with the app", async ({ request }) => {
	const api = await request.get("/api");
	expect([api.status(), api.headers()["content-type"]]).toEqual([404, "application/json"]);
});

test("an asset of another build is a 404 that is not cached; those of this build are cached for a year", async ({
	request,
}) => {
	const missing = await request.get("/assets/of-another-build.js");
	expect(missing.status()).toBe(404);
	expect(missing.headers()["cache-control"]).toBe("no-store");

	const [, script] = (await (await request.get("/app")).text()).match(/src="(\/assets\/[^"]+)"/)!;
	const found = await request.get(script!);
	expect(found.status()).toBe(200);
	expect(found.headers()).toMatchObject({
		"cache-control": "public, max-age=31536000, immutable",
		"content-type": expect.stringContaining("javascript"),
		"content-security-policy": expect.stringContaining("script-src 'self'"),
		"x-content-type-options": "nosniff",
	});
});

test("a conversation in view is marked as read, even if the server was busy at first", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	let refused = 0;
	await onCall(ada.page, "markRead", (call) => (refused++ < 2 ? call.answer(503, busy) : call.pass()));
	await ada.open(world.general);
	await grace.chat.messages.create(world.general.id, { body: "news" });
	await expect(ada.message("news")).toBeVisible();
	const unread = async () => (await ada.chat.channels.list(world.workspace.id)).map(({ unread_count }) => unread_count);
	await expect.poll(unread).toEqual([0]);
	expect(refused).toBeGreaterThan(2);
});

test("the app works with a full and partly unreadable localStorage", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.page.evaluate((user_id) => {
		localStorage.setItem(`clickclack.draft.${user_id}.chn_1`, "{");
		for (let size = 1 << 22; size >= 1; size >>= 1)
			try {
				for (let n = 0; ; n++) localStorage.setItem(`filler ${size} ${n}`, "x".repeat(size));
			} catch {
				// full for this size
			}
	}, ada.user.id);
	await ada.page.reload();
	await ada.say("no room");
	await expect(ada.message("no room")).toBeVisible();
	await ada.act(ada.message("no room"), "React with 👍");
	await expect(ada.message("no room").getByRole("button", { name: /👍.*1/ })).toBeVisible();
	expect((await ada.chat.messages.list(world.general.id)).messages.map(({ body }) => body)).toEqual(["no room"]);
	await expect(ada.page.getByText("wasn't changed")).toHaveCount(0);
});

test("older messages that could not be loaded can be asked for again", async ({ world }) => {
	const ada = await world.person("Ada");
	await Promise.all(
		Array.from({ length: 130 }, (_, n) => ada.chat.messages.create(world.general.id, { body: `entry ${n}.` })),
	);
	const { messages } = await ada.chat.messages.list(world.general.id, { limit: 130 });
	let isBusy = false;
	await onCall(ada.page, "listMessages", (call) => (isBusy ? call.answer(503, busy) : call.pass()));
	await ada.open(world.general);
	await expect(ada.message(messages.at(-1)!.body)).toBeVisible();
	isBusy = true;
	await ada.timeline.hover();
	const retry = ada.page.getByRole("alert").getByRole("button", { name: "Retry" });
	await expect(async () => {
		await ada.page.mouse.wheel(0, -4_000);
		await expect(retry).toBeVisible({ timeout: 3_000 });
	}).toPass();
	isBusy = false;
	await retry.click();
	await expect(retry).toHaveCount(0);
	await ada.timeline.hover();
	await expect(async () => {
		await ada.page.mouse.wheel(0, -2_000);
		await expect(ada.message(messages[0]!.body)).toBeInViewport({ timeout: 500 });
	}).toPass();
});

test("a page whose script is gone after a deployment says so, and offers to reload", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.route("**/assets/app-*.js", (route) => route.fulfill({ status: 404, body: "not found" }));
	await ada.page.goto(pathOf(world.general));
	await expect(ada.page.getByRole("heading", { name: "ClickClack couldn't load" })).toBeInViewport();
	await ada.page.unroute("**/assets/app-*.js");
	await ada.page.getByRole("link", { name: "Reload" }).click();
	await expect(ada.composer).toBeVisible();
	await expect(ada.page.getByText("couldn't load")).toBeHidden();
});
