import { runInDurableObject } from "cloudflare:test";
import {
	type ConversationId,
	type Sidebar,
	max_sidebar_ids,
	max_sidebar_sections,
	sidebarAfter,
} from "@clickclack/protocol";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const section = (n: number) => `sec_0${String(n).padStart(25, "0")}` as const;
const create = async (name: string) => (await team.ada.createChannel({ name, kind: "public" })).channel.id;
const idsIn = async (key: string) => (await team.grace.getSidebar({})).sections.find((one) => one.key === key)?.ids;

describe("a sidebar", () => {
	test("is usual for who has changed nothing, and is in the snapshot", async () => {
		expect(await team.grace.getSidebar({})).toEqual({ sections: [] });
		await team.grace.updateSidebar({ move: { scope_id: team.general.id, section: "starred" } });
		const { sidebar } = await team.grace.getSnapshot({});
		expect(sidebar).toEqual({ sections: [{ key: "starred", ids: [team.general.id] }] });
		expect((await team.ada.getSnapshot({})).sidebar).toEqual({ sections: [] });
	});

	test("has a person's own sections, in the order that they want", async () => {
		const { sidebar } = await team.grace.updateSidebar({ put: { key: section(1), name: "Projects" } });
		expect(sidebar.sections).toEqual([{ key: section(1), name: "Projects", ids: [] }]);
		await team.grace.updateSidebar({ put: { key: section(2), name: "Reading" } });
		await team.grace.updateSidebar({ put: { key: section(1), name: "Work" } });
		await team.grace.updateSidebar({ order: ["channels", section(2)] });
		const { sections } = await team.grace.getSidebar({});
		expect(sections.map(({ key, name }) => name ?? key)).toEqual(["Work", "channels", "Reading"]);
		const after = await team.grace.updateSidebar({ remove: { key: section(1) } });
		expect(after.sidebar.sections.map(({ key }) => key)).toEqual(["channels", section(2)]);
		const again = await team.grace.updateSidebar({ remove: { key: section(1) } });
		expect(again).not.toHaveProperty("event");
	});

	test("does not get back what was removed on another device", async () => {
		await team.grace.updateSidebar({ put: { key: section(1), name: "Projects" } });
		await team.grace.updateSidebar({ move: { scope_id: team.general.id, section: section(1) } });
		await team.grace.updateSidebar({ remove: { key: section(1) } });
		const moved = await team.grace.updateSidebar({ move: { scope_id: team.general.id, section: section(1) } });
		expect(moved.sidebar).toEqual({ sections: [] });
		const { sidebar } = await team.grace.updateSidebar({ order: [section(1), "channels"] });
		expect(sidebar).toEqual({ sections: [{ key: "channels", ids: [] }] });
	});

	test("is told to a person's own devices only, live and replayed, and only when it changes", async () => {
		const { cursor } = await team.grace.getSnapshot({});
		const [grace, ada] = await Promise.all([listen(team, "grace"), listen(team, "ada")]);
		const move = { scope_id: team.general.id, section: "starred" } as const;
		const { event } = await team.grace.updateSidebar({ move });
		expect(await team.grace.updateSidebar({ move })).not.toHaveProperty("event");
		expect(await grace.receive(({ type }) => type === "sidebar.updated")).toEqual(event);
		await team.ada.createMessage({ conversation_id: team.general.id, body: "all clear" });
		await ada.receive(({ type }) => type === "message.created");
		expect(ada.received.map(({ type }) => type)).not.toContain("sidebar.updated");
		for (const [who, count] of [
			["grace", 1],
			["ada", 0],
		] as const) {
			const { workspace_id } = team.general;
			const { events } = await team[who].listEvents({ workspace_id, after_cursor: cursor, limit: 100 });
			expect(events.filter(({ type }) => type === "sidebar.updated")).toHaveLength(count);
		}
	});

	test("takes no conversation that a person does not see, and drops one that they do not see any more", async () => {
		const room = await backRoom(team);
		const hidden = team.linus.updateSidebar({ move: { scope_id: room, section: "starred" } });
		await expect(hidden).rejects.toMatchObject({ code: "not_found", message: "conversation not found" });
		const nothing = `chn_0${"0".repeat(25)}` as const;
		const missing = team.linus.updateSidebar({ move: { scope_id: nothing, section: "starred" } });
		await expect(missing).rejects.toMatchObject({ code: "not_found", message: "conversation not found" });
		const scope_id = team.general.id;
		const { sidebar } = await team.linus.updateSidebar({
			move: { scope_id, section: "starred", order: [room, scope_id] },
		});
		expect(sidebar.sections).toEqual([{ key: "starred", ids: [scope_id] }]);
		await team.grace.updateSidebar({ move: { scope_id: room, section: "starred" } });
		await team.ada.removeChannelMember({ channel_id: room, user_id: team.users.grace.id });
		await team.grace.updateSidebar({ move: { scope_id, section: "starred" } });
		expect(await idsIn("starred")).toEqual([scope_id]);
	});

	test("loses nothing that two devices move at once, and the last move of one thing counts", async () => {
		const [a, b, c, d] = (await Promise.all(["a", "b", "c", "d"].map(create))) as [ConversationId, ...ConversationId[]];
		await team.grace.updateSidebar({ move: { scope_id: a, section: "channels", order: [a, b!, c!, d!] } });
		await Promise.all([
			team.grace.updateSidebar({ move: { scope_id: d!, section: "channels", order: [d!, a, b!, c!] } }),
			team.grace.updateSidebar({ move: { scope_id: b!, section: "starred" } }),
			team.grace.updateSidebar({ move: { scope_id: a, section: "channels", order: [b!, c!, d!, a] } }),
		]);
		expect(await idsIn("starred")).toEqual([b]);
		expect(new Set(await idsIn("channels"))).toEqual(new Set([a, c, d]));
		await team.grace.updateSidebar({ move: { scope_id: b! } });
		expect(await idsIn("starred")).toEqual([]);
	});

	test("is bounded: as many sections, as many conversations", async () => {
		const full: Sidebar = {
			sections: Array.from({ length: max_sidebar_sections }, (_, n) => ({ key: section(n), name: "x", ids: [] })),
		};
		await team.grace.updateSidebar({ put: { key: section(0), name: "x" } });
		const store = (sidebar: Sidebar) =>
			runInDurableObject(team.stub, (_, { storage }) => {
				storage.sql.exec("UPDATE sidebars SET sidebar_json = ?", JSON.stringify(sidebar));
			});
		await store(full);
		const more = team.grace.updateSidebar({ put: { key: section(99), name: "one more" } });
		await expect(more).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("50 sections") });
		await expect(team.grace.updateSidebar({ put: { key: section(1), name: "renamed" } })).resolves.toBeDefined();
		const ids = await runInDurableObject(team.stub, (_, { storage }) =>
			Array.from({ length: max_sidebar_ids }, (_, n) => {
				const id = `chn_0${String(n).padStart(25, "a")}` as ConversationId;
				storage.sql.exec("INSERT INTO conversations (id, kind, created_at) VALUES (?, 'public', '2026')", id);
				return id;
			}),
		);
		await store({ sections: [{ key: "channels", ids }] });
		const scope_id = team.general.id;
		const beyond = team.grace.updateSidebar({ move: { scope_id, section: "starred" } });
		await expect(beyond).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("500") });
		await expect(team.grace.updateSidebar({ move: { scope_id: ids[0]!, section: "starred" } })).resolves.toBeDefined();
	});
});

