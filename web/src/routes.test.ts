import { expect, test } from "vitest";
import {
	build,
	canonical,
	conversationPath,
	messagePath,
	read,
	routes,
	threadPath,
	withPane,
	type Url,
} from "./routes.ts";

/** What an address says, without what it does not say. */
const said = (address: string): Partial<Url> =>
	Object.fromEntries(Object.entries(read(address)).filter(([, value]) => value !== undefined));

const [workspace, channel, direct, root] = [
	"T01JD7XK3M9H5Q2W8",
	"C01JD7XK3M9H5Q2W9",
	"D01JD7XK3M9H5Q2WB",
	"M01JD7XK3M9H5Q2WA",
];
/** the same in full */
const ids = {
	workspace_id: "wsp_01kb7x4c5z01jd7xk3m9h5q2w8",
	channel_id: "chn_01kb7x4c5z01jd7xk3m9h5q2w9",
	dm_id: "dm_01kb7x4c5z01jd7xk3m9h5q2wb",
	root_id: "msg_01kb7x4c5z01jd7xk3m9h5q2wa",
} as const;
const conversation = { name: "conversation", workspace, target: channel };

test.each<[string, object]>([
	["/", { name: "root" }],
	["/signin", { name: "signin" }],
	[`/signin?token=mgt_1&next=%2Fapp%2F${workspace}`, { name: "signin", token: "mgt_1", next: `/app/${workspace}` }],
	["/invite/ivt_1", { name: "invite", token: "ivt_1" }],
	["/settings", { name: "settingsHome" }],
	["/settings/appearance", { name: "settings", settings: "appearance" }],
	["/app", { name: "home" }],
	["/app/", { name: "home" }],
	[`/app/${workspace}`, { name: "workspace", workspace }],
	[`/app/${workspace}?pane=search`, { name: "workspace", workspace, pane: "search" }],
	[`/app/${workspace}/${channel}`, conversation],
	[`/app/${workspace}/${direct}`, { ...conversation, target: direct }],
	[`/app/${workspace}/${root}?m=3`, { ...conversation, target: root, m: 3 }],
	[`/app/${workspace}/${channel}?at=msg_1`, { ...conversation, at: "msg_1" }],
	[`/app/${workspace}/${channel}?pane=profile&who=usr_1`, { ...conversation, pane: "profile", who: "usr_1" }],
	[
		`/app/${workspace}/${direct}?pane=search&q=crab&scope=conversation&sort=newest`,
		{ ...conversation, target: direct, pane: "search", q: "crab", scope: "conversation", sort: "newest" },
	],
	[`/app/${workspace}/-/dms`, { name: "directs", workspace }],
	[`/app/${workspace}/-/admin`, { name: "adminHome", workspace }],
	[`/app/${workspace}/-/admin/invites`, { name: "admin", workspace, admin: "invites" }],
])("%s", (address, url) => {
	expect(said(address)).toEqual(url);
	expect(canonical(address)).toBe(address);
});

test("an address that is longer than any pattern means what it begins with, and an unknown one is the root", () => {
	expect(said(`/app/${workspace}/${channel}/pins`)).toEqual(conversation);
	expect(said(`/app/${workspace}/-/nothing`)).toEqual({ name: "missingView", workspace, unknown: "nothing" });
	expect(said("/settings/nothing")).toEqual({ name: "settingsHome" });
	expect(said("/invite")).toEqual({ name: "root" });
	expect(said("/nothing/here")).toEqual({ name: "root" });
	expect(said(`/app/${workspace}?pane=toString`)).toEqual({ name: "workspace", workspace });
});

test("what is no id where one should be leads to nothing", () => {
	expect(read("/app/engines").name).toBe("missingWorkspace");
	expect(read(`/app/${channel}/${workspace}`).name).toBe("missingWorkspace");
	expect(read("/app/wsp_1").name).toBe("missingWorkspace");
	for (const m of ["-1", "01", "1.5", "x", "1e3", "9".repeat(16)])
		expect(said(`/app/${workspace}/${channel}?m=${m}`)).toEqual(conversation);
	expect(said(`/app/${workspace}/${channel}?at=12&who=me`)).toEqual(conversation);
});

