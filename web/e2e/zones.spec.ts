import { spread } from "./spread.ts";
import { expect, test } from "./world.ts";

const zones = ["Pacific/Auckland", "America/Los_Angeles"] as const;

/** How a time is said in English somewhere. */
const said = (time: Date, timeZone: string, how: Intl.DateTimeFormatOptions): string =>
	new Intl.DateTimeFormat("en-US", { timeZone, ...how }).format(time);
/** `2026-11-09`, as the field of a browser has it. */
const dateIn = (time: Date, timeZone: string): string => new Intl.DateTimeFormat("sv", { timeZone }).format(time);
const day_ms = 86_400_000;

test("days, times, a jump to a date and what is scheduled are those of where the reader is", async ({ world }) => {
	const people = await Promise.all(
		zones.map(async (timezoneId, n) => ({
			zone: timezoneId,
			who: await world.person(["Ada", "Grace"][n]!, { timezoneId }),
		})),
	);
	const { chat } = people[0]!.who;
	for (let n = 1; n <= 80; n++) await chat.messages.create(world.general.id, { body: `entry ${n}.` });
	// ten a day, at noon of the server's days: where one reads the morning, another reads the evening of the day before
	for (const { who } of people) {
		await who.chat.reads.mark(world.general.id, 80);
		await spread(who.page, 80);
		await who.open(world.general);
	}
	const noon = new Date().setHours(12, 0, 0, 0);

	for (const { who, zone } of people)
		await test.step(zone, async () => {
			const heading = who.timeline.getByRole("heading", { level: 3 });
			const time = who.message("entry 80.").locator("time").first();
			await expect(who.message("entry 80.")).toBeInViewport();
			const at = new Date((await time.getAttribute("datetime"))!);
			// the last of a group has its time without the half of the day
			await expect(time).toHaveText(said(at, zone, { hour: "numeric", minute: "2-digit" }).replace(/\s[AP]M$/, ""));

			const asked = new Date(noon - 5 * day_ms);
			const name = new RegExp(`${said(asked, zone, { month: "long", day: "numeric" })}\\b`);
			await heading.last().getByRole("button").click();
			const panel = who.page.getByRole("dialog", { name: "Jump to" });
			await panel.getByLabel("Jump to a date").fill(dateIn(asked, zone));
			await panel.getByRole("button", { name: "Jump", exact: true }).click();
			await expect(panel).toHaveCount(0);
			await expect(heading.filter({ hasText: name })).toBeInViewport();
			const first = who.message("entry 21.");
			await expect(first).toBeInViewport();
			await expect(first.locator("time").first()).toHaveText(said(asked, zone, { hour: "numeric", minute: "2-digit" }));
		});

	await test.step("tomorrow at nine is nine o'clock there", async () => {
		for (const { who, zone } of people) {
			await who.page.goto(who.page.url().split("?")[0]!);
			await expect(who.composer).toBeVisible();
			await who.composer.fill(`from ${zone}`);
			await who.page.getByRole("button", { name: "Schedule message" }).click();
			const tomorrow = dateIn(new Date(Date.now() + day_ms), zone);
			await who.page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
			await expect(who.page.getByText(/^Scheduled for .* at 9:00/)).toBeVisible();
			const [one] = (await who.chat.scheduled.list(world.workspace.id)).scheduled;
			const at = new Date(one!.send_at);
			expect([dateIn(at, zone), said(at, zone, { hour: "numeric", minute: "2-digit" })]).toEqual([tomorrow, "9:00 AM"]);
		}
	});
});
