import { breaker } from "./breaker.ts";
import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const rows = ({ page }: Person) => page.getByRole("list", { name: "People" }).getByRole("link");
const search = ({ page }: Person) => page.getByRole("searchbox", { name: "Search by name" });
const role = ({ page }: Person) => page.getByRole("combobox", { name: "Role" });

test("everybody is listed with what they tell of themselves, and found by name and by role", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", { timezoneId: "Europe/London" });
	const grace = await world.person("Grace");
	await grace.chat.profiles.update(world.workspace.id, {
		title: "Head of tides",
		pronouns: "she/her",
		time_zone: "Asia/Tokyo",
	});
	await world.person("Gaspard", {}, "guest");
	await world.crowd(60);
	await ada.open(world.general);
	await ada.page.getByRole("link", { name: "People", exact: true }).click();
	await expect(ada.page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
	await expect(rows(ada)).toHaveCount(50);
	await expect(rows(ada).first()).toContainText("Edith Clarke");
	await ada.page.getByRole("button", { name: "More", exact: true }).click();
	await expect(rows(ada)).toHaveCount(64);

	await search(ada).fill("@gRa");
	await expect(rows(ada)).toHaveCount(1);
	await expect(rows(ada)).toHaveText(/Grace.*she\/her.*@grace.*Head of tides.*\d:\d\d.*local time/s);
	expect(await faults(ada.page)).toEqual([]);
	await rows(ada).click();
	const profile = ada.page.getByRole("complementary", { name: "Profile" });
	await expect(profile).toContainText("she/her");
	await expect(rows(ada)).toHaveCount(1);
	await ada.page.keyboard.press("Escape");

	await search(ada).fill("nobody");
	await expect(ada.page.getByText("No name or handle contains “nobody”.")).toBeVisible();
	await search(ada).fill("");
	await role(ada).selectOption("Guests");
	await expect(rows(ada)).toHaveCount(1);
	await expect(rows(ada)).toContainText("Gaspard");
	await world.person("Gerda", {}, "guest");
	await expect(rows(ada)).toContainText(["Gaspard", "Gerda"]);
	await role(ada).selectOption("Everyone");
	await expect(rows(ada)).toHaveCount(50);
	await ada.page.screenshot({ path: info.outputPath("people.png") });
});

test("on a phone the directory is reached from Home and fits; arrow keys move in it", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const grace = await world.person("Grace");
	const title = "Keeper of the tide tables, of the lamps and of everything else that has to be wound up";
	await grace.chat.profiles.update(world.workspace.id, { title, pronouns: "she/her", time_zone: "Asia/Tokyo" });
	await ada.page.goto(`/app/${world.workspace.route_id}`);
	await ada.page.getByRole("link", { name: "People", exact: true }).click();
	await expect(rows(ada)).toHaveCount(3);
	await ada.page.screenshot({ path: info.outputPath("people.png") });
	expect(await ada.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	expect(await faults(ada.page)).toEqual([]);
	await rows(ada).first().focus();
	await ada.page.keyboard.press("End");
	await expect(rows(ada).last()).toBeFocused();
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("complementary", { name: "Profile" })).toBeVisible();
	await ada.page.goBack();
	await expect(rows(ada)).toHaveCount(3);
});

test("where people could not be loaded, one can try again", async ({ world }) => {
	const ada = await world.person("Ada");
	let isFull = false;
	const busy = { error: "the server is busy: try again in a moment", code: "unavailable", request_id: "1" };
	await onCall(ada.page, "listMembers", (call) => (isFull ? call.answer(503, busy) : call.pass()));
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/people"));
	await expect(rows(ada)).toHaveCount(2);
	isFull = true;
	await search(ada).fill("edith");
	await expect(ada.page.getByText("Couldn't load people")).toBeVisible();
	isFull = false;
	await ada.page.getByRole("button", { name: "Try again" }).click();
	await expect(rows(ada)).toHaveCount(1);
});

test("all that was loaded stays while the connection is lost, and is there after it; where more can't be loaded, it is said", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const line = await breaker(ada.page);
	await world.crowd(100);
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/people"));
	await expect(rows(ada)).toHaveCount(50);
	const more = ada.page.getByRole("button", { name: "More", exact: true });
	await more.click();
	await expect(rows(ada)).toHaveCount(100);
	await line.off();
	await expect(ada.page.getByText("You're offline.")).toBeVisible();
	await expect(rows(ada)).toHaveCount(100);
	await more.click();
	await expect(ada.page.getByRole("alert")).toBeVisible();
	await expect(rows(ada)).toHaveCount(100);
	await line.on();
	await expect(ada.page.getByRole("alert")).toHaveCount(0);
	await more.click();
	await expect(rows(ada)).toHaveCount(102);
});

test("who gets the role that is looked for comes into the list", async ({ world }) => {
	const [edith, ada, grace] = [await world.owner(), await world.person("Ada"), await world.person("Grace")];
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/people"));
	await role(ada).selectOption("Moderators");
	await expect(ada.page.getByText("Nobody has this role.")).toBeVisible();
	await edith.chat.members.moderate(world.workspace.id, grace.user.id, { role: "moderator" });
	await expect(rows(ada)).toContainText(["Grace"]);
});
