import { expect, test } from "vitest";
import { build, messagePath, read, routes, withPane, type Url } from "./routes.ts";

/** What an address says, without what it does not say. */
const said = (address: string): Partial<Url> =>
	Object.fromEntries(Object.entries(read(address)).filter(([, value]) => value !== undefined));

const conversation = { name: "conversation", workspace_id: "wsp_1", conversation_id: "chn_1" };

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

test.each(["https://example.com/app/", "//example.com/app/", "/\\example.com", "/signin"])(
	"signing in does not lead to %s",
	(next) => {
		expect(read(build("signin", {}, { next })).next).toBeUndefined();
	},
);

test("what is built is read as what it was built from", () => {
	const params = { workspace_id: "wsp_1", conversation_id: "chn_1", root_id: "msg_1", token: "ivt_1" };
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
	const root = { id: "msg_1", workspace_id: "wsp_1", thread_root_id: "msg_1" };
	const reply = { ...root, id: "msg_2", parent_message_id: "msg_1" };
	expect(messagePath({ ...root, channel_id: "chn_1" })).toBe("/app/wsp_1/chn_1?at=msg_1");
	expect(messagePath({ ...reply, channel_id: "chn_1" })).toBe("/app/wsp_1/chn_1/thread/msg_1?at=msg_2");
	expect(messagePath({ ...reply, direct_conversation_id: "dm_1" })).toBe("/app/wsp_1/dm_1/thread/msg_1?at=msg_2");
});
