import { icons, type IconName } from "./icons.ts";

const first: Partial<Record<string, string>> = icons;
let more = $state.raw<typeof first>({});
let loading: Promise<void> | undefined;

/** Loads those of menus, and of what is opened later. */
export const loadIcons = (): Promise<void> =>
	(loading ??= import("./more-icons.ts").then(
		({ moreIcons }) => void (more = moreIcons),
		// the next icon tries again; what it belongs to has a name besides
		() => (loading = undefined),
	));

/** What draws an icon; undefined until those that are not needed at once are there. */
export function pathOf(name: IconName): string | undefined {
	if (!first[name]) void loadIcons();
	return first[name] ?? more[name];
}
