import type { Sidebar, UpdateSidebar } from "@clickclack/sdk";

/**
 * The changes that put a section back which was removed, where it was and with what was in it. What has been moved
 * elsewhere meanwhile stays there.
 * @param now the sidebar without it
 */
export function sectionBack(before: Sidebar, now: Sidebar, key: Sidebar["sections"][number]["key"]): UpdateSidebar[] {
	const { name = "", ids = [] } = before.sections.find((one) => one.key === key) ?? {};
	const elsewhere = new Set(now.sections.flatMap((section) => section.ids));
	const order = ids.filter((id) => !elsewhere.has(id));
	const [scope_id] = order;
	return [
		...(key.startsWith("sec_") ? [{ put: { key: key as `sec_${string}`, name } }] : []),
		...(scope_id ? [{ move: { scope_id, section: key, order } }] : []),
		{ order: before.sections.map((section) => section.key) },
	];
}
