import { sent } from "./kept.ts";
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
