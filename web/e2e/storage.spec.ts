import { kept, readStore, sent } from "./kept.ts";
import { expect, test } from "./world.ts";

for (const [what, breakIt] of Object.entries({
	"throws an error": () => {
		IDBFactory.prototype.open = () => {
			throw new DOMException("not here", "SecurityError");
		};
	},
	"never answers": () => {
		IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
	},
	"has no room": () => {
		IDBObjectStore.prototype.put = () => {
			throw new DOMException("full", "QuotaExceededError");
		};
	},
}))
	test(`the app works where the browser's storage ${what}`, async ({ world }) => {
		const ada = await world.person("Ada");
		const faults: Error[] = [];
		ada.page.on("pageerror", (fault) => faults.push(fault));
		await ada.page.addInitScript(breakIt);
		await ada.open(world.general);
		await ada.say("from memory");
		await expect(ada.message("from memory")).toBeVisible();
		await expect.poll(() => sent(ada, world.general.id)).toEqual(["from memory"]);
		await ada.page.reload();
		await expect(ada.message("from memory")).toBeVisible();
		expect(faults).toEqual([]);
	});

/** In the page: writes to a storage of its own until not even a message has room. */
async function fillStorage(): Promise<void> {
	const request = indexedDB.open("filling");
	request.addEventListener("upgradeneeded", () => request.result.createObjectStore("rows", { autoIncrement: true }));
	const db = await new Promise<IDBDatabase>((resolve) =>
		request.addEventListener("success", () => resolve(request.result)),
	);
	for (let size = 200_000; size >= 2_000; size /= 10)
		for (let isDone = true; isDone;) {
			// in parts: there are never more random bytes at once
			const parts = Array.from({ length: Math.ceil(size / 10_000) }, () =>
				crypto.getRandomValues(new Uint8Array(Math.min(size, 10_000))),
			);
			const tx = db.transaction("rows", "readwrite");
			tx.objectStore("rows").add(parts);
			isDone = await new Promise((resolve) => {
				tx.addEventListener("complete", () => resolve(true));
				tx.addEventListener("abort", () => resolve(false));
			});
		}
	db.close();
}

test("where the browser has no room left, one is told, asked before leaving, and what was written is kept once there is room", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.page.route(/drafts/, (route) => route.abort());
	await ada.open(world.general);
	const browser = await ada.page.context().newCDPSession(ada.page);
	const origin = new URL(ada.page.url()).origin;
	await ada.composer.fill("before");
	await kept(ada.page, "before", "written");
	await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1_000_000 });
	await ada.page.evaluate(fillStorage);
	await ada.composer.fill(`only here${" and here".repeat(300)}`);
	const told = ada.page.getByText("Your browser has no room left.");
	await expect(told).toBeVisible();
	await ada.composer.fill(`still only here${" and here".repeat(300)}`);
	await expect(told).toHaveCount(1);
	expect(await ada.page.evaluate(readStore)).not.toContain("only here");
	const asked = ada.page.waitForEvent("dialog");
	void ada.page.close({ runBeforeUnload: true });
	const question = await asked;
	expect(question.type()).toBe("beforeunload");
	await question.dismiss();
	await expect(ada.composer).toHaveValue(/^still only here and/);

	await browser.send("Storage.overrideQuotaForOrigin", { origin });
	await ada.page.evaluate(() => void indexedDB.deleteDatabase("filling"));
	await ada.composer.press("End");
	await ada.composer.pressSequentially("!");
	await kept(ada.page, " and here!", "written");
	await ada.page.reload();
	await expect(ada.composer).toHaveValue(/^still only here and.* and here!$/);
});

test("what an earlier version left in localStorage is taken over", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto("/favicon.svg");
	const { id: workspace_id } = world.workspace;
	const send = { workspace_id, conversation_id: world.general.id, nonce: "n-1", body: "left behind", sent_at: 1 };
	await ada.page.evaluate(
		([user_id, key, send]) => {
			localStorage.setItem(`clickclack.draft.${user_id}.${key}`, JSON.stringify("an old draft"));
			localStorage.setItem(`clickclack.outbox.${user_id}.n-1`, send!);
		},
		[ada.user.id, world.general.id, JSON.stringify(send)],
	);
	await ada.open(world.general);
	await expect(ada.composer).toHaveValue("an old draft");
	await expect.poll(() => sent(ada, world.general.id)).toEqual(["left behind"]);
	const keys = () => ada.page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|outbox/.test(key)));
	await expect.poll(keys).toEqual([]);
	await ada.page.reload();
	await expect(ada.composer).toHaveValue("an old draft");
});
