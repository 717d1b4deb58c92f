import { kept, sent } from "./kept.ts";
import { Deployment, installed, update } from "./deployment.ts";
import { expect, test } from "./world.ts";

test("a new version is offered, an open page goes on with its own files, and nothing that was written is lost", async ({
	world,
}) => {
	const deployment = new Deployment();
	const address = await deployment.begin();
	const ada = await world.person("Ada", { serviceWorkers: "allow" });
	const { page } = ada;
	await page.goto(`${address}/app/${world.workspace.id}/${world.general.id}`);
	await expect(ada.composer).toBeVisible();
	await installed(page);
	await ada.composer.fill("half a thought");

	deployment.deploy("SearchPane");
	// again: the browser takes a look that it began by itself before the deployment for this one
	await expect(async () => {
		await update(page);
		await expect(page.getByText("A new version of ClickClack is ready.")).toBeVisible({ timeout: 5_000 });
	}).toPass();
	await expect(ada.composer).toHaveValue("half a thought");
	const part = () =>
		page.evaluate(async () => {
			const keys = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
			const { url } = keys.flat().find(({ url }) => url.includes("SearchPane"))!;
			return (await fetch(url)).status;
		});
	expect(await part()).toBe(200);
	await page.getByRole("button", { name: "Reload" }).click();
	await expect(ada.composer).toHaveValue("half a thought");
	await expect(page.getByText("A new version")).toHaveCount(0);
	deployment.end();
});

test("what is not the app is not answered from the browser", async ({ world }) => {
	const ada = await world.person("Ada", { serviceWorkers: "allow" });
	await ada.open(world.general);
	await installed(ada.page);
	await ada.page.context().setOffline(true);
	const reach = (path: string) =>
		ada.page.evaluate(
			async (path) =>
				await fetch(path).then(
					({ status }) => status,
					() => "nothing",
				),
			path,
		);
	for (const path of ["/api/me", "/healthz", "/docs", "/"])
		expect([path, await reach(path)]).toEqual([path, "nothing"]);
	for (const path of ["/", "/docs", "/api/docs"]) {
		const other = await ada.page.context().newPage();
		await expect(other.goto(path)).rejects.toThrow(/ERR_INTERNET/);
		await other.close();
	}
	await ada.page.goto("/app");
	await expect(ada.page).toHaveTitle(/ClickClack/);
});

test("what was sent offline survives a reload without a connection, and arrives in order", async ({ world }) => {
	const ada = await world.person("Ada", { serviceWorkers: "allow" });
	const { page } = ada;
	await ada.open(world.general);
	await ada.say("said online");
	await expect.poll(() => sent(ada, world.general.id)).toEqual(["said online"]);
	await installed(page);
	await kept(page, "said online");
	await page.context().setOffline(true);
	await page.reload();
	await expect(ada.message("said online")).toBeVisible();
	for (const word of ["one", "two", "three"]) await ada.say(`offline ${word}`);
	await expect(ada.message("offline three")).toContainText("Waiting for a connection…");
	await page.reload();
	await expect(ada.message("offline three")).toBeVisible();
	await ada.composer.fill("a draft");
	await page.context().setOffline(false);
	const everything = ["said online", "offline one", "offline two", "offline three"];
	await expect.poll(() => sent(ada, world.general.id), { timeout: 30_000 }).toEqual(everything);
	await expect(ada.composer).toHaveValue("a draft");
	await expect(page.getByText(/Waiting for a connection|Sending…/)).toHaveCount(0);
});

test("a part of the app that was never opened opens offline", async ({ world }) => {
	const ada = await world.person("Ada", { serviceWorkers: "allow" });
	await ada.open(world.general);
	await ada.say("said online");
	await installed(ada.page);
	await kept(ada.page, "said online");
	await ada.page.context().setOffline(true);
	await ada.page.reload();
	await expect(ada.composer).toBeVisible();
	await ada.page.keyboard.press("Control+Shift+F");
	await expect(ada.page.getByRole("searchbox", { name: "Search messages" })).toBeVisible();
	await ada.page.keyboard.press("Escape");
	await ada.choose("Appearance");
	await expect(ada.page.getByRole("heading", { name: "Appearance" })).toBeVisible();
});

test("the browser's frame has the colour of the theme that was chosen", async ({ world }) => {
	const ada = await world.person("Ada", { colorScheme: "light" });
	await ada.open(world.general);
	const colours = () =>
		ada.page.evaluate(() => {
			const metas = [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")];
			const probe = document.createElement("i");
			probe.style.color = metas.find(({ media }) => matchMedia(media).matches)!.content;
			document.body.append(probe);
			const frame = getComputedStyle(probe).color;
			probe.remove();
			return { frame, page: getComputedStyle(document.documentElement).backgroundColor };
		});
	const light = await colours();
	expect(light.frame).toBe(light.page);
	await ada.chat.me.update({ appearance_preferences: { color_mode: "dark" } });
	await ada.page.reload();
	await expect(ada.page.locator("html")).toHaveAttribute("data-theme", "dark");
	const dark = await colours();
	expect(dark.frame).toBe(dark.page);
	expect(dark.frame).not.toBe(light.frame);
});

test("the app can be installed: its manifest leads to the app, and its icons are there", async ({ request }) => {
	const answer = await request.get("/manifest.webmanifest");
	expect(answer.headers()["content-type"]).toContain("json");
	const manifest = await answer.json();
	expect(manifest).toMatchObject({ name: "ClickClack", start_url: "/app", display: "standalone" });
	for (const { src, type } of manifest.icons as { src: string; type: string }[])
		expect((await request.get(src)).headers()["content-type"]).toContain(type);
	expect((await request.get("/sw.js")).headers()["cache-control"]).toBe("no-cache");
});
