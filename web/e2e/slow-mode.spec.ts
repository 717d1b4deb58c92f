import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const note = ({ page }: Person) => page.getByText("Slow mode: one message every");

test("a moderator slows a channel down: others wait between two messages, and see how long", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", { colorScheme: "dark" }, "moderator");
	const grace = await world.person("Grace");
	await grace.open(world.general);
	await expect(note(grace)).toHaveCount(0);
	await ada.open(world.general);
	await ada.page.goto(`${pathOf(world.general)}?pane=details`);
	await ada.page.getByRole("combobox", { name: "Slow mode" }).selectOption("One message every 10 s");
	await expect(note(grace)).toBeVisible();
	// who moderates does not wait
	await expect(note(ada)).toHaveCount(0);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("details.png") });

	await grace.say("one");
	await expect(grace.message("one")).toBeVisible();
	await grace.composer.fill("two");
	await expect(grace.page.getByRole("timer")).toContainText(/You can send the next one in \d+ s/);
	await expect(grace.page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("waiting.png") });
	await grace.composer.press("Enter");
	await expect(grace.composer).toHaveValue("two");

	// what one has written stays, and is sent when the time has come
	await ada.page.getByRole("combobox", { name: "Slow mode" }).selectOption("One message every 5 s");
	await expect(grace.page.getByRole("timer")).toHaveCount(0);
	await grace.composer.press("Enter");
	await expect(grace.message("two")).toBeVisible();

	await ada.page.getByRole("combobox", { name: "Slow mode" }).selectOption("Off");
	await expect(note(grace)).toHaveCount(0);
});

test("on a phone", async ({ world }, info) => {
	const grace = await world.person("Grace", { ...phone, colorScheme: "dark" });
	const owner = await world.owner();
	await owner.chat.channels.update(world.general.id, { slow_mode_seconds: 300 });
	await grace.chat.messages.create(world.general.id, { body: "one" });
	await grace.open(world.general);
	await expect(grace.page.getByRole("timer")).toContainText(/in \d min/);
	expect(await smallTargets(grace.page)).toEqual([]);
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("phone.png") });
});
