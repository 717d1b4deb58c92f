import { expect, test } from "vitest";
import { notification_preferences } from "../notification-preferences.ts";
import { callsMe, type Reader } from "./calls.ts";

type Message = Parameters<typeof callsMe>[0];

const ada: Reader = {
	id: "usr_ada",
	member_number: 5,
	open: new Set(["chn_general", "msg_root"]),
	isHere: false,
	hasKeyword: false,
	followsThread: false,
};
const message = (fields: Partial<Message>): Message => ({
	author_id: "usr_grace",
	channel_id: "chn_general",
	mentioned_user_ids: [],
	...fields,
});
const direct = { channel_id: undefined, direct_conversation_id: "dm_grace" } as const;
const mentioned_user_ids: Message["mentioned_user_ids"] = ["usr_ada"];
const ofTopic = new Set(["top_1 chn_general"]);

test.each<[string, Partial<Message>, Partial<Reader>, boolean]>([
	["in the open channel, while I am away", {}, {}, true],
	["in the open channel, while I look at it", {}, { isHere: true }, false],
	["that mentions me where I look", { mentioned_user_ids }, { isHere: true }, false],
	["that mentions me in another channel", { mentioned_user_ids, channel_id: "chn_other" }, { isHere: true }, true],
	["in another channel", { channel_id: "chn_other" }, {}, false],
	["in the open thread", { parent_message_id: "msg_root" }, {}, true],
	["in another thread of the open channel", { parent_message_id: "msg_other" }, {}, false],
	["of mine", { author_id: "usr_ada", mentioned_user_ids }, {}, false],
	["with the topic that I look at", { topic_id: "top_1" }, { isHere: true, open: ofTopic }, false],
	["with the open topic, while I am away", { topic_id: "top_1" }, { open: ofTopic }, true],
	["without the topic that I look at", { mentioned_user_ids }, { isHere: true, open: ofTopic }, true],
])("a message %s", (_, fields, reader, calls) => {
	expect(callsMe(message(fields), { ...ada, ...reader }, "mentions")).toBe(calls);
});

test("to me alone, where I look, nothing calls", () => {
	const reader = { ...ada, open: new Set(["dm_grace"]), isHere: true };
	expect(callsMe(message(direct), reader, "all")).toBe(false);
});

test.each<[string, Partial<Message>, [all: boolean, mentions: boolean, nothing: boolean, muted: boolean]]>([
	["in another channel", { channel_id: "chn_other" }, [true, false, false, false]],
	["that mentions me in another channel", { mentioned_user_ids, channel_id: "chn_other" }, [true, true, false, false]],
	[
		"to all of another channel",
		{ group_mention: { word: "channel" }, channel_id: "chn_other" },
		[true, true, false, false],
	],
	[
		"to those online, such as me",
		{ group_mention: { word: "here", present: "02" }, channel_id: "chn_other" },
		[true, true, false, false],
	],
	[
		"to those online, while I was not",
		{ group_mention: { word: "here", present: "0d" }, channel_id: "chn_other" },
		[true, false, false, false],
	],
	["in the open channel, while I am away", {}, [true, true, false, false]],
	[
		"in a thread of another channel that I do not follow",
		{ parent_message_id: "msg_far", channel_id: "chn_other" },
		[false, false, false, false],
	],
	["to me alone", direct, [true, false, false, false]],
	["to me alone, in a thread", { ...direct, parent_message_id: "msg_far" }, [true, false, false, false]],
	["to me alone that mentions me", { ...direct, mentioned_user_ids }, [true, true, false, false]],
	["of mine", { author_id: "usr_ada" }, [false, false, false, false]],
])("what a channel calls for decides about a message %s", (_, fields, calls) => {
	expect(notification_preferences.map((chosen) => callsMe(message(fields), ada, chosen))).toEqual(calls);
});

test.each<[string, Partial<Message>]>([
	["of another channel", { channel_id: "chn_other" }],
	["of a direct conversation", direct],
])("a reply in a thread that I follow calls like a mention: %s", (_, fields) => {
	const reply = { ...fields, parent_message_id: "msg_far" } as const;
	const reader = { ...ada, followsThread: true };
	const calls = (more: Partial<Message>, now = reader) =>
		notification_preferences.map((chosen) => callsMe(message({ ...reply, ...more }), now, chosen));
	expect(calls({})).toEqual([true, true, false, false]);
	expect(calls({ author_id: "usr_ada" })).toEqual([false, false, false, false]);
	expect(calls({}, { ...reader, isHere: true, open: new Set(["msg_far"]) })).toEqual([false, false, false, false]);
});

test("of a reply that was also sent to its conversation one of the two calls", () => {
	const copy = { channel_id: "chn_other", also_sent_root_id: "msg_far" } as const;
	const both = (fields: Partial<Message>, reader: Partial<Reader>) =>
		notification_preferences.map((chosen) =>
			[{ ...copy, ...fields }, { channel_id: "chn_other", parent_message_id: "msg_far", ...fields } as const].map(
				(one) => callsMe(message(one), { ...ada, ...reader }, chosen),
			),
		);
	const [none, root, reply] = [
		[false, false],
		[true, false],
		[false, true],
	];
	expect(both({}, {})).toEqual([root, none, none, none]);
	expect(both({}, { hasKeyword: true })).toEqual([root, root, none, none]);
	expect(both({}, { followsThread: true })).toEqual([reply, reply, none, none]);
	expect(both({ mentioned_user_ids }, {})).toEqual([reply, reply, none, none]);
	expect(both({}, { isHere: true, open: new Set(["msg_far"]) })).toEqual([none, none, none, none]);
});

test("a keyword calls like a mention, where the channel calls for those", () => {
	const reader = { ...ada, hasKeyword: true };
	const elsewhere = message({ channel_id: "chn_other" });
	expect(notification_preferences.map((chosen) => callsMe(elsewhere, reader, chosen))).toEqual([
		true,
		true,
		false,
		false,
	]);
});
