// Handles and the words that call several people are one name space.
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, client, operator, person } from "./test/people.ts";

let ada: Person;
beforeAll(async () => {
	ada = await person("Ada");
});

describe("a word that calls several people is nobody's handle", () => {
	test.each(["here", "@here", " HERE ", "Ｈｅｒｅ", "channel", "Everyone", "here-", "everyone__"])(
		"not as %j in a profile",
		async (handle) => {
			await expect(ada.chat.me.update({ handle })).rejects.toMatchObject({ status: 400 });
			expect((await ada.chat.me.get()).handle).toBe(ada.user.handle);
		},
	);

	test.each(["heretic", "channel-bot", "all"])("%s is a handle like others", async (handle) => {
		expect((await ada.chat.me.update({ handle })).handle).toBe(handle);
	});

	test.each(["Here", "Ｈｅｒｅ", "CHANNEL", "Évèryone"])("nor that of a new account of %s", async (name) => {
		const handles: string[] = [];
		for (const email of ["here@handles.example.com", "everyone@handles.example.com"]) {
			const link = await operator.admin.createMagicLink({ email: `${name.length}${email}`, name });
			handles.push((await client().auth.consumeMagicLink(link.token)).user.handle);
		}
		for (const handle of handles) expect(handle).not.toMatch(/^(?:here|channel|everyone)[_-]*$/);
	});

	test("nor that of somebody who accepts an invite", async () => {
		const { id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
		const { token } = await ada.chat.invites.create(id);
		const account = { display_name: "Gus", handle: "Everyone", email: "gus@handles.example.com" };
		await expect(client().invites.accept(token, account)).rejects.toMatchObject({ status: 400 });
	});
});
