import { onCall, type Call } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const dialog = ({ page }: Person, name: string) => page.getByRole("dialog", { name });
const chip = (person: Person, text: string, name: string) =>
	person.message(text).getByRole("link", { name: new RegExp(`^Topic: .?${name}.?$`) });
const bar = ({ page }: Person) => page.getByRole("heading", { name: /^Topic(?!s)/ });

async function menu(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

test("a topic is made, given to a message, leads to all that have it, and what is written there gets it", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await grace.chat.messages.create(world.general.id, { body: "nothing in particular" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));

	await test.step("one is made for the next message", async () => {
		await ada.page.getByRole("button", { name: "Choose a topic" }).click();
		const form = dialog(ada, "Choose a topic");
		await form.getByLabel("Topic", { exact: true }).selectOption("New topic");
		await form.getByLabel("Name").fill("Tides");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("dialog.png") });
		await form.getByRole("button", { name: "Save" }).click();
		await expect(form).toHaveCount(0);
		await expect(ada.page.getByRole("status").getByRole("link", { name: /^Topic: .?Tides/ })).toBeVisible();
		await ada.say("high at noon");
		for (const person of [ada, grace]) await expect(chip(person, "high at noon", "Tides")).toBeVisible();
		// it was for one message
		await expect(ada.page.getByRole("button", { name: "Remove topic" })).toHaveCount(0);
		await ada.say("and now for something else");
		await expect(grace.message("something else")).toBeVisible();
		await expect(grace.message("something else").getByRole("link", { name: /^Topic/ })).toHaveCount(0);
		await grace.page.screenshot({ path: info.outputPath("chip.png") });
	});

	await test.step("its label leads to all that have it, and what is written there gets it", async () => {
		await chip(grace, "high at noon", "Tides").click();
		await expect(grace.page).toHaveURL(/topic=top_/);
		await expect(bar(grace)).toHaveText(/Tides/);
		await expect(grace.message("high at noon")).toBeVisible();
		await expect(grace.message("nothing in particular")).toHaveCount(0);
		await grace.say("low at six");
		await expect(grace.message("low at six")).toBeVisible();
		await expect(chip(ada, "low at six", "Tides")).toBeVisible();
		// no room is kept for a button that is not there
		const placeOf = async (name: string) => (await grace.page.getByRole("button", { name }).boundingBox())!;
		const [clock, send] = [await placeOf("Schedule"), await placeOf("Send")];
		expect(send.x - clock.x - clock.width).toBeLessThan(12);
		await ada.chat.messages.create(world.general.id, { body: "not about that" });
		const announced = grace.page.getByRole("log", { name: "New messages" });
		await expect(announced).toHaveCount(1);
		await ada.page.getByRole("button", { name: "Choose a topic" }).click();
		await dialog(ada, "Choose a topic").getByLabel("Topic", { exact: true }).selectOption("Tides");
		await dialog(ada, "Choose a topic").getByRole("button", { name: "Save" }).click();
		await ada.say("high again");
		await expect(grace.message("high again")).toBeVisible();
		await expect(announced).toHaveText("Ada: high again");
		await expect(grace.message("not about that")).toHaveCount(0);
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("view.png") });
		// what is changed with an arrow key is what one sees
		const { message: newer } = await grace.chat.messages.create(world.general.id, { body: "and not this either" });
		await expect(ada.message(newer.body)).toBeVisible();
		await grace.composer.press("ArrowUp");
		const editor = grace.page.getByRole("textbox", { name: "Edit message" });
		await expect(editor).toBeFocused();
		await expect(editor).toHaveValue("low at six");
		await grace.page.keyboard.press("Escape");
	});

	await test.step("it is said of what a search finds", async () => {
		await grace.page.goto(`${pathOf(world.general)}?pane=search&q=high`);
		const hits = grace.page.getByRole("complementary", { name: "Search" }).getByRole("listitem");
		await expect(hits).toHaveText([/Tides.*high again/s, /Tides.*high at noon/s]);
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("search.png") });
		await chip(grace, "high again", "Tides").click();
		await expect(bar(grace)).toHaveText(/Tides/);
	});

	await test.step("a message is given it later, and loses it", async () => {
		await menu(ada, "not about that", "Change topic");
		const form = dialog(ada, "Change topic");
		await form.getByLabel("Topic", { exact: true }).selectOption("Tides");
		await form.getByRole("button", { name: "Save" }).click();
		await expect(grace.message("not about that")).toBeVisible();
		await menu(ada, "not about that", "Change topic");
		await form.getByLabel("Topic", { exact: true }).selectOption("No topic");
		await form.getByRole("button", { name: "Save" }).click();
		await expect(grace.message("not about that")).toHaveCount(0);
	});

	await test.step("it is renamed, archived and deleted by who made it", async () => {
		await chip(ada, "high at noon", "Tides").click();
		await expect(bar(ada)).toHaveText(/Tides/);
		const act = async (item: string) => {
			await ada.page.getByRole("button", { name: "Topic actions" }).click();
			await ada.page.getByRole("menuitem", { name: item }).click();
		};
		await act("Rename topic");
		await dialog(ada, "Rename topic").getByLabel("Name").fill("Ebb and flow");
		await dialog(ada, "Rename topic").getByRole("button", { name: "Save" }).click();
		for (const person of [ada, grace]) await expect(bar(person)).toHaveText(/Ebb and flow/);
		await act("Archive topic");
		for (const person of [ada, grace]) {
			await expect(person.page.getByText("This topic is archived.")).toBeVisible();
			await expect(person.composer).toHaveCount(0);
		}
		await act("Reopen topic");
		await expect(grace.composer).toBeVisible();
		await expect(grace.page.getByRole("button", { name: "Topic actions" })).toHaveCount(0);
		await act("Delete topic");
		await dialog(ada, "Delete this topic?").getByRole("button", { name: "Delete topic" }).click();
		for (const person of [ada, grace]) {
			await expect(person.page).not.toHaveURL(/topic=/);
			await expect(person.message("low at six")).toBeVisible();
			await expect(person.message("low at six").getByRole("link", { name: /^Topic/ })).toHaveCount(0);
		}
	});
});

