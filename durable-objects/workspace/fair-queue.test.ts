import { expect, test } from "vitest";
import { withCrew } from "../test/crew.ts";

test("many reads of one person at once wait for each other: other people are served in between", async () => {
	await withCrew(async (crew) => {
		let read = 0;
		const { id: channel_id } = crew.general;
		const reading = Array.from({ length: 50 }, async () => {
			await crew.grace.listMessages({ conversation_id: channel_id, limit: 200 });
			read++;
		});
		await crew.ada.createMessage({ conversation_id: channel_id, body: "quick" });
		expect(read).toBeLessThan(10);
		await crew.linus.listMessages({ conversation_id: channel_id, limit: 200 });
		expect(read).toBeLessThan(10);
		await Promise.all(reading);
		expect(read).toBe(50);
	});
});

test("many searches of one person at once wait for each other: another person's message is sent in between", async () => {
	await withCrew(async (crew) => {
		const { id: channel_id, workspace_id } = crew.general;
		for (let i = 0; i < 4; i++)
			await crew.ada.createMessage({ conversation_id: channel_id, body: "tide ".repeat(8_000) });
		let searched = 0;
		const searching = Array.from({ length: 20 }, async () => {
			await crew.grace.searchMessages({ workspace_id, q: "tide", sort: "relevance", limit: 50 });
			searched++;
		});
		await crew.ada.createMessage({ conversation_id: channel_id, body: "quick" });
		expect(searched).toBeLessThan(5);
		await Promise.all(searching);
		expect(searched).toBe(20);
	});
});