test.each([
	["general", "#general"],
	["%E3%82%AC%E3%82%A4%E3%83%89", "#ガイド"],
	["c%2B%2B", "#c++"],
	["c%23", "#c#"],
	["Many", "#Many"],
	["%E0%A4%A", "#%E0%A4%A"],
])("a channel may be named in an address: %s is %s", (written, target) => {
	expect(said(`/app/${workspace}/${written}`)).toEqual({ name: "named", workspace, channel: written, target });
});

test("older addresses, with ids in full or a thread's channel, become today's", () => {
	const { workspace_id, channel_id, dm_id, root_id } = ids;
	expect(canonical(`/app/${workspace_id}`)).toBe(`/app/${workspace}`);
	expect(canonical(`/app/${workspace_id}/${channel_id}?at=msg_1`)).toBe(`/app/${workspace}/${channel}?at=msg_1`);
	expect(canonical(`/app/${workspace_id}/${dm_id}`)).toBe(`/app/${workspace}/${direct}`);
	expect(canonical(`/app/${workspace_id}/${channel_id}/thread/${root_id}`)).toBe(`/app/${workspace}/${root}`);
	expect(canonical(`/app/${workspace}/${channel}/${root}?pane=search`)).toBe(`/app/${workspace}/${root}?pane=search`);
	expect(canonical(`/app/${workspace_id}/-/admin/general`)).toBe(`/app/${workspace}/-/admin/general`);
});

test("a search that one would look for at an address of its own opens beside the conversation", () => {
	expect(canonical(`/app/${workspace}/-/search?q=from%3Ame+crab`)).toBe(
		`/app/${workspace}?pane=search&q=from%3Ame+crab`,
	);
});

test.each(["https://example.com/app/", "//example.com/app/", "/\\example.com", "/signin"])(
	"signing in does not lead to %s",
	(next) => {
		expect(read(build("signin", {}, { next })).next).toBeUndefined();
	},
);

test.each(["/settings", "/settings/profile", "/app", "/app?pane=search"])("signing in leads back to %s", (next) => {
	expect(read(build("signin", {}, { next })).next).toBe(next);
});

test("what is built is read as what it was built from", () => {
	const params = {
		workspace,
		target: channel,
		admin: "general",
		settings: "profile",
		token: "ivt_1",
		channel: "general",
		unknown: "engines",
	} as const;
	for (const name of Object.keys(routes) as (keyof typeof routes)[])
		expect(read(build(name, params, { pane: "search" }))).toMatchObject({ name, pane: "search" });
	expect(build("signin", {}, { next: `/app/${workspace}?pane=search` })).toBe(
		`/signin?next=%2Fapp%2F${workspace}%3Fpane%3Dsearch`,
	);
});

test("a pane opens beside any view, with or without a channel, over a thread too", () => {
	const shown = (address: string, ...pane: [pane?: "search" | "members"]) => withPane(read(address), ...pane);
	expect(shown(`/app/${workspace}`, "search")).toBe(`/app/${workspace}?pane=search`);
	expect(shown(`/app/${workspace}/${channel}?pane=search`, "members")).toBe(
		`/app/${workspace}/${channel}?pane=members`,
	);
	expect(shown(`/app/${workspace}/${root}?m=2`, "search")).toBe(`/app/${workspace}/${root}?pane=search`);
	expect(shown(`/app/${workspace}/${root}?pane=search`)).toBe(`/app/${workspace}/${root}`);
	expect(shown(`/app/${workspace}/-/admin/general?pane=search`)).toBe(`/app/${workspace}/-/admin/general`);
});

test("a message's address is its place in the conversation, a reply's the one in its thread", () => {
	const { workspace_id, channel_id, dm_id, root_id } = ids;
	const said_there = { workspace_id, thread_root_id: root_id, channel_seq: 7 };
	const reply = { workspace_id, thread_root_id: root_id, parent_message_id: root_id, thread_seq: 3 };
	expect(messagePath({ ...said_there, channel_id })).toBe(`/app/${workspace}/${channel}?m=7`);
	expect(messagePath({ ...said_there, direct_conversation_id: dm_id })).toBe(`/app/${workspace}/${direct}?m=7`);
	expect(messagePath({ ...reply, channel_id })).toBe(`/app/${workspace}/${root}?m=3`);
	expect(conversationPath({ workspace_id, id: dm_id })).toBe(`/app/${workspace}/${direct}`);
	expect(threadPath({ workspace_id, id: root_id })).toBe(`/app/${workspace}/${root}`);
});
