import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const pane = ({ page }: Person) => page.getByRole("complementary", { name: "Pins" });
const button = ({ page }: Person) =>
	page
		.getByRole("banner")
		.or(page.locator("main header"))
		.getByRole("button", { name: /^(\d+ pinned messages?|Pins)$/ });

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

test("messages are pinned for everybody, lead from the list to where they were said, and are unpinned there", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { id } = world.general;
	const { message: rules } = await grace.chat.messages.create(id, { body: "the **house** rules" });
	const { message: reply } = await grace.chat.threads.reply(rules.id, { body: "one more rule" });
	for (let n = 1; n <= 120; n++) await grace.chat.messages.create(id, { body: `line ${n}.` });
	await grace.chat.pins.add(id, rules.id);
	const { message: last } = await ada.chat.messages.create(id, { body: "last words" });
	// who has read begins at the end
	for (const { chat } of [ada, grace]) await chat.reads.mark(id, last.channel_seq!);
	await Promise.all([ada, grace].map((person) => person.open(world.general)));

	await test.step("a message is pinned at once, and its mark and the count are everybody's", async () => {
		await expect(button(ada)).toHaveAccessibleName("1 pinned message");
		await choose(ada, "line 119.", "Pin message");
		for (const person of [ada, grace]) {
			await expect(person.message("line 119.")).toHaveAccessibleName(/Grace.*: .*, Pinned$/);
			await expect(button(person)).toHaveAccessibleName("2 pinned messages");
		}
	});

	await test.step("the list has it first, live, and leads to each", async () => {
		await button(ada).click();
		await expect(ada.page).toHaveURL(/pane=pins/);
		const entries = pane(ada).getByRole("listitem");
		await expect(entries).toContainText([/line 119\.\s*Pinned by Ada/, /the house rules\s*Pinned by Grace/]);
		await grace.chat.pins.add(id, reply.id);
		await expect(entries).toHaveCount(3);
		await expect(entries.first()).toContainText("one more rule");
		await grace.chat.messages.edit(reply.id, { body: "two more rules" });
		await expect(entries.first()).toContainText("two more rules");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("pins.png") });
		await pane(ada)
			.getByRole("link", { name: /the house rules/ })
			.click();
		await expect(ada.message("the house rules")).toBeInViewport();
		await expect(pane(ada)).toBeVisible();
		await ada.page.screenshot({ path: info.outputPath("led.png") });
	});

	await test.step("what is unpinned or deleted goes from the list and the mark from the message", async () => {
		await pane(ada)
			.getByRole("listitem")
			.filter({ hasText: "house rules" })
			.getByRole("button", { name: "Unpin message" })
			.click();
		await expect(pane(ada).getByRole("listitem")).toHaveCount(2);
		await expect(ada.message("the house rules")).not.toHaveAccessibleName(/Pinned/);
		await grace.chat.messages.delete(reply.id);
		await choose(grace, "line 119.", "Unpin message");
		await expect(pane(ada)).toContainText("Nothing is pinned yet");
		await expect(button(grace)).toHaveAccessibleName("Pins");
		await expect(grace.message("line 119.")).not.toHaveAccessibleName(/Pinned/);
	});
});

test("a pin that is refused is taken back, and says why", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "not for long" });
	const answers: (() => unknown)[] = [];
	await onCall(ada.page, "pinMessage", (call) => {
		const error = "channel pin limit reached (maximum 100)";
		answers.push(() => call.answer(409, { error, code: "conflict", request_id: "" }));
	});
	await ada.open(world.general);
	await choose(ada, "not for long", "Pin message");
	await expect(ada.message("not for long")).toHaveAccessibleName(/Pinned/);
	await expect.poll(() => answers.length).toBe(1);
	answers[0]!();
	await expect(ada.page.getByText("The pin wasn't changed. Channel pin limit reached (maximum 100).")).toBeVisible();
	await expect(ada.message("not for long")).not.toHaveAccessibleName(/Pinned/);
});

test("on a phone the list takes the place of the messages, and Back leads to them", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const { id } = world.general;
	const { message } = await ada.chat.messages.create(id, { body: "a long story ".repeat(60) });
	for (let n = 1; n <= 30; n++) await ada.chat.messages.create(id, { body: `line ${n}.` });
	await ada.open(world.general);
	await button(ada).tap();
	await expect(pane(ada)).toContainText("Nothing is pinned yet");
	await ada.chat.pins.add(id, message.id);
	const link = pane(ada).getByRole("link", { name: /a long story/ });
	await expect(link).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("pins-phone.png") });
	await link.tap();
	await expect(ada.message("a long story")).toBeInViewport();
	await ada.page.screenshot({ path: info.outputPath("led-phone.png") });
	await ada.page.goBack();
	await expect(pane(ada)).toBeVisible();
	await ada.page.goto(`${pathOf(world.general)}?pane=pins`);
	await expect(link).toBeVisible();
});

test("in a direct conversation each of the two pins, and a phone shows what the other pinned", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", { colorScheme: "dark" });
	const grace = await world.person("Grace", phone);
	const { conversation } = await ada.chat.dms.create(world.workspace.id, [grace.user.id]);
	for (const body of ["the key is under the mat", "see you at six"])
		await ada.chat.messages.create(conversation.id, { body });
	await Promise.all([ada, grace].map((person) => person.open(conversation)));
	await choose(ada, "the key", "Pin message");
	await expect(grace.message("the key")).toHaveAccessibleName(/Pinned$/);
	await expect(button(grace)).toHaveAccessibleName("1 pinned message");
	await button(grace).tap();
	await expect(pane(grace).getByRole("listitem")).toContainText([/the key is under the mat\s*Pinned by Ada/]);
	expect(await smallTargets(grace.page)).toEqual([]);
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("dm-pins-phone.png") });
	await pane(grace)
		.getByRole("link", { name: /the key/ })
		.tap();
	await expect(grace.message("the key")).toBeInViewport();

	// the gestures are loaded once the browser has nothing else to do
	await expect(grace.page.locator("html[data-touch]")).toBeAttached();
	const finger = await Finger.on(grace.page);
	await finger.put(await middleOf(grace.message("see you at six").getByText("at six")));
	const sheet = grace.page.getByRole("dialog", { name: "Message actions" });
	await expect(sheet).toBeVisible();
	await finger.lift();
	await sheet.getByRole("button", { name: "Pin message" }).tap();
	await expect(button(ada)).toHaveAccessibleName("2 pinned messages");
	await button(ada).click();
	await expect(pane(ada).getByRole("listitem").first()).toContainText(/see you at six\s*Pinned by Grace/);
	expect(await faults(ada.page)).toEqual([]);
	await pane(ada)
		.getByRole("listitem")
		.filter({ hasText: "the key" })
		.getByRole("button", { name: "Unpin message" })
		.click();
	await expect(grace.message("the key")).not.toHaveAccessibleName(/Pinned/);
});

test("with the last pin that is removed by keyboard, the focus stays in the list", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const body of ["one", "two"]) {
		const { message } = await ada.chat.messages.create(world.general.id, { body });
		await ada.chat.pins.add(world.general.id, message.id);
	}
	await ada.open(world.general);
	await button(ada).click();
	const unpin = pane(ada).getByRole("button", { name: "Unpin message" });
	await expect(unpin).toHaveCount(2);
	for (const left of [1, 0]) {
		await unpin.first().focus();
		await ada.page.keyboard.press("Enter");
		await expect(unpin).toHaveCount(left);
		await expect.poll(() => pane(ada).evaluate((list) => list.contains(document.activeElement))).toBe(true);
	}
});
