import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fill, full } from "../../durable-objects/test/full.ts";
import { expect, test } from "./world.ts";

const data = join(import.meta.dirname, "../../.wrangler/e2e");

/** Where the server keeps a workspace. */
function storageOf(workspace_id: string): DatabaseSync {
	for (const file of globSync(`${data}/**/*.sqlite`)) {
		const storage = new DatabaseSync(file, { timeout: 10_000 });
		try {
			if (storage.prepare("SELECT 1 FROM workspace WHERE id = ?").get(workspace_id)) return storage;
		} catch {
			// the storage of something else
		}
		storage.close();
	}
	throw new Error(`no storage of ${workspace_id} in ${data}`);
}

test("a workspace at all its limits opens and can be used", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const storage = storageOf(world.workspace.id);
	storage.exec("BEGIN");
	fill((statement, values) => storage.prepare(statement).run(...values), ada.user.id, world.general.id);
	storage.exec("COMMIT");
	storage.close();

	// megabytes, on a machine that may have other things to do
	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}`);
	await expect(ada.composer).toBeVisible({ timeout: 30_000 });
	const sidebar = ada.page.getByRole("navigation", { name: "Channels" });
	await expect(sidebar.getByRole("link", { name: "Threads" })).toBeVisible();
	await expect(sidebar.getByRole("list", { name: "Channels" }).getByRole("link")).toHaveCount(full.own);
	await ada.page.screenshot({ path: info.outputPath("channel.png") });
	await ada.say("still here");
	await expect(ada.message("still here")).not.toContainText("Sending");
	await ada.addChannels("Browse channels");
	const browse = ada.page.getByRole("dialog", { name: "Channels" });
	await expect(browse.getByText("4,900 more")).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("browse.png") });
	await browse.getByRole("searchbox").fill("04321");
	await expect(browse.getByRole("listitem")).toHaveCount(1);
	await browse.getByRole("button", { name: /^Join/ }).click();
	await expect(ada.page.getByRole("heading", { level: 1 })).toContainText("04321");
	await expect(ada.composer).toBeVisible();
	await ada.say("and here");
	await expect(ada.message("and here")).toBeVisible();
});
