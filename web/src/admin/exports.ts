import type { Export, ExportWorkspace, WorkspaceId } from "@clickclack/sdk";
import * as strings from "../strings/exports.ts";

export const addressOf = (id: WorkspaceId, asked: ExportWorkspace): string =>
	`/api/workspaces/${id}/export?${new URLSearchParams(asked)}`;

export const optionsOf = <Value extends string>(labels: Readonly<Record<Value, string>>) =>
	(Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }));

/** What was exported, in words. */
export function contentOf({ of, format, direct_messages }: Export): string {
	const part = of === undefined ? strings.whole : strings.partAs(strings.parts[of], format.toUpperCase());
	return direct_messages ? strings.andDirects(part) : part;
}
