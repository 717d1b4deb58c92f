import type { Channel } from "@clickclack/sdk";
import type { Page } from "@playwright/test";
import { breaker } from "./breaker.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

interface Heard {
	/** in which something was played */
	contexts: Set<OfflineAudioContext>;
	isHere: boolean;
}
type Window = typeof globalThis & Heard;

/** In the page: what is played is not heard but can be examined. Its window has the focus when a test says so. */
function record(): void {
	const contexts = new Set<OfflineAudioContext>();
	Object.assign(window, { contexts, isHere: false });
	document.hasFocus = () => (window as unknown as Heard).isHere;
	class Recorder extends OfflineAudioContext {
		constructor() {
			super(1, 48_000, 48_000);
			Object.defineProperty(this, "state", { value: "running" });
		}
		override async resume() {}
		async close() {}
	}
	class RecordedNode extends OscillatorNode {
		override start(at: number) {
			contexts.add(this.context as OfflineAudioContext);
			super.start(at);
		}
	}
	Object.assign(window, { AudioContext: Recorder, OscillatorNode: RecordedNode });
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as Window).contexts.size);

const heardIn = async (pages: Page[]) => (await Promise.all(pages.map(heard))).reduce((sum, one) => sum + one);

/** How loud the loudest moment of the first sound is, of 1, and when it ends. */
const listen = (page: Page) =>
	page.evaluate(async () => {
		const [context] = (window as unknown as Window).contexts;
		const sound = (await context!.startRendering()).getChannelData(0);
		const end = sound.findLastIndex((sample) => Math.abs(sample) > 0.0001);
		return { loudest: Math.max(...sound), end_ms: (end / context!.sampleRate) * 1_000 };
	});

const look = (page: Page, isHere: boolean) =>
	page.evaluate((isHere) => {
		(window as unknown as Window).isHere = isHere;
		dispatchEvent(new Event(isHere ? "focus" : "blur"));
	}, isHere);

/** Opens a channel with sounds on, in windows without the focus, and waits until what another writes there is heard. */
async function listening(pages: Page[], channel: Channel, { chat }: Person): Promise<void> {
	for (const page of pages) {
		await page.clock.install();
		await page.addInitScript(record);
		await page.addInitScript(() => localStorage.setItem("clickclack.sounds", "true"));
		await page.goto(pathOf(channel));
		await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();
	}
	// what comes before the connection is there was written while nobody was here
	let tries = 0;
	const isHeard = async () => {
		await chat.messages.create(channel.id, { body: `try ${++tries}.` });
		return await heardIn(pages);
	};
	await expect.poll(isHeard).toBeGreaterThan(0);
	for (const page of pages) {
		await expect(page.getByRole("article").filter({ hasText: `try ${tries}.` })).toBeVisible();
		// the last one is still being thought about, and is too close to the one that was heard
		await page.clock.runFor(1_000);
		await page.clock.fastForward(6_000);
		await page.evaluate(() => (window as unknown as Window).contexts.clear());
	}
}

test("there are no sounds until they are chosen, which a short and soft one shows", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { page } = ada;
	await page.addInitScript(record);
	const loaded: string[] = [];
	page.on("request", (request) => request.url().includes("sound-player") && loaded.push(request.url()));
	await ada.open(world.general);
	await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} unheard` });
	await expect(ada.message("unheard")).toBeVisible();
	expect(loaded).toEqual([]);

	await page.goto("/settings/notifications");
	const choice = page.getByRole("checkbox", { name: "Sounds" });
	await expect(choice).not.toBeChecked();
	await page.getByRole("button", { name: "Play", exact: true }).click();
	await expect.poll(() => heard(page)).toBe(1);
	const { loudest, end_ms } = await listen(page);
	expect(loudest).toBeGreaterThan(0.03);
	expect(loudest).toBeLessThan(0.2);
	expect(end_ms).toBeGreaterThan(100);
	expect(end_ms).toBeLessThan(250);

	await choice.check();
	await ada.open(world.general);
	// until the connection is there: what comes before it is read like what was written while nobody was here
	const said = async () => (await grace.chat.messages.create(world.general.id, { body: "to be heard" }), heard(page));
	await expect.poll(said).toBeGreaterThan(0);
	await page.goto("/settings/notifications");
	await expect(choice).toBeChecked();
});

test("what others write where I was, or to me anywhere, makes a sound, at most one in two seconds; nothing else does", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { page } = ada;
	const { messages, threads, reactions } = grace.chat;
	const [zebra] = await world.channels(ada, grace, ["zebra"]);
	const { message } = await messages.create(world.general.id, { body: "written before" });
	await listening([page], world.general, grace);
	await expect(ada.message("written before")).toBeVisible();

	await ada.chat.messages.create(world.general.id, { body: "mine, from another device" });
	await reactions.add(message.id, "👍");
	await threads.reply(message.id, { body: "in a thread" });
	await messages.edit(message.id, { body: `@${ada.user.handle} changed` });
	await messages.create(zebra!.id, { body: "in another channel" });
	await expect(page.getByRole("link", { name: /zebra/ })).toContainText("1 unread");
	await page.clock.fastForward(6_000);
	await look(page, true);
	await messages.create(world.general.id, { body: "seen at once" });
	await expect(ada.message("seen at once")).toBeVisible();
	await page.clock.fastForward(6_000);
	expect(await heard(page)).toBe(0);

	await messages.create(zebra!.id, { body: `@${ada.user.handle} while Ada is in #general` });
	await expect.poll(() => heard(page)).toBe(1);
	await page.clock.fastForward(6_000);
	await look(page, false);
	await Promise.all(["first", "second", "third"].map((body) => messages.create(world.general.id, { body })));
	for (const body of ["first", "second", "third"]) await expect(ada.message(body)).toBeVisible();
	await expect.poll(() => heard(page)).toBe(2);
	await page.clock.fastForward(6_000);
	await messages.create(world.general.id, { body: "later" });
	await expect.poll(() => heard(page)).toBe(3);
});