test("whatever is changed, each conversation is in one section at most, and none is lost but by putting it back", () => {
	const keys = ["starred", "channels", "directs", section(1), section(2)] as const;
	const ids = ["chn_a", "chn_b", "chn_c", "dm_d"] as const;
	const change = fc.oneof(
		fc.record({
			move: fc.record({
				scope_id: fc.constantFrom(...ids),
				section: fc.option(fc.constantFrom(...keys), { nil: undefined }),
				order: fc.shuffledSubarray([...ids]),
			}),
		}),
		fc.record({ order: fc.shuffledSubarray([...keys]) }),
	);
	const placed = ({ sections }: { sections: { ids: string[] }[] }) => sections.flatMap((one) => one.ids);
	fc.assert(
		fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
			let sidebar: Parameters<typeof sidebarAfter<(typeof keys)[number], (typeof ids)[number]>>[0] = {
				sections: [section(1), section(2)].map((key) => ({ key, name: key, ids: [] })),
			};
			for (const one of changes) {
				const before = placed(sidebar);
				sidebar = sidebarAfter(sidebar, one);
				const after = placed(sidebar);
				expect(new Set(after).size).toBe(after.length);
				const gone = before.filter((id) => !after.includes(id));
				expect(gone).toEqual(
					"move" in one && one.move.section === undefined ? gone.filter((id) => id === one.move.scope_id) : [],
				);
				expect(new Set(sidebar.sections.map(({ key }) => key)).size).toBe(sidebar.sections.length);
			}
		}),
	);
});
