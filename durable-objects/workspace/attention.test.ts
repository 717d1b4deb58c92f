import { UpdateAttention, type ServerEvent, max_keywords } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Team, listen, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const night = { from: "22:00", until: "07:00", time_zone: "Europe/Berlin" };
const paused_until = "2030-01-01T00:00:00.000Z";

test("keywords, quiet hours and a pause are changed one by one, and are each person's own", async () => {
	const { ada, grace } = team;
	expect(await grace.getAttention({})).toEqual({ keywords: [] });
	await grace.updateAttention({ keywords: ["Tide", "蟹"] });
	await grace.updateAttention({ quiet_hours: night });
	await grace.updateAttention({ paused_until });
	expect(await grace.getAttention({})).toEqual({ keywords: ["Tide", "蟹"], quiet_hours: night, paused_until });
	await grace.updateAttention({ quiet_hours: { ...night, until: "22:00" }, keywords: [] });
	expect(await grace.getAttention({})).toEqual({ keywords: [], paused_until });
	expect(await ada.getAttention({})).toEqual({ keywords: [] });
});

test("a keyword in another spelling is the same", async () => {
	const { keywords } = await team.grace.updateAttention({ keywords: ["Café", "tide", "CAFE", "Ｔｉｄｅ"] });
	expect(keywords).toEqual(["Café", "tide"]);
});

test("R48: a change reaches one's own devices alone, in a replay too, and the same again nobody", async () => {
	const [ada, grace] = await Promise.all([listen(team, "ada"), listen(team, "grace")]);
	const isAbout = ({ type }: ServerEvent) => type === "attention.updated";
	for (const keywords of [["tide"], ["tide"], []]) await team.grace.updateAttention({ keywords });
	await team.ada.createMessage({ conversation_id: team.general.id, body: "the end" });
	for (const one of [ada, grace]) await one.receive(({ type }) => type === "message.created");
	expect(grace.received.filter(isAbout).map(({ payload }) => payload)).toEqual([
		{ user_id: team.users.grace.id, attention: { keywords: ["tide"] } },
		{ user_id: team.users.grace.id, attention: { keywords: [] } },
	]);
	expect(ada.received.filter(isAbout)).toEqual([]);
	const { events } = await team.grace.listEvents({ workspace_id: team.general.workspace_id, limit: 200 });
	const told = events.filter(isAbout).map(({ payload }) => payload);
	expect(told.at(-1)).toEqual({ user_id: team.users.grace.id, attention: { keywords: [] } });
	expect(
		(await team.ada.listEvents({ workspace_id: team.general.workspace_id, limit: 200 })).events.filter(isAbout),
	).toEqual([]);
});

test.each([[0, 1] as const, [1, 0] as const])(
	"two devices that change different things keep both: %s first",
	async (...order) => {
		const changes = [{ keywords: ["tide"] }, { quiet_hours: night }];
		const { grace } = team;
		const answers = await Promise.all(order.map((n) => grace.updateAttention(changes[n]!)));
		expect(answers[0]).not.toEqual(answers[1]);
		expect(await grace.getAttention({})).toEqual({ keywords: ["tide"], quiet_hours: night });
		// whoever is last decides about the same thing
		const words = order.map((n) => ({ keywords: [`word ${n}`] }));
		await Promise.all(words.map((change) => grace.updateAttention(change)));
		expect(await grace.getAttention({})).toEqual({ ...words[1], quiet_hours: night });
	},
);

test("a change writes two rows, and the same again none", async () => {
	const change = () => team.grace.updateAttention({ keywords: ["tide"] });
	expect([await writesOf(team, change), await writesOf(team, change)]).toEqual([2, 0]);
});

test.each([
	{},
	{ keywords: Array.from({ length: max_keywords + 1 }, (_, n) => `word ${n}`) },
	{ keywords: ["x".repeat(51)] },
	{ keywords: [" "] },
	{ quiet_hours: { ...night, from: "24:00" } },
	{ quiet_hours: { ...night, time_zone: "Europe/Atlantis" } },
	{ paused_until: "tomorrow" },
])("%j is refused", (change) => {
	expect(UpdateAttention.safeParse(change).success).toBe(false);
});
