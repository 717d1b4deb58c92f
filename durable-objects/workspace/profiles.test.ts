import { UpdateMemberProfile } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam, person } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

type Who = "ada" | "grace" | "linus" | "gus";
const profileOf = async (who: Who, by: Who = "linus") =>
	(await team[by].getMember({ user_id: team.users[who].id })).member.profile;
const admiral = {
	title: "Rear admiral",
	pronouns: "she/her",
	time_zone: "America/New_York",
	links: ["https://example.com/grace", "https://example.com/cobol"],
};

describe("a profile", () => {
	test("is told to everybody, and is wherever the member is, but not in what they write", async () => {
		const [linus, gus] = [await listen(team, "linus"), await listen(team, "gus")];
		const { member, event } = await team.grace.updateMemberProfile(admiral);
		expect(member.profile).toEqual(admiral);
		expect(event!.payload.member).toEqual(member);
		for (const one of [linus, gus]) expect(await one.receive(({ type }) => type === "member.updated")).toEqual(event);
		const { members } = await team.gus.listMembers({ limit: 100 });
		const snapshot = await team.grace.getSnapshot({});
		const moderated = (await team.ada.listModerationMembers({ limit: 100 })).members;
		for (const list of [members, snapshot.members, [snapshot.me], moderated])
			expect(list.find(({ user }) => user.id === team.users.grace.id)!.profile).toEqual(admiral);
		expect(members.filter((one) => "profile" in one)).toHaveLength(1);
		const { message } = await team.grace.createMessage({ conversation_id: team.general.id, body: "hello" });
		expect(JSON.stringify(message)).not.toContain("admiral");
	});

	test("changes by field, and what is emptied is gone", async () => {
		await team.grace.updateMemberProfile(admiral);
		await team.grace.updateMemberProfile({ title: "", links: [] });
		expect(await profileOf("grace")).toEqual({ pronouns: "she/her", time_zone: "America/New_York" });
		const { member, event } = await team.grace.updateMemberProfile({ pronouns: "", time_zone: "" });
		expect(member).not.toHaveProperty("profile");
		expect(event!.payload.member).not.toHaveProperty("profile");
		expect(await profileOf("grace")).toBeUndefined();
	});

	test("that says the same again is no event", async () => {
		await team.grace.updateMemberProfile(admiral);
		for (const same of [admiral, { title: admiral.title }, { links: admiral.links }])
			expect(await team.grace.updateMemberProfile(same)).not.toHaveProperty("event");
		expect(await team.gus.updateMemberProfile({ title: "" })).not.toHaveProperty("event");
	});

	test("is of one's own, and changed neither by who is blocked nor by who is timed out", async () => {
		await team.grace.updateMemberProfile({ title: "Rear admiral" });
		for (const restriction of [{ blocked: true }, { blocked: false, timeout_minutes: 5 }]) {
			await team.ada.moderateMember({ user_id: team.users.grace.id, ...restriction });
			await expect(team.grace.updateMemberProfile({ title: "Admiral" })).rejects.toMatchObject({ code: "moderated" });
		}
		expect(await profileOf("grace")).toEqual({ title: "Rear admiral" });
	});

	test("stays with who gets another role, and goes with who leaves", async () => {
		await team.grace.updateMemberProfile(admiral);
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
		expect(await profileOf("grace")).toEqual(admiral);
		await team.grace.removeMember({ user_id: team.users.grace.id });
		await team.system.admit({ user: { ...person("grace"), id: team.users.grace.id }, role: "member" });
		expect(await profileOf("grace")).toBeUndefined();
	});
});

test.each([
	[{}, "at least one field"],
	[{ title: "x".repeat(101) }, "too long"],
	[{ title: "\u202Eadmiral" }, "direction overrides"],
	[{ pronouns: "x".repeat(41) }, "too long"],
	[{ time_zone: "Mars/Olympus" }, "time zone"],
	[{ time_zone: "x".repeat(65) }, "64"],
	[{ links: ["javascript:alert(1)"] }, "http or https"],
	[{ links: ["ftp://example.com"] }, "http or https"],
	[{ links: [`https://example.com/${"x".repeat(200)}`] }, "200"],
	[{ links: ["https://a.example", "https://b.example", "https://c.example", "https://d.example"] }, "3"],
	[{ links: ["https://a.example", "https://a.example"] }, "once"],
	[{ links: "https://a.example" }, "array"],
])("%j is refused", (change, words) => {
	const { success, error } = UpdateMemberProfile.safeParse(change);
	expect(success).toBe(false);
	expect(error!.issues.map(({ message }) => message).join()).toContain(words);
});

test.each(["Kapitänin zur See", "адмирал", "أميرال", "אדמירל", "एडमिरल", "พลเรือเอก", "海軍少将", "해군 소장", "🦀⚓️"])(
	"a title may be %s",
	async (title) => {
		await team.grace.updateMemberProfile({ title });
		expect(await profileOf("grace")).toEqual({ title });
	},
);
