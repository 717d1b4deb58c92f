import { faults } from "./faults.ts";
import { expect, pathOf, test, type Person, type World } from "./world.ts";

const pane = ({ page }: Person) => page.getByRole("complementary", { name: "Search" });
const field = (person: Person) => pane(person).getByRole("searchbox", { name: "Search messages" });
const hits = (person: Person) =>
	pane(person)
		.getByRole("link")
		.filter({ has: person.page.locator("time") });
const suggested = (person: Person, name: string | RegExp) =>
	pane(person).getByRole("list", { name }).getByRole("button");

async function reef(
	world: World,
	window: Parameters<World["person"]>[1] = {},
): Promise<{ ada: Person; grace: Person }> {
	const ada = await world.person("Ada", window);
	const grace = await world.person("Grace");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "harbour" });
	await grace.chat.messages.create(world.general.id, { body: "tide table" });
	await ada.chat.messages.create(world.general.id, { body: "tide at https://example.com" });
	await ada.chat.messages.create(channel.id, { body: "harbour tide" });
	const { conversation } = await grace.chat.dms.create(world.workspace.id, [ada.user.id]);
	await grace.chat.messages.create(conversation.id, { body: "tide between us" });
	await ada.open(world.general);
	await ada.page.goto(`${pathOf(world.general)}?pane=search`);
	await expect(field(ada)).toBeFocused();
	return { ada, grace };
}

test("operators are offered while one types, and narrow what is found", async ({ world }) => {
	const { ada, grace } = await reef(world);
	await field(ada).pressSequentially("tide fr");
	await expect(suggested(ada, "Narrow by")).toHaveText([/from:/]);
	await ada.page.keyboard.press("ArrowDown");
	await ada.page.keyboard.press("Enter");
	await expect(field(ada)).toHaveValue("tide from:");
	await expect(field(ada)).toBeFocused();
	await ada.page.keyboard.type("gra");
	const people = suggested(ada, /^from: messages written/);
	await expect(people).toHaveText([/Grace/]);
	await ada.page.keyboard.press("ArrowDown");
	await ada.page.keyboard.press("Enter");
	await expect(field(ada)).toHaveValue(`tide from:@${grace.user.handle} `);
	await expect(hits(ada)).toHaveCount(2);
	await expect(hits(ada).filter({ hasText: "tide between us" })).toBeVisible();

	await ada.page.keyboard.type("-in:#gen");
	await suggested(ada, /^in: messages/)
		.filter({ hasText: "general" })
		.click();
	await expect(field(ada)).toHaveValue(`tide from:@${grace.user.handle} -in:#general `);
	await expect(hits(ada)).toHaveText([/tide between us/]);
	await expect
		.poll(() => new URL(ada.page.url()).searchParams.get("q"))
		.toBe(`tide from:@${grace.user.handle} -in:#general`);
	await ada.page.reload();
	await expect(hits(ada)).toHaveText([/tide between us/]);

	await field(ada).fill("has:link on:today ");
	await expect(hits(ada)).toHaveText([/example\.com/]);
	await field(ada).fill("before:today tide ");
	await expect(pane(ada).getByText("Take an operator away")).toBeVisible();
	await field(ada).fill('"from:ada" ');
	await expect(suggested(ada, /./)).toHaveCount(0);
});

test("is:unread finds what one has not read, here and in threads that one follows", async ({ world }) => {
	const { ada, grace } = await reef(world);
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "lagoon" });
	await grace.chat.channels.join(channel.id);
	const { message } = await ada.chat.messages.create(channel.id, { body: "whelk?" });
	await grace.chat.threads.reply(message.id, { body: "whelk in a thread" });
	const { message: unread } = await grace.chat.messages.create(channel.id, { body: "whelk to come back to" });
	await field(ada).fill("whelk is:un");
	await suggested(ada, /^is: messages/)
		.filter({ hasText: "unread" })
		.click();
	await expect(field(ada)).toHaveValue("whelk is:unread ");
	await expect(hits(ada)).toHaveText([/whelk in a thread/, /whelk to come back to/]);
	await field(ada).fill("whelk -is:unread");
	await expect(hits(ada)).toHaveText([/whelk\?/]);
	await ada.chat.reads.mark(channel.id, unread.channel_seq!);
	await field(ada).fill("is:unread whelk");
	await expect(hits(ada)).toHaveText([/whelk in a thread/]);
});