test("on a phone a topic is opened by its address, and left again", async ({ world }, info) => {
	const ada = await world.person("Ada", phone);
	const { topic } = await ada.chat.topics.create(world.workspace.id, {
		name: "A topic with a name that is rather long",
	});
	await ada.chat.messages.create(world.general.id, { body: "without" });
	for (let n = 1; n <= 60; n++)
		await ada.chat.messages.create(world.general.id, { body: `about it ${n}.`, topic_id: topic.id });
	await ada.open(world.general);
	await expect(chip(ada, "about it 60.", "A topic with a name that is rather long")).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("phone-chips.png") });
	await ada.page.goto(`${ada.page.url()}?topic=${topic.id}`);
	await expect(bar(ada)).toHaveText(/rather long/);
	await expect(ada.message("about it 60.")).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("phone.png") });
	await ada.page.getByRole("link", { name: "Show all messages" }).tap();
	await expect(ada.page).not.toHaveURL(/topic=/);
	await expect(ada.message("about it 60.")).toBeVisible();
	await ada.page.goto(`${ada.page.url()}?topic=top_${"0".repeat(26)}`);
	await expect(ada.page.getByRole("heading", { name: "There is no such topic here" })).toBeVisible();
	await expect(ada.composer).toHaveCount(0);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("phone-missing.png") });
	await ada.page.getByRole("link", { name: "Show all messages" }).tap();
	await expect(ada.composer).toBeVisible();
});

