import { expect, test } from "vitest";
import { withCrew } from "../test/crew.ts";

test("who reads much at once waits for themselves: others are answered in between", async () => {
	await withCrew(async (crew) => {
		let read = 0;
		const { id: channel_id } = crew.general;
		const reading = Array.from({ length: 50 }, async () => {
			await crew.grace.listMessages({ channel_id, limit: 200 });
			read++;
		});
		await crew.ada.createMessage({ channel_id, body: "quick" });
		expect(read).toBeLessThan(10);
		await crew.linus.listMessages({ channel_id, limit: 200 });
		expect(read).toBeLessThan(10);
		await Promise.all(reading);
		expect(read).toBe(50);
	});
});