test("what one searched for last is offered, in this browser, until one signs out", async ({ world }) => {
	const { ada } = await reef(world);
	for (const words of ["tide has:link", "harbour tide"]) {
		await field(ada).fill(words);
		await expect(hits(ada)).toHaveCount(1);
		await field(ada).press("Enter");
	}
	await field(ada).fill("tide ");
	await expect(hits(ada)).toHaveCount(4);
	await hits(ada).filter({ hasText: "table" }).click();
	await field(ada).fill("");
	const recent = suggested(ada, "Recent searches");
	await expect(recent).toHaveText(["tide", "harbour tide", "tide has:link"]);
	await ada.page.reload();
	await expect(recent).toHaveCount(3);
	await recent.last().click();
	await expect(field(ada)).toHaveValue("tide has:link");
	await expect(hits(ada)).toHaveText([/example\.com/]);

	await ada.choose("Sign out");
	await expect(ada.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	const kept = await ada.page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open("clickclack", 1);
			request.addEventListener("success", () => resolve(request.result));
		});
		const rows = database.transaction("written").objectStore("written").getAll();
		return await new Promise((resolve) => rows.addEventListener("success", () => resolve(JSON.stringify(rows.result))));
	});
	expect(kept).not.toContain("tide");
});

test("recent searches can be cleared", async ({ world }) => {
	const { ada } = await reef(world);
	await field(ada).fill("tide");
	await expect(hits(ada)).toHaveCount(4);
	await field(ada).press("Enter");
	await field(ada).fill("");
	await expect(suggested(ada, "Recent searches")).toHaveText(["tide"]);
	await pane(ada).getByRole("button", { name: "Clear", exact: true }).click();
	await expect(suggested(ada, "Recent searches")).toHaveCount(0);
	await expect.poll(() => new URL(ada.page.url()).search).toBe("?pane=search");
	await ada.page.reload();
	await expect(suggested(ada, "Narrow a search")).toHaveCount(10);
	await expect(suggested(ada, "Recent searches")).toHaveCount(0);
});

test("channels and people with such a name are in the same box", async ({ world }) => {
	const { ada } = await reef(world);
	await field(ada).fill("harbour");
	const named = pane(ada).getByRole("navigation", { name: "Channels and people" });
	await expect(named.getByRole("link")).toHaveText([/harbour/]);
	await expect(hits(ada)).toHaveCount(1);
	await named.getByRole("link").click();
	await expect(ada.page.getByRole("heading", { name: "harbour", level: 1 })).toBeVisible();
	await ada.page.goBack();
	await field(ada).fill("grace");
	await named.getByRole("link", { name: /Grace/ }).click();
	await expect(ada.page.getByRole("complementary", { name: "Profile" })).toContainText("Grace");
});

for (const [colorScheme, width] of [
	["light", 1280],
	["dark", 390],
] as const)
	test(`the search is without a serious accessibility fault, ${colorScheme}, ${width} px wide`, async ({ world }) => {
		const { ada } = await reef(world, { colorScheme, viewport: { width, height: 800 } });
		await expect(suggested(ada, "Narrow a search")).toHaveCount(10);
		expect(await faults(ada.page)).toEqual([]);
		await suggested(ada, "Narrow a search").first().click();
		await expect(suggested(ada, /^from: messages/)).toHaveText([/me/, /Edith/, /Grace/]);
		await expect(pane(ada).getByRole("status").filter({ hasText: "3 suggestions" })).toBeAttached();
		expect(await faults(ada.page)).toEqual([]);
		await field(ada).fill("harbour");
		await expect(hits(ada)).toHaveCount(1);
		expect(await faults(ada.page)).toEqual([]);
	});

test("channels that one is not in, and people beyond those that the app knows at first, are found by name", async ({
	world,
}) => {
	test.slow();
	await world.crowd(205);
	const [ada, zuse] = [await world.person("Ada"), await world.person("Zuse")];
	await zuse.chat.channels.create(world.workspace.id, { name: "zoetrope" });
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+Shift+F");
	const named = pane(ada).getByRole("navigation", { name: "Channels and people" });
	await field(ada).fill("zuse");
	await expect(named.getByRole("link", { name: /Zuse/ })).toBeVisible();
	await field(ada).fill("zoetrope");
	await expect(named.getByRole("link")).toHaveText([/zoetrope/]);
	await named.getByRole("link").click();
	await expect(ada.page.getByRole("heading", { name: "zoetrope", level: 1 })).toBeVisible();
});