test("a topic that is archived or deleted meanwhile is not chosen any more, and keeps no message back", async ({
	world,
}) => {
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	const make = async (name: string) => (await grace.chat.topics.create(world.workspace.id, { name })).topic.id;
	const [tides, winds] = [await make("Tides"), await make("Winds")];
	let isHeld = false;
	const held: (() => unknown)[] = [];
	await onCall(ada.page, "createMessage", ({ pass }) => (isHeld ? held.push(pass) : pass()));
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	const form = dialog(ada, "Choose a topic");
	const chosen = (name: string) => ada.page.getByRole("status").getByRole("link", { name: new RegExp(name) });
	const choose = async (name: string) => {
		await ada.page.getByRole("button", { name: "Choose a topic" }).click();
		await form.getByLabel("Topic", { exact: true }).selectOption(name);
		await form.getByRole("button", { name: "Save" }).click();
		await expect(chosen(name)).toBeVisible();
	};

	await test.step("it is taken off", async () => {
		await choose("Tides");
		await grace.chat.topics.update(tides, { archived: true });
		await expect(ada.page.getByRole("button", { name: "Remove topic" })).toHaveCount(0);
		await ada.say("without tides");
		await expect(ada.message("without tides")).toBeVisible();
		await expect(ada.message("without tides").getByRole("link", { name: /^Topic/ })).toHaveCount(0);
	});

	await test.step("what is on its way goes without it", async () => {
		await choose("Winds");
		isHeld = true;
		await ada.say("without winds");
		await expect.poll(() => held.length).toBe(1);
		isHeld = false;
		await grace.chat.topics.delete(winds);
		held[0]!();
		await expect(grace.message("without winds")).toBeVisible();
		await expect(ada.message("without winds")).toBeVisible();
		await expect(ada.message("without winds").getByRole("button", { name: "Try again" })).toHaveCount(0);
	});
});

test("a list of topics from before does not bring back one that was deleted meanwhile", async ({ world }) => {
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	const { topics } = grace.chat;
	const { topic: moons } = await topics.create(world.workspace.id, { name: "Moons" });
	const asked: Call[] = [];
	await onCall(ada.page, "listTopics", (call) => asked.push(call));
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await grace.say("told before it");
	await expect(ada.message("told before it")).toBeVisible();
	await ada.page.getByRole("button", { name: "Choose a topic" }).click();
	await expect.poll(() => asked.length).toBe(1);
	const before = await topics.list(world.workspace.id);
	await topics.create(world.workspace.id, { name: "Stars" });
	await topics.delete(moons.id);
	await grace.say("told after it");
	await expect(ada.message("told after it")).toBeVisible();
	await asked[0]!.answer(200, { topics: before });
	const options = dialog(ada, "Choose a topic").getByRole("option");
	await expect(options.filter({ hasText: "Stars" })).toHaveCount(1);
	await expect(options.filter({ hasText: "Moons" })).toHaveCount(0);
});

test("to a guest there is no topic that is for all channels", async ({ world }) => {
	const ada = await world.person("Ada");
	const gus = await world.person("Gus", {}, "guest");
	const owner = await world.owner();
	await owner.chat.channels.addMember(world.general.id, gus.user.id);
	const { topic } = await ada.chat.topics.create(world.workspace.id, { name: "Tides" });
	await ada.chat.messages.create(world.general.id, { body: "high at noon", topic_id: topic.id });
	await gus.open(world.general);
	await expect(gus.message("high at noon")).toBeVisible();
	await gus.page.goto(`${gus.page.url()}?topic=${topic.id}`);
	await expect(gus.page.getByRole("heading", { name: "There is no such topic here" })).toBeVisible();
	await expect(gus.composer).toHaveCount(0);
	await gus.page.getByRole("link", { name: "Show all messages" }).click();
	await expect(gus.composer).toBeVisible();
});

