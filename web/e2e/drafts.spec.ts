import { pause } from "@clickclack/sdk";
import { onCall } from "./calls.ts";
import { kept, readStore, sent } from "./kept.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person, type World } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("link", { name: /^Drafts/ });
const entries = ({ page }: Person) => page.getByRole("list", { name: "Drafts" }).getByRole("listitem");
const other = ({ page }: Person) => page.getByRole("status").filter({ hasText: "on another device" });
const onServer = async ({ chat }: Person, { workspace }: World) =>
	(await chat.drafts.list(workspace.id)).drafts.map(({ body }) => body);

/** What saves drafts is loaded, and has asked what there is. */
const ready = (one: Person) => expect(link(one)).toBeVisible();

async function twoDevices(world: World): Promise<[Person, Person]> {
	const desk = await world.person("Ada");
	const lap = await world.person("Ada");
	for (const one of [desk, lap]) {
		await one.open(world.general);
		await ready(one);
	}
	return [desk, lap];
}

test("what is written on one device is on the other, goes on there, and goes from both when it is sent", async ({
	world,
}) => {
	const [desk, lap] = await twoDevices(world);
	await desk.composer.fill("begun at the desk");
	await expect(lap.composer).toHaveValue("begun at the desk");
	await expect(link(lap)).toHaveAccessibleName(/1 draft$/);
	await lap.composer.fill("begun at the desk, and finished on the way");
	// somebody who has just typed is not interrupted, so the desk waits until nobody types there
	await expect(desk.composer).toHaveValue("begun at the desk, and finished on the way");
	await lap.page.reload();
	await expect(lap.composer).toHaveValue("begun at the desk, and finished on the way");
	await lap.composer.press("Enter");
	await expect(lap.message("finished on the way")).toBeVisible();
	for (const one of [desk, lap]) {
		await expect(one.composer).toHaveValue("");
		await expect(link(one)).toHaveAccessibleName("Drafts");
	}
	await expect.poll(() => onServer(desk, world)).toEqual([]);
	await desk.page.reload();
	await expect(desk.message("finished on the way")).toBeVisible();
	await expect(desk.composer).toHaveValue("");
});

test("what was written offline is lost on neither device, and one chooses", async ({ world }, info) => {
	const [desk, lap] = await twoDevices(world);
	await lap.page.context().setOffline(true);
	await lap.composer.fill("written on the train");
	await kept(lap.page, "written on the train", "written");
	await desk.composer.fill("written at the desk");
	await expect.poll(() => onServer(desk, world)).toEqual(["written at the desk"]);
	await lap.page.reload().catch(() => {});
	await lap.page.context().setOffline(false);
	await lap.open(world.general);
	await expect(other(lap)).toContainText("written at the desk");
	await expect(lap.composer).toHaveValue("written on the train");
	expect(await faults(lap.page)).toEqual([]);
	await lap.page.screenshot({ path: info.outputPath("other.png") });
	await expect(desk.composer).toHaveValue("written at the desk");

	await test.step("for the other one, and back", async () => {
		await other(lap).getByRole("button", { name: "Use it" }).click();
		await expect(lap.composer).toHaveValue("written at the desk");
		await expect(lap.composer).toBeFocused();
		await expect(other(lap)).toHaveCount(0);
		await expect(lap.page.getByText("What you wrote here was replaced.")).toBeVisible();
		await lap.page.getByRole("button", { name: "Undo" }).click();
		const both = "written on the train\n\nwritten at the desk";
		await expect(lap.composer).toHaveValue(both);
		await expect(desk.composer).toHaveValue(both);
		await expect.poll(() => onServer(desk, world)).toEqual([both]);
	});

	await test.step("for one's own", async () => {
		await lap.page.context().setOffline(true);
		await lap.composer.fill("on the train again");
		await desk.composer.fill("at the desk again");
		await expect.poll(() => onServer(desk, world)).toEqual(["at the desk again"]);
		await lap.page.context().setOffline(false);
		await expect(other(lap)).toContainText("at the desk again");
		await other(lap).getByRole("button", { name: "Discard" }).click();
		await expect(lap.composer).toHaveValue("on the train again");
		await expect(lap.composer).toBeFocused();
		await lap.page.getByRole("button", { name: "Undo" }).click();
		await expect(lap.composer).toHaveValue("at the desk again\n\non the train again");
		await expect(desk.composer).toHaveValue("at the desk again\n\non the train again");
	});
});

