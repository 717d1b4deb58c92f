import { expect, test } from "vitest";
import { build, messagePath, read, resolvedPath, routes, withPane, type Url } from "./routes.ts";

/** What an address says, without what it does not say. */
const said = (address: string): Partial<Url> =>
	Object.fromEntries(Object.entries(read(address)).filter(([, value]) => value !== undefined));

const conversation = { name: "conversation", workspace_id: "wsp_1", conversation_id: "chn_1" };

const channelLink = {
	name: "publicTarget",
	workspace_route_id: "T01JD7XK3M9H5Q2W8",
	target_route_id: "C01JD7XK3M9H5Q2W9",
};
const threadLink = {
	name: "publicThread",
	workspace_route_id: "T01JD7XK3M9H5Q2W8",
	parent_route_id: "C01JD7XK3M9H5Q2W9",
	target_route_id: "M01JD7XK3M9H5Q2WA",
};

test.each<[string, object]>([
	["/", { name: "root" }],
	["/signin", { name: "signin" }],
	["/signin?token=mgt_1&next=%2Fapp%2Fwsp_1", { name: "signin", token: "mgt_1", next: "/app/wsp_1" }],
	["/invite/ivt_1", { name: "invite", token: "ivt_1" }],
	["/app", { name: "home" }],
	["/app/", { name: "home" }],
	["/app/wsp_1", { name: "workspace", workspace_id: "wsp_1" }],
	["/app/wsp_1?pane=search", { name: "workspace", workspace_id: "wsp_1", pane: "search" }],
	["/app/wsp_1/chn_1", conversation],
	["/app/wsp_1/dm_1", { ...conversation, conversation_id: "dm_1" }],
	["/app/wsp_1/chn_1?at=msg_1", { ...conversation, at: "msg_1" }],
	["/app/wsp_1/chn_1?pane=members", { ...conversation, pane: "members" }],
	["/app/T01JD7XK3M9H5Q2W8", { name: "publicWorkspace", workspace_route_id: "T01JD7XK3M9H5Q2W8" }],
	["/app/T01JD7XK3M9H5Q2W8/C01JD7XK3M9H5Q2W9", channelLink],
	["/app/T01JD7XK3M9H5Q2W8/M01JD7XK3M9H5Q2WA", { ...channelLink, target_route_id: "M01JD7XK3M9H5Q2WA" }],
	["/app/T01JD7XK3M9H5Q2W8/C01JD7XK3M9H5Q2W9/M01JD7XK3M9H5Q2WA", threadLink],
	["/app/wsp_1/chn_1/thread/msg_1?at=msg_2", { ...conversation, name: "thread", root_id: "msg_1", at: "msg_2" }],
])("%s", (address, url) => {
	expect(said(address)).toEqual(url);
});

test("an address that is longer than any pattern means what it begins with, and an unknown one is the root", () => {
	expect(said("/app/wsp_1/chn_1/pins")).toEqual(conversation);
	expect(said("/app/wsp_1/chn_1/thread")).toEqual(conversation);
	expect(said("/app/wsp_1/-/search")).toEqual({ name: "workspace", workspace_id: "wsp_1" });
	expect(said("/invite")).toEqual({ name: "root" });
	expect(said("/nothing/here")).toEqual({ name: "root" });
	expect(said("/app/wsp_1?pane=toString")).toEqual({ name: "workspace", workspace_id: "wsp_1" });
});

test("what is no id where one should be leads to nothing", () => {
	expect(read("/app/engines").name).toBe("missingWorkspace");
	expect(read("/app/chn_1/wsp_1").name).toBe("missingWorkspace");
	expect(read("/app/wsp_1/general").name).toBe("missingConversation");
	expect(read("/app/wsp_1/msg_1").name).toBe("missingConversation");
	expect(said("/app/wsp_1/chn_1/thread/chn_1")).toEqual(conversation);
	expect(said("/app/wsp_1/chn_1?at=12")).toEqual(conversation);
});

test.each(["https://example.com/app/", "//example.com/app/", "/\\example.com", "/signin"])(
	"signing in does not lead to %s",
	(next) => {
		expect(read(build("signin", {}, { next })).next).toBeUndefined();
	},
);

test("what is built is read as what it was built from", () => {
	const ids = { workspace_id: "wsp_1", conversation_id: "chn_1", root_id: "msg_1" } as const;
	const { name: _, ...publicIds } = threadLink;
	const params = { ...ids, ...publicIds, token: "ivt_1", unknown: "engines" };
	for (const name of Object.keys(routes) as (keyof typeof routes)[])
		expect(read(build(name, params, { pane: "search" }))).toMatchObject({ name, pane: "search" });
	expect(build("thread", params, { at: "msg_2" })).toBe("/app/wsp_1/chn_1/thread/msg_1?at=msg_2");
	expect(build("signin", {}, { next: "/app/wsp_1?pane=search" })).toBe("/signin?next=%2Fapp%2Fwsp_1%3Fpane%3Dsearch");
});

test("a pane opens beside any view, with or without a channel, in place of a thread", () => {
	expect(withPane(read("/app/wsp_1"), "search")).toBe("/app/wsp_1?pane=search");
	expect(withPane(read("/app/wsp_1/chn_1?pane=search"), "members")).toBe("/app/wsp_1/chn_1?pane=members");
	expect(withPane(read("/app/wsp_1/chn_1/thread/msg_1"), "search")).toBe("/app/wsp_1/chn_1?pane=search");
	expect(withPane(read("/app/wsp_1/chn_1/thread/msg_1"))).toBe("/app/wsp_1/chn_1");
	expect(withPane(read("/app/wsp_1/chn_1?pane=search&at=msg_1"))).toBe("/app/wsp_1/chn_1");
});

test("the address of a reply is its thread's, wherever that is", () => {
	const root = { id: "msg_1", workspace_id: "wsp_1", thread_root_id: "msg_1" } as const;
	const reply = { ...root, id: "msg_2", parent_message_id: "msg_1" } as const;
	expect(messagePath({ ...root, channel_id: "chn_1" })).toBe("/app/wsp_1/chn_1?at=msg_1");
	expect(messagePath({ ...reply, channel_id: "chn_1" })).toBe("/app/wsp_1/chn_1/thread/msg_1?at=msg_2");
	expect(messagePath({ ...reply, direct_conversation_id: "dm_1" })).toBe("/app/wsp_1/dm_1/thread/msg_1?at=msg_2");
});

test("a public link leads to its channel, or to its thread beside the channel", () => {
	const ids = { workspace_id: "wsp_1", workspace_route_id: "T1", target_route_id: "C1", canonical_path: "" } as const;
	const parent = { parent_type: "channel", parent_id: "chn_1", parent_route_id: "C1" } as const;
	expect(resolvedPath({ ...ids, target_type: "channel", target_id: "chn_1" })).toBe("/app/wsp_1/chn_1");
	expect(resolvedPath({ ...ids, ...parent, target_type: "thread", target_id: "msg_1" }, { pane: "search" })).toBe(
		"/app/wsp_1/chn_1/thread/msg_1?pane=search",
	);
});
