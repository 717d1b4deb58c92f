import { expect, test } from "./world.ts";

test("a private channel does not exist for others, and is gone at once for a member who is removed", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "secret-plans", kind: "private" });
	await ada.chat.messages.create(channel.id, { body: "the plan" });
	await grace.open(world.general);
	await expect(grace.page.getByRole("link", { name: /secret-plans/ })).toHaveCount(0);
	await grace.page.goto(`/app/${world.workspace.id}/${channel.id}`);
	await expect(grace.page.getByRole("heading", { name: "You can't see this channel" })).toBeVisible();

	await ada.chat.channels.addMember(channel.id, grace.user.id);
	await expect(grace.page.getByRole("link", { name: /secret-plans/ })).toBeVisible();
	await expect(grace.message("the plan")).toBeVisible();

	await ada.chat.channels.removeMember(channel.id, grace.user.id);
	await expect(grace.page.getByRole("heading", { name: "You can't see this channel" })).toBeVisible();
	await expect(grace.page.getByRole("link", { name: /secret-plans/ })).toHaveCount(0);
	await expect(grace.page.getByText("the plan")).toHaveCount(0);
});