test("who signs out before choosing keeps both texts, and nothing of them stays in the browser", async ({ world }) => {
	const [desk, lap] = await twoDevices(world);
	await lap.page.context().setOffline(true);
	await lap.composer.fill("on the train");
	await kept(lap.page, "on the train", "written");
	await desk.composer.fill("at the desk");
	await expect.poll(() => onServer(desk, world)).toEqual(["at the desk"]);
	await lap.page.context().setOffline(false);
	await expect(other(lap)).toContainText("at the desk");
	// the page is there until the next one is: somebody types on when all was deleted
	await lap.composer.evaluate((field: HTMLTextAreaElement) => {
		const timer = setInterval(() => {
			if (localStorage.getItem("clickclack.user")) return;
			clearInterval(timer);
			field.value = "typed too late";
			field.dispatchEvent(new Event("input", { bubbles: true }));
		}, 5);
	});
	await lap.page.route(/\/signin$/, async (route) => {
		await pause(500);
		await route.continue();
	});
	await lap.choose("Sign out");
	await expect(lap.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	expect(await onServer(desk, world)).toEqual(["on the train\n\nat the desk"]);
	const left = await lap.page.evaluate(readStore);
	for (const trace of ["on the train", "typed too late", "draft-base"]) expect(left).not.toContain(trace);
});

test("who would lose a text by signing out is asked first, once, and finds everything as it was when they stay", async ({
	world,
}) => {
	const [desk, lap] = await twoDevices(world);
	await lap.chat.channels.create(world.workspace.id, { name: "random" });
	await lap.page.context().setOffline(true);
	await lap.composer.fill("on the train");
	await kept(lap.page, "on the train", "written");
	await desk.composer.fill("at the desk");
	await expect.poll(() => onServer(desk, world)).toEqual(["at the desk"]);
	await lap.page.context().setOffline(false);
	await expect(other(lap)).toContainText("at the desk");
	await lap.page.getByRole("link", { name: "random" }).click();
	await expect(lap.page.getByRole("heading", { name: "random", exact: true })).toBeVisible();
	await lap.composer.fill("long ".repeat(8_200));

	const question = lap.page.getByText("couldn't be saved");
	await lap.choose("Sign out");
	const first = await question.elementHandle();
	await lap.choose("Sign out");
	await expect.poll(() => first.evaluate((shown) => shown.isConnected)).toBe(false);
	await expect(question).toHaveCount(1);
	expect(await onServer(desk, world)).toEqual(["at the desk"]);
	await lap.open(world.general);
	await expect(lap.composer).toHaveValue("on the train");
	await expect(other(lap)).toContainText("at the desk");
});

test("who signs out all the same loses what could not be saved", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ready(ada);
	await ada.composer.fill("long ".repeat(8_200));
	await ada.choose("Sign out");
	await expect(ada.page.getByText("couldn't be saved")).toBeVisible();
	await expect(ada.composer).toBeVisible();
	await ada.page.getByRole("button", { name: "Sign out anyway" }).click();
	await expect(ada.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("what could not be saved when the page was hidden is saved while it is", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ready(ada);
	await ada.page.route("**/api/drafts/*", (route) => route.abort(), { times: 1 });
	await ada.composer.fill("begun on the way");
	await ada.page.evaluate(() => {
		Object.defineProperty(document, "hidden", { value: true });
		document.dispatchEvent(new Event("visibilitychange"));
	});
	await expect.poll(() => onServer(ada, world)).toEqual(["begun on the way"]);
});

test("what was typed last is saved when the page is closed, or its person signs out", async ({ world }) => {
	const [desk, lap] = await twoDevices(world);
	await desk.composer.fill("closed at once");
	await desk.page.close({ runBeforeUnload: false });
	await expect(lap.composer).toHaveValue("closed at once");
	await lap.composer.fill("signed out at once");
	await lap.choose("Sign out");
	await expect(lap.page.getByRole("button", { name: /sign in/i })).toBeVisible();
	await expect.poll(() => onServer(desk, world)).toEqual(["signed out at once"]);
});

test("what is sent at once after a reload does not come back as a draft, though nothing was told of it yet", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { page } = ada;
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	let isHeld = false;
	await onCall(page, "listDrafts", async ({ pass }) => {
		if (isHeld) await released;
		await pass();
	});
	await ada.open(world.general);
	await ready(ada);
	await ada.composer.fill("one thought");
	await expect.poll(() => onServer(ada, world)).toEqual(["one thought"]);
	// the page ended before it was told so
	await page.goto("/robots.txt");
	await page.evaluate(forgetBases);
	isHeld = true;
	await ada.open(world.general);
	await expect(ada.composer).toHaveValue("one thought");
	await ada.composer.press("Enter");
	await expect.poll(() => sent(ada, world.general.id)).toEqual(["one thought"]);
	release();
	await expect.poll(() => onServer(ada, world)).toEqual([]);
	await expect(ada.composer).toHaveValue("");
});

/** In a page of the same origin: what was told of drafts. */
async function forgetBases(): Promise<void> {
	const request = indexedDB.open("clickclack");
	await new Promise((resolve) => request.addEventListener("success", resolve));
	const store = request.result.transaction("written", "readwrite").objectStore("written");
	const keys = store.getAllKeys();
	await new Promise((resolve) => keys.addEventListener("success", resolve));
	for (const key of keys.result as [string, string, string][]) if (key[1] === "draft-base") store.delete(key);
	await new Promise((resolve) => store.transaction.addEventListener("complete", resolve));
	request.result.close();
}

test("a message sent from a device that was offline takes its draft along", async ({ world }) => {
	const [desk, lap] = await twoDevices(world);
	await lap.composer.fill("a plan");
	await expect(desk.composer).toHaveValue("a plan");
	await lap.page.context().setOffline(true);
	await lap.composer.fill("a plan, sent on the train");
	await lap.composer.press("Enter");
	await lap.page.context().setOffline(false);
	await expect.poll(() => sent(desk, world.general.id)).toEqual(["a plan, sent on the train"]);
	await expect(desk.composer).toHaveValue("");
	await expect(lap.composer).toHaveValue("");
	await expect.poll(() => onServer(desk, world)).toEqual([]);
});

test("the list says where a draft is and what its thread is about, and one can delete and undo", async ({
	world,
}, info) => {
	const [desk, lap] = await twoDevices(world);
	const { message } = await desk.chat.messages.create(world.general.id, { body: "Where do **crabs** sleep?" });
	await desk.chat.drafts.save(message.id, { body: "under the *rocks*" });
	await desk.chat.drafts.save(world.general.id, { body: "not sent yet" });
	await expect(link(desk)).toHaveAccessibleName(/2 drafts$/);
	await link(desk).click();
	await expect(entries(desk)).toHaveText([
		/#general.*not sent yet/s,
		/Thread in .*general.*: .*Where do crabs sleep\?.*under the rocks/s,
	]);
	expect(await faults(desk.page)).toEqual([]);
	await desk.page.screenshot({ path: info.outputPath("drafts.png") });
	await entries(desk).first().getByRole("button", { name: "Delete draft" }).click();
	await expect(lap.composer).toHaveValue("");
	await expect(entries(desk)).toHaveCount(1);
	await desk.page.getByRole("button", { name: "Undo" }).click();
	await expect(entries(desk)).toHaveCount(2);
	await expect(lap.composer).toHaveValue("not sent yet");
	await desk.chat.messages.edit(message.id, { body: "Where do **shrimps** sleep?" });
	await expect(entries(desk).filter({ hasText: "shrimps" })).toHaveCount(1);
	await entries(desk).filter({ hasText: "shrimps" }).getByRole("link").click();
	await expect(desk.threadComposer).toHaveValue("under the *rocks*");
});

test("on a phone the choice and the list fit", async ({ world }, info) => {
	const desk = await world.person("Ada");
	await desk.open(world.general);
	await ready(desk);
	const hand = await world.person("Ada", { ...phone, colorScheme: "dark" });
	await hand.open(world.general);
	await hand.composer.fill("typed with a thumb ".repeat(4));
	await desk.chat.drafts.save(world.general.id, { body: "written at the desk ".repeat(12) });
	await hand.page.goto(pathOf(world.general).replace(/\/[^/]*$/, ""));
	await link(hand).tap();
	await expect(entries(hand)).toHaveText([/typed with a thumb.*on another device/s]);
	expect(await smallTargets(hand.page)).toEqual([]);
	await hand.page.screenshot({ path: info.outputPath("list-phone.png") });
	await entries(hand).getByRole("link").tap();
	await expect(other(hand)).toContainText("written at the desk");
	expect(await smallTargets(hand.page)).toEqual([]);
	expect(await faults(hand.page)).toEqual([]);
	await hand.page.screenshot({ path: info.outputPath("other-phone.png") });
});