test("the topics of a channel are listed, and one that is archived is taken up again", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { channel: reef } = await ada.chat.channels.create(world.workspace.id, { name: "reef" });
	await grace.chat.channels.join(reef.id);
	const make = async (name: string, channel_id?: typeof reef.id) =>
		(await ada.chat.topics.create(world.workspace.id, { name, ...(channel_id && { channel_id }) })).topic;
	const [tides, winds] = [await make("Tides", reef.id), await make("Winds")];
	const { message } = await ada.chat.messages.create(reef.id, { body: "high at noon", topic_id: tides.id });
	await ada.chat.topics.update(tides.id, { archived: true });
	const pane = ({ page }: Person) => page.getByRole("complementary", { name: "Topics" });
	const openTopics = async (person: Person) => {
		await person.page.goto(`${pathOf(reef)}?pane=details`);
		await person.page.getByRole("complementary", { name: "Details" }).getByRole("button", { name: "Topics" }).click();
		await expect(pane(person).getByRole("link", { name: /Winds/ })).toBeVisible();
	};

	await test.step("archived ones are folded below the others", async () => {
		await Promise.all([ada, grace].map(openTopics));
		await expect(pane(ada).getByRole("link", { name: /Tides/ })).toBeHidden();
		await pane(ada).getByText("Archived · 1").click();
		await expect(pane(ada).getByRole("link", { name: /Tides/ })).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("pane.png") });
		await pane(grace).getByText("Archived · 1").click();
		// she did not make it
		await expect(pane(grace).getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
	});

	await test.step("who made it takes it up again, for all", async () => {
		await pane(ada)
			.getByRole("button", { name: /^Actions for .?Tides/ })
			.click();
		await ada.page.getByRole("menuitem", { name: "Reopen topic" }).click();
		for (const person of [ada, grace]) {
			await expect(pane(person).getByText("Archived", { exact: false })).toHaveCount(0);
			await expect(pane(person).getByRole("link", { name: /Tides/ })).toBeVisible();
		}
	});

	await test.step("each leads to its messages, beside the list", async () => {
		await pane(grace).getByRole("link", { name: /Tides/ }).click();
		await expect(bar(grace)).toHaveText(/Tides/);
		await expect(grace.message("high at noon")).toBeVisible();
		await expect(pane(grace).getByRole("link", { name: /Tides/ })).toHaveAttribute("aria-current", "true");
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("pane-dark.png") });
	});

	await test.step("the switcher finds them by name", async () => {
		await grace.page.keyboard.press("Control+k");
		const field = grace.page.getByRole("combobox", { name: "Conversation, person or command" });
		await field.fill("winds");
		await expect(grace.page.getByRole("option", { name: /Winds.*Topic in #reef/ })).toBeVisible();
		await grace.page.getByRole("option", { name: /Winds.*Topic in #reef/ }).click();
		await expect(bar(grace)).toHaveText(/Winds/);
		await expect(grace.page).toHaveURL(new RegExp(winds.id));
	});

	await test.step("what is pinned and saved shows its topic", async () => {
		await ada.chat.pins.add(reef.id, message.id);
		await ada.chat.saved.add(message.id);
		await ada.page.goto(`${pathOf(reef)}?pane=pins`);
		const pins = ada.page.getByRole("complementary", { name: "Pins" });
		await expect(pins.getByRole("link", { name: /Topic: .?Tides/ })).toBeVisible();
		await ada.page.screenshot({ path: info.outputPath("pinned.png") });
		await ada.page.getByRole("link", { name: /^Saved/ }).click();
		await expect(ada.page.getByRole("article").getByRole("link", { name: /Topic: .?Tides/ })).toBeVisible();
		await ada.page.screenshot({ path: info.outputPath("saved.png") });
		expect(await faults(ada.page)).toEqual([]);
	});
});

test("on a phone the list of topics leads to the messages of one; without topics it says how to make one", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", phone);
	await ada.page.goto(`${pathOf(world.general)}?pane=topics`);
	await expect(ada.page.getByText("There are no topics here yet.")).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("phone-none.png") });
	await ada.chat.topics.create(world.workspace.id, {
		name: "Tides of the whole year and of all the seas that there are",
	});
	const line = ada.page.getByRole("complementary", { name: "Topics" }).getByRole("link", { name: /Tides/ });
	await expect(line).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("phone-pane.png") });
	await line.tap();
	await expect(bar(ada)).toHaveText(/Tides/);
	await expect(ada.composer).toBeVisible();
});
