import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { expect, test, type Person } from "./world.ts";

const strip = ({ page }: Person) => page.getByRole("status").filter({ hasText: "Quoting" });
/** The message with this text of its own, not one that quotes it. */
const saying = (person: Person, text: string, place = person.timeline) =>
	place.getByRole("article").filter({ has: person.page.locator(".body", { hasText: text }) });

async function quote(person: Person, text: string, place = person.timeline): Promise<void> {
	await person.act(saying(person, text, place), "More");
	await person.page.getByRole("menuitem", { name: "Quote" }).click();
	await expect(strip(person)).toContainText(text);
}

test("a message is quoted by another, which leads to it, however far away it is", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { id } = world.general;
	const { message: first } = await grace.chat.messages.create(id, { body: "the **very** first" });
	for (let n = 1; n <= 120; n++) await grace.chat.messages.create(id, { body: `line ${n}.` });
	const { message: last } = await ada.chat.messages.create(id, { body: "far back", quoted_message_id: first.id });
	// who has read begins at the end
	for (const { chat } of [ada, grace]) await chat.reads.mark(id, last.channel_seq!);
	await Promise.all([ada, grace].map((person) => person.open(world.general)));

	await test.step("a quote is chosen in the menu of a message, and dropped by Escape or its button", async () => {
		await quote(ada, "line 119.");
		await expect(ada.composer).toBeFocused();
		await ada.page.keyboard.press("Escape");
		await expect(strip(ada)).toHaveCount(0);
		await quote(ada, "line 120.");
		await strip(ada).getByRole("button", { name: "Remove quote" }).click();
		await expect(strip(ada)).toHaveCount(0);
		await expect(ada.composer).toBeFocused();
	});

	await test.step("it is kept with the draft when the page is loaded again, and sent with it", async () => {
		await quote(ada, "line 119.");
		await quote(ada, "line 118.");
		await ada.composer.fill("was it?");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("strip.png") });
		await ada.page.reload();
		await expect(strip(ada)).toHaveText(/Quoting Grace line 118\./);
		await expect(ada.composer).toHaveValue("was it?");
		await ada.composer.press("Enter");
		await expect(strip(ada)).toHaveCount(0);
		await expect(saying(grace, "was it?")).toHaveAccessibleName(/^.?Ada.?, quoting .?Grace.?: .?was it\?/);
		await expect(saying(grace, "was it?").getByRole("link", { name: "Grace line 118." })).toBeVisible();
	});

	await test.step("the quote leads to what it quotes, by mouse and by keyboard, also if that is not loaded", async () => {
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("block.png") });
		await saying(grace, "far back").getByRole("link", { name: "Grace the very first" }).click();
		await expect(saying(grace, "the very first")).toBeInViewport();
		await grace.page.goBack();
		await grace.page.getByRole("button", { name: /latest|new message/ }).click();
		await saying(grace, "was it?").getByRole("link", { name: "Grace line 118." }).focus();
		await grace.page.keyboard.press("Enter");
		await expect(grace.page).toHaveURL(/m=119/);
		await expect(saying(grace, "line 118.")).toBeInViewport();
	});

	await test.step("what is deleted is quoted still, and leads nowhere", async () => {
		await quote(ada, "line 117.");
		const { messages } = await grace.chat.messages.list(id);
		const idOf = (body: string) => messages.find((message) => message.body === body)!.id;
		await grace.chat.messages.delete(idOf("line 118."));
		const block = saying(ada, "was it?").locator("a", { hasText: "line 118." });
		await expect(block).not.toHaveAttribute("href");
		await grace.chat.messages.delete(idOf("line 117."));
		await expect(ada.page.getByText("The message you were quoting was deleted.")).toBeVisible();
		await expect(strip(ada)).toHaveCount(0);
	});
});

test("a quote waits with its message for the connection, and comes back with it when it is refused", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { message: said } = await ada.chat.messages.create(world.general.id, { body: "said before" });
	let isAccepted = false;
	await onCall(ada.page, "createMessage", (call) =>
		isAccepted ? call.pass() : call.answer(400, { error: "not now", code: "invalid_request", request_id: "" }),
	);
	await ada.open(world.general);
	await quote(ada, "said before");
	await ada.say("in answer");
	const sending = saying(ada, "in answer");
	await expect(sending).toContainText("Ada said before");
	await ada.page.reload();
	await expect(sending).toContainText("Ada said before");
	await sending.getByRole("button", { name: "Edit" }).click();
	await expect(strip(ada)).toContainText("said before");
	isAccepted = true;
	await ada.composer.press("Enter");
	await expect(sending.getByRole("link", { name: "Ada said before" })).toBeVisible();
	const { messages } = await ada.chat.messages.list(world.general.id);
	expect(messages.at(-1)).toMatchObject({ body: "in answer", quoted_message_id: said.id });
});

test("on a phone and in a thread: the root and replies are quoted", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const { message: root } = await ada.chat.messages.create(world.general.id, { body: "what is the plan?" });
	for (let n = 1; n <= 30; n++) await ada.chat.threads.reply(root.id, { body: `idea ${n}.` });
	await ada.page.goto(`/app/${root.workspace_id}/${root.id}`);
	await expect(ada.threadComposer).toBeVisible();
	await expect(ada.page.locator("html[data-touch]")).toBeAttached();
	const replies = ada.page.getByRole("log", { name: "Replies" });
	const finger = await Finger.on(ada.page);
	const hold = async (text: string) => {
		await finger.put(await middleOf(saying(ada, text, replies).getByText(text)));
		const sheet = ada.page.getByRole("dialog", { name: "Message actions" });
		await expect(sheet).toBeVisible();
		await finger.lift();
		await sheet.getByRole("button", { name: "Quote" }).tap();
		await expect(strip(ada)).toContainText(text);
	};
	await hold("idea 30.");
	await expect(ada.threadComposer).toBeFocused();
	await ada.threadComposer.fill("that one");
	await ada.page.screenshot({ path: info.outputPath("strip-phone.png") });
	await ada.page.getByRole("button", { name: "Send" }).tap();
	await expect(saying(ada, "that one", replies).getByRole("link", { name: "Ada idea 30." })).toBeVisible();
	await ada.chat.threads.reply(root.id, { body: "back to it", quoted_message_id: root.id });
	const toRoot = saying(ada, "back to it", replies).getByRole("link", { name: "Ada what is the plan?" });
	await toRoot.tap();
	await expect(saying(ada, "what is the plan?", replies)).toBeInViewport();
	await ada.page.screenshot({ path: info.outputPath("root-phone.png") });
	expect(await faults(ada.page)).toEqual([]);
});
