import type { ChannelId, MessageId, WorkspaceId } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, person, request } from "./test/people.ts";

let ada: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
let message: MessageId;
beforeAll(async () => {
	ada = await person("Ada");
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
	message = (await ada.chat.messages.create(general, { body: "hello" })).message.id;
});

async function ask(method: string, path: string, body: object) {
	const headers = { "content-type": "application/json", authorization: `Bearer ${ada.token}` };
	const answer = await request(path, { method, headers, body: JSON.stringify(body) });
	return { status: answer.status, ...(await answer.json<{ error?: string }>()) };
}

type Write = (text: string) => ReturnType<typeof ask>;
const writes: Record<string, Write> = {
	"a person's name": (display_name) => ask("PATCH", "/api/me", { display_name }),
	"a workspace's name": (name) => ask("PATCH", `/api/workspaces/${workspace_id}`, { name }),
	"a new workspace's name": (name) => ask("POST", "/api/workspaces", { name }),
	"a channel's name": (name) => ask("POST", `/api/workspaces/${workspace_id}/channels`, { name }),
	"a channel's new name": (name) => ask("PATCH", `/api/channels/${general}`, { name }),
	"a channel's title": (display_title) => ask("PATCH", `/api/channels/${general}`, { display_title }),
	"a channel's topic": (topic) => ask("PATCH", `/api/channels/${general}`, { topic }),
	"a reaction": (emoji) => ask("POST", `/api/messages/${message}/reactions`, { emoji }),
	"a message": (body) => ask("POST", `/api/channels/${general}/messages`, { body }),
	"a change of a message": (body) => ask("PATCH", `/api/messages/${message}`, { body }),
	"a reply": (body) => ask("POST", `/api/messages/${message}/thread/replies`, { body }),
};
const unseen = [
	"\u00ad",
	"\u034f",
	"\u061c",
	"\u115f",
	"\u17b4",
	"\u180e",
	"\u200b",
	"\u200d",
	"\u2060",
	"\u2800",
	"\u3164",
	"\ufe0e",
	"\ufe0f",
	"\ufeff",
	"\uffa0",
	"\u{1d159}",
	"\u{e0041}\u{e007f}",
	"\u{e0100}",
	"\u0301",
	"\u0e31",
	"\u20e3",
];

describe.each(Object.entries(writes))("%s", (name, write) => {
	test("of which nothing can be seen is refused with words", async () => {
		for (const text of [...unseen, unseen.slice(0, 3).join(" ")]) {
			const { status, error } = await write(text);
			expect({ status, error }, JSON.stringify(text)).toEqual({
				status: 400,
				error: expect.stringMatching(/^\w+: must|required$/),
			});
		}
	});

	const isBody = name.includes("message") || name.includes("reply");
	test(isBody ? "may have direction controls: it ends where it ends" : "has no direction controls", async () => {
		for (const sign of ["\u202a", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"])
			expect((await write(`a${sign}b`)).status, JSON.stringify(sign)).toBe(
				isBody ? (name.includes("change") ? 200 : 201) : 400,
			);
	});
});

test("a channel's name of which nothing is left is refused, and the refusal names the field", async () => {
	for (const name of ["", " ", "!!!", "---", "→"]) {
		for (const which of ["a channel's name", "a channel's new name"])
			expect(await writes[which]!(name)).toMatchObject({ status: 400, error: expect.stringMatching(/^name: must/) });
	}
});

test("a channel keeps the name that it gets, whatever script it is in", async () => {
	const names = [
		"ガイド",
		"हिन्दी",
		"한국어",
		"ภาษาไทย-ทำ",
		"ພາສາລາວ",
		"ភាសាខ្មែរ",
		"လျှော့",
		"தமிழ்",
		"עברית",
		"العربية",
		"🎉",
		"👩‍👩‍👧‍👦",
	];
	for (const name of names) {
		const { channel } = await ada.chat.channels.create(workspace_id, { name: name.normalize("NFD") });
		expect(channel.name).toBe(name.normalize("NFC"));
		expect(channel.display_title).toBeUndefined();
	}
	const all = (await ada.chat.channels.list(workspace_id)).map(({ name }) => name);
	expect(all).toEqual(expect.arrayContaining(names.map((name) => name.normalize("NFC"))));
});

test("C, C++ and C# are three channels, and a workspace may begin with them", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Code", channels: ["C", "C++", "C#"] });
	const channels = await ada.chat.channels.list(id);
	expect(channels.map(({ name, display_title }) => [name, display_title])).toEqual([
		["c", undefined],
		["c-plus-plus", "C++"],
		["c-sharp", "C#"],
	]);
});
