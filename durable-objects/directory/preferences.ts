import {
	type Appearance,
	ChatError,
	type SidebarChange,
	type SidebarPreferences,
	type UpdateMe,
	default_appearance,
	max_sidebar,
	utf8Length,
} from "@clickclack/protocol";

type AppearanceChange = NonNullable<UpdateMe["appearance_preferences"]>;

/** What differs from the defaults, as JSON; "" is a default too. Null when nothing differs. */
export function appearanceAfter(before: Appearance = {}, change: AppearanceChange): string | null {
	const isChosen = ([name, choice]: [string, string]) =>
		choice !== "" && choice !== default_appearance[name as keyof typeof default_appearance];
	const chosen = Object.entries({ ...before, ...change }).filter(isChosen);
	return chosen.length > 0 ? JSON.stringify(Object.fromEntries(chosen)) : null;
}

/**
 * The order of each workspace that has one, as JSON. An empty one clears it.
 * @throws ChatError conflict: every answer about the caller carries all of it
 */
export function sidebarAfter(before: SidebarPreferences = {}, change: SidebarChange): string | null {
	const orders = Object.entries({ ...before.channel_order, ...change.channel_order }).filter(
		([, order]) => order?.length,
	);
	if (orders.length === 0) return null;
	const json = JSON.stringify({ channel_order: Object.fromEntries(orders) });
	const { workspaces, bytes } = max_sidebar;
	if (orders.length > workspaces || utf8Length(json) > bytes)
		throw new ChatError(
			"conflict",
			`sidebar_preferences: at most ${workspaces} workspaces and ${bytes / 1024} KiB in all: clear some with an empty list`,
		);
	return json;
}
