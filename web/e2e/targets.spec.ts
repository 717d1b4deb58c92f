import { routeId, type User } from "@clickclack/sdk";
import { onCall } from "./calls.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, operator, pathOf, test, type World } from "./world.ts";

/** Something with every control that a message may have. */
async function talk(world: World): Promise<{ grace: User; root: string }> {
	const { chat, user } = await world.person("Grace");
	const lines = "line\n".repeat(30);
	const body = `Hello [link](https://example.com) here\n\n\`\`\`ts\n${lines}\`\`\``;
	const { message } = await chat.messages.create(world.general.id, { body });
	for (const emoji of ["👍", "🦀"]) await chat.reactions.add(message.id, emoji);
	await chat.threads.reply(message.id, { body: "a reply", quoted_message_id: message.id });
	const asked = await chat.messages.create(world.general.id, { body: "a question" });
	await chat.messages.create(world.general.id, { body: "an answer", quoted_message_id: asked.message.id });
	return { grace: user, root: routeId("M", message.id) };
}

test("on every page of a phone, what can be tapped is at least 44 px wide and high", async ({ world }) => {
	const edith = await world.owner(phone);
	const { page } = edith;
	const { grace, root } = await talk(world);
	const workspace = `/app/${world.workspace.route_id}`;
	const conversation = pathOf(world.general);
	const pages: [address: string, text: string][] = [
		[workspace, "First steps"],
		[`${workspace}/-/inbox`, "Mark all as read"],
		[`${workspace}/-/people`, "@grace"],
		[conversation, "1 reply"],
		[`${workspace}/${root}`, "a reply"],
		[`${workspace}?pane=search`, "Narrow a search"],
		[`${conversation}?pane=details`, "@grace"],
		[`${conversation}?pane=members`, "@grace"],
		[`${conversation}?pane=profile&who=${grace.id}`, "@grace"],
		["/settings", "Appearance"],
		["/settings/profile", "Save"],
		["/settings/account", "Sign out"],
		["/settings/appearance", "Dark"],
		["/settings/shortcuts", "Next unread conversation"],
		[`${workspace}/-/admin/general`, "Save"],
		[`${workspace}/-/admin/roles`, "Who can invite people"],
		[`${workspace}/-/admin/reports`, "Messages that people have reported"],
		[`${workspace}/-/admin/groups`, "There is no group yet."],
		[`${workspace}/-/admin/words`, "When a message has one of these words"],
		[`${workspace}/-/admin/invites`, "Create link"],
		[`${workspace}/-/admin/emoji`, "Add emoji"],
		[`${workspace}/-/admin/exports`, "Direct messages are never"],
		["/app/nothing", "Page not found"],
	];
	for (const [address, text] of pages) {
		await page.goto(address);
		await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
		// again while something is still coming in
		await expect.poll(() => smallTargets(page), address).toEqual([]);
	}

	const visitor = await world.window(phone);
	const { token } = await operator.admin.createInvite({ workspace_id: world.workspace.id });
	for (const address of ["/signin", `/invite/${token}`]) {
		await visitor.goto(address);
		await expect(visitor.getByRole("main").getByRole("button").first()).toBeVisible();
		expect([address, await smallTargets(visitor)]).toEqual([address, []]);
	}
});

test("on a phone, so is what opens over a page", async ({ world }) => {
	const edith = await world.owner(phone);
	const { page } = edith;
	await talk(world);
	await onCall(page, "createMessage", (call) => call.answer(403, { error: { code: "forbidden", message: "not now" } }));
	const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).last();
	const item = (name: string) => page.getByRole("menuitem", { name });
	// again while something is still coming in
	const look = (what: string) => expect.poll(() => smallTargets(page), what).toEqual([]);

	await page.goto(`/app/${world.workspace.route_id}`);
	for (const [opener, inMenu] of [
		["Add channels", "Create a channel"],
		["Add channels", "Browse channels"],
		[world.workspace.name],
		["New workspace"],
		["Keyboard shortcuts"],
		[/^Go to/],
		[/^You: /],
	] as const) {
		await button(opener).tap();
		if (inMenu) {
			await look(`the menu of ${opener}`);
			await item(inMenu).tap();
		}
		await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toBeVisible();
		await look(String(inMenu ?? opener));
		await page.keyboard.press("Escape");
		await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toHaveCount(0);
	}

	await edith.open(world.general);
	await button("Grace").tap();
	await expect(page.getByText("@grace")).toBeVisible();
	await look("a profile");
	await page.keyboard.press("Escape");
	await edith.composer.fill("refused");
	await button("Send").tap();
	await expect(page.getByText("Not sent")).toBeVisible();
	await look("a message that was not sent");
	await edith.message("Hello").getByText("Hello").tap();
	await look("a message that was tapped");
	await button("More").tap();
	await expect(page.getByRole("dialog", { name: "Message actions" })).toBeVisible();
	await look("its sheet");
	await button("Add reaction").tap();
	await expect(button("grinning face")).toBeVisible();
	await look("the emoji");
});
