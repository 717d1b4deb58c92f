import { type Role, max_default_channels } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Team, backRoom, newTeam, person } from "../../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const create = async (name: string, who: "ada" | "grace" = "ada") =>
	(await team[who].createChannel({ name, kind: "public" })).channel.id;
const setDefault = (channel_id: `chn_${string}`, is_default = true) =>
	team.ada.updateChannel({ channel_id, is_default });
let count = 0;

/** Somebody comes in; what they are in then. */
async function newcomer(role: Role = "member", isByInvite = false): Promise<string[]> {
	const user = person(`newcomer-${count++}`);
	if (isByInvite) {
		const { token } = await team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: 1 });
		await team.system.acceptInvite({ token, user });
	} else await team.system.admit({ user, role });
	const { channels } = await team.as(user.id).getSnapshot({});
	return channels.map(({ name }) => name);
}

test("new members join the channels that owners have chosen, by an invite and by an account, and guests none", async () => {
	expect(await newcomer()).toEqual(["general"]);
	for (const name of ["help", "news"]) await setDefault(await create(name));
	expect(await newcomer()).toEqual(["help", "news"]);
	expect(await newcomer("member", true)).toEqual(["help", "news"]);
	expect(await newcomer("guest")).toEqual([]);
	await setDefault(team.general.id);
	expect(await newcomer()).toEqual(["general", "help", "news"]);
});

test("a channel that is archived or deleted falls out, and is none when it is open again", async () => {
	const [help, news] = [await create("help", "grace"), await create("news")];
	for (const id of [help, news, team.general.id]) await setDefault(id);
	// its creator may archive it
	const { channel } = await team.grace.updateChannel({ channel_id: help, archived: true });
	expect(channel).not.toHaveProperty("is_default");
	await team.ada.deleteChannel({ channel_id: news });
	expect(await newcomer()).toEqual(["general"]);
	expect((await team.grace.updateChannel({ channel_id: help, archived: false })).channel).not.toHaveProperty(
		"is_default",
	);
	expect(await newcomer()).toEqual(["general"]);
});

test("owners choose, public channels only, and no more than there is room for", async () => {
	const help = await create("help", "grace");
	const byGrace = team.grace.updateChannel({ channel_id: help, is_default: true });
	await expect(byGrace).rejects.toMatchObject({ code: "forbidden", message: "workspace owner permission required" });
	const room = await backRoom(team);
	await expect(setDefault(room)).rejects.toMatchObject({ code: "invalid_request" });
	expect((await setDefault(help)).event).toMatchObject({ payload: { channel: { is_default: true } } });
	expect(await setDefault(help)).not.toHaveProperty("event");
	await expect(team.grace.updateChannel({ channel_id: help, is_default: false })).rejects.toMatchObject({
		code: "forbidden",
	});
	for (let n = 1; n < max_default_channels; n++) await setDefault(await create(`number ${n}`));
	await expect(setDefault(team.general.id)).rejects.toMatchObject({ code: "conflict" });
	await setDefault(help, false);
	await setDefault(team.general.id);
	expect(await newcomer()).toHaveLength(max_default_channels);
});

test("whoever comes while owners choose is in all that were chosen until then, in both orders", async () => {
	const [help, news] = [await create("help"), await create("news")];
	await setDefault(help);
	const [, first] = await Promise.all([setDefault(news), newcomer()]);
	const [second] = await Promise.all([newcomer(), setDefault(help, false)]);
	for (const joined of [first, second]) expect([["help"], ["help", "news"], ["news"]]).toContainEqual(joined);
	expect(await newcomer()).toEqual(["news"]);
});
