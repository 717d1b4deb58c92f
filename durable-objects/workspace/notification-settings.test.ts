import { runInDurableObject } from "cloudflare:test";
import type { ConversationId, NotificationPreference, ServerEvent } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Team, listen, newTeam } from "../test/people.ts";

let team: Team;
let conversation_id: ConversationId;
beforeEach(async () => {
	team = await newTeam();
	conversation_id = team.general.id;
});

const choose = (who: "ada" | "grace" | "gus", preference: NotificationPreference) =>
	team[who].updateNotificationSettings({ conversation_id, preference });
const chosen = async (who: "ada" | "grace") => (await team[who].getSnapshot({})).channels[0]!.notification_preference;

test("everybody chooses for themselves what a channel notifies them of", async () => {
	expect(await team.grace.getNotificationSettings({ conversation_id })).toEqual({ preference: "mentions" });
	expect(await chosen("grace")).toBeUndefined();
	expect(await choose("grace", "muted")).toEqual({ preference: "muted" });
	expect(await team.grace.getNotificationSettings({ conversation_id })).toEqual({ preference: "muted" });
	expect(await chosen("grace")).toBe("muted");
	expect(await chosen("ada")).toBeUndefined();
	await choose("grace", "mentions");
	expect(await chosen("grace")).toBeUndefined();
});

test("a choice reaches one's own devices alone, and the same choice again nobody", async () => {
	const [ada, grace] = await Promise.all([listen(team, "ada"), listen(team, "grace")]);
	const isAbout = ({ type }: ServerEvent) => type === "notification_settings.updated";
	for (const preference of ["all", "all", "nothing"] as const) await choose("grace", preference);
	await team.ada.createMessage({ conversation_id, body: "the end" });
	for (const one of [ada, grace]) await one.receive(({ type }) => type === "message.created");
	const told = grace.received.filter(isAbout);
	expect(told.map(({ payload }) => payload)).toEqual([
		{ channel_id: conversation_id, user_id: team.users.grace.id, preference: "all" },
		{ channel_id: conversation_id, user_id: team.users.grace.id, preference: "nothing" },
	]);
	expect(ada.received.filter(isAbout)).toEqual([]);
});

test.each([["muted", "all"] as const, ["all", "muted"] as const])(
	"two devices that choose at once: the last one holds, and both are told (%s, then %s)",
	async (first, last) => {
		const device = await listen(team, "grace");
		await Promise.all([choose("grace", first), choose("grace", last)]);
		expect(await team.grace.getNotificationSettings({ conversation_id })).toEqual({ preference: last });
		expect(await chosen("grace")).toBe(last);
		await team.ada.createMessage({ conversation_id, body: "the end" });
		await device.receive(({ type }) => type === "message.created");
		const told = device.received.filter(({ type }) => type === "notification_settings.updated");
		expect(told.map(({ payload }) => payload)).toMatchObject([{ preference: first }, { preference: last }]);
	},
);

test("whoever joins again begins with the default", async () => {
	const { channel } = await team.ada.createChannel({ name: "news", kind: "public" });
	await team.grace.joinChannel({ channel_id: channel.id });
	await team.grace.updateNotificationSettings({ conversation_id: channel.id, preference: "all" });
	await team.grace.leaveChannel({ channel_id: channel.id });
	const { channel: again } = await team.grace.joinChannel({ channel_id: channel.id });
	expect(again).not.toHaveProperty("notification_preference");
});

test("what one does not see cannot be chosen for, and a deleted channel leaves no choice behind", async () => {
	const { channel } = await team.ada.createChannel({ name: "hidden", kind: "private" });
	const hidden = { conversation_id: channel.id };
	await expect(team.grace.getNotificationSettings(hidden)).rejects.toMatchObject({ code: "not_found" });
	const choosing = team.grace.updateNotificationSettings({ ...hidden, preference: "all" });
	await expect(choosing).rejects.toMatchObject({ code: "not_found" });
	await team.ada.updateNotificationSettings({ ...hidden, preference: "all" });
	await team.ada.deleteChannel({ channel_id: channel.id });
	const left = () =>
		runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec("SELECT 1 FROM notification_settings WHERE conversation_id = ?", channel.id).toArray(),
		);
	await expect.poll(left).toEqual([]);
});

test("a direct conversation calls for everything until another level is chosen, hidden or not", async () => {
	const { ada, grace, users } = team;
	const { conversation } = await ada.createDirect({ member_ids: [users.grace.id] });
	const direct = { conversation_id: conversation.id };
	await ada.createMessage({ ...direct, body: "tea?" });
	const shown = async () => (await grace.getSnapshot({})).direct_conversations[0]!.notification_preference;
	expect(await grace.getDirectNotificationSettings(direct)).toEqual({ preference: "all" });
	expect(await shown()).toBeUndefined();
	await grace.updateDirectNotificationSettings({ ...direct, preference: "mentions" });
	expect(await shown()).toBe("mentions");
	const device = await listen(team, "grace");
	await grace.closeDirect({ direct_conversation_id: conversation.id });
	await ada.createMessage({ ...direct, body: "coffee?" });
	const opened = (event: ServerEvent) => event.type === "dm.opened";
	const { payload } = await device.receive(opened);
	expect(payload).toMatchObject({ conversation: { notification_preference: "mentions" } });
	await grace.updateDirectNotificationSettings({ ...direct, preference: "all" });
	expect(await shown()).toBeUndefined();
	const others = team.linus.updateDirectNotificationSettings({ ...direct, preference: "all" });
	await expect(others).rejects.toMatchObject({ code: "not_found" });
});