test("what was written while the connection was lost, or the app closed, makes no sound", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { page } = ada;
	const line = await breaker(page);
	await listening([page], world.general, grace);
	const mention = (body: string) =>
		grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} ${body}` });
	await line.off();
	await mention("missed");
	await line.on();
	await page.clock.fastForward(15_000);
	await expect(ada.message("missed")).toBeVisible();
	await page.clock.fastForward(6_000);
	expect(await heard(page)).toBe(0);
	await mention("heard");
	await expect.poll(() => heard(page)).toBe(1);

	await page.goto("about:blank");
	await mention("written meanwhile");
	await ada.open(world.general);
	await expect(ada.message("written meanwhile")).toBeVisible();
	await page.clock.fastForward(6_000);
	expect(await heard(page)).toBe(0);
});

test("of two tabs one plays, and none while one of them shows the message to me", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const tabs = [ada.page, await ada.page.context().newPage()];
	await listening(tabs, world.general, grace);
	const heardInAll = () => heardIn(tabs);
	const write = async (body: string) => {
		await grace.chat.messages.create(world.general.id, { body });
		for (const tab of tabs) await expect(tab.getByRole("article").filter({ hasText: body })).toBeVisible();
		for (const tab of tabs) await tab.clock.runFor(1_000);
	};
	const later = async () => {
		for (const tab of tabs) await tab.clock.fastForward(6_000);
	};
	await write("one");
	await expect.poll(heardInAll).toBe(1);
	await later();
	await look(ada.page, true);
	await write("seen");
	expect(await heardInAll()).toBe(1);
	await look(ada.page, false);
	await later();
	await write("two");
	await expect.poll(heardInAll).toBe(2);
});

test("a mention in another workspace makes a sound", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { page } = ada;
	const reef = await grace.chat.workspaces.create({ name: "Reef", channels: ["general"] });
	const { token } = await grace.chat.invites.create(reef.id);
	await ada.chat.invites.accept(token);
	const [channel] = await ada.chat.channels.list(reef.id);
	await listening([page], world.general, grace);
	const link = page.getByRole("navigation", { name: "Workspaces" }).getByRole("link", { name: /^Reef/ });
	await grace.chat.messages.create(channel!.id, { body: "news" });
	await expect(link).toHaveAccessibleName("Reef, unread messages");
	await page.clock.fastForward(4_000);
	// what was written before its socket was open makes none
	await expect(async () => {
		await grace.chat.messages.create(channel!.id, { body: `@${ada.user.handle} news for you` });
		await expect(link).toHaveAccessibleName(/^Reef, \d+ messages? for you$/);
		await expect.poll(() => heard(page), { timeout: 3_000 }).toBe(1);
	}).toPass();

	// there, and nowhere else
	await ada.chat.attention.update(reef.id, { paused_until: "2100-01-01T00:00:00.000Z" });
	await page.clock.fastForward(6_000);
	await page.evaluate(() => (window as unknown as Window).contexts.clear());
	const { mention_count } = await ada.chat.channels.get(channel!.id);
	await grace.chat.messages.create(channel!.id, { body: `@${ada.user.handle} in the pause` });
	await expect(link).toHaveAccessibleName(`Reef, ${mention_count + 1} messages for you`);
	await page.clock.runFor(1_000);
	expect(await heard(page)).toBe(0);
	await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} not paused` });
	await expect(ada.message("not paused")).toBeVisible();
	await expect.poll(() => heard(page)).toBe(1);
});
