import { kept, sent } from "./kept.ts";
import { expect, test } from "./world.ts";

test("what is written in two tabs at once is lost in neither, and in one tab after the other it is one text", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const other = await ada.page.context().newPage();
	await other.goto(ada.page.url());
	const there = other.getByRole("textbox", { name: /^Message / });
	await expect(there).toBeVisible();
	await ada.composer.fill("begun here");
	await expect(there).toHaveValue("begun here");
	await there.fill("begun here, continued there");
	await expect(ada.composer).toHaveValue("begun here, continued there");
	await there.press("Enter");
	await expect(ada.composer).toHaveValue("");
	await expect.poll(() => sent(ada, world.general.id)).toEqual(["begun here, continued there"]);

	// neither hears of the other before it has a text of its own
	await Promise.all([ada.page, other].map((page) => page.evaluate(pauseTabs)));
	await ada.composer.fill("one thought");
	await there.fill("another thought");
	await Promise.all([ada.page, other].map((page) => page.evaluate(resumeTabs)));
	await expect(ada.composer).toHaveValue("one thought");
	await expect(there).toHaveValue("another thought");
	await other.close();
	await ada.page.reload();
	await expect(ada.composer).toHaveValue("another thought");
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue("one thought");
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue("");
	await expect
		.poll(() => sent(ada, world.general.id))
		.toEqual(["begun here, continued there", "another thought", "one thought"]);
});

interface Held {
	resume: () => void;
}

/** In the page: what it tells other tabs is on its way until `resumeTabs`. */
function pauseTabs(): void {
	const { prototype } = BroadcastChannel;
	const own = Object.getOwnPropertyDescriptor(prototype, "postMessage")!;
	const held: (() => void)[] = [];
	prototype.postMessage = function (this: BroadcastChannel, message) {
		held.push(() => void Reflect.apply(own.value as () => void, this, [message]));
	};
	(window as unknown as Held).resume = () => {
		Object.defineProperty(prototype, "postMessage", own);
		for (const send of held) send();
	};
}
const resumeTabs = () => (window as unknown as Held).resume();

test("what one tab could not send, another tab sends when that is closed, once and in order", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const first = await ada.page.context().newPage();
	await first.route("**/api/**", (route) => route.abort());
	await first.routeWebSocket(/realtime\/ws/, (socket) => void socket.close());
	await ada.say("zero");
	await kept(ada.page, "zero");
	await first.goto(ada.page.url());
	const composer = first.getByRole("textbox", { name: /^Message / });
	for (const word of ["one", "two", "three"]) {
		await composer.fill(word);
		await composer.press("Enter");
	}
	await expect(ada.message("three")).toBeVisible();
	await first.close();
	await expect.poll(() => sent(ada, world.general.id), { timeout: 20_000 }).toEqual(["zero", "one", "two", "three"]);
	await expect(ada.page.getByText("Sending…")).toHaveCount(0);
});

test("Enter that is pressed in two tabs at once sends what both show once; the same words written again are another message", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const other = await ada.page.context().newPage();
	await other.goto(ada.page.url());
	const there = other.getByRole("textbox", { name: /^Message / });
	await ada.composer.fill("said once");
	await expect(there).toHaveValue("said once");
	// neither hears that the other has sent it
	await Promise.all([ada.page, other].map((page) => page.evaluate(pauseTabs)));
	await Promise.all([ada.composer.press("Enter"), there.press("Enter")]);
	await expect(ada.composer).toHaveValue("");
	await expect(there).toHaveValue("");
	for (const page of [ada.page, other]) {
		await expect(page.getByRole("article").filter({ hasText: "said once" })).toHaveCount(1);
		await expect(page.getByText("Sending…")).toHaveCount(0);
	}
	await Promise.all([ada.page, other].map((page) => page.evaluate(resumeTabs)));
	await ada.say("ok");
	await ada.say("ok");
	await expect.poll(() => sent(ada, world.general.id)).toEqual(["said once", "ok", "ok"]);
	await expect(ada.page.getByText("Sending…")).toHaveCount(0);
	await expect(ada.timeline.getByRole("article")).toHaveCount(3);
});
