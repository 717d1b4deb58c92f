import type { AuditLogEntry, ListAuditLog, UserId } from "@clickclack/sdk";
import { isId, routeId, type WorkspaceId } from "@clickclack/sdk";
import { build } from "../routes.ts";
import * as common from "../strings/common.ts";
import * as strings from "../strings/audit-log.ts";
import { clock, day } from "../ui/time.ts";

/** What is chosen, as the address has it. The days are the reader's. */
export interface Chosen {
	actor: string;
	action: string;
	since: string;
	until: string;
}
export const nothing: Chosen = { actor: "", action: "", since: "", until: "" };

/** What does not fit is nothing chosen. */
export function chosenIn(address: string): Chosen {
	const query = new URL(address, "http://localhost").searchParams;
	const given = (name: keyof Chosen, fits: (value: string) => boolean) => {
		const value = query.get(name) ?? "";
		return fits(value) ? value : "";
	};
	const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(startOf(value).getTime());
	return {
		actor: given("actor", (value) => isId("usr", value)),
		action: given("action", (value) => /^[a-z_]{1,40}\.[a-z_]{0,40}$/.test(value)),
		since: given("since", isDay),
		until: given("until", isDay),
	};
}

export function addressOf(workspace_id: WorkspaceId, chosen: Chosen): string {
	const path = build("admin", { workspace: routeId("T", workspace_id), admin: "audit" });
	const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ""));
	return query.size > 0 ? `${path}?${query}` : path;
}

const startOf = (date: string): Date => new Date(`${date}T00:00`);

/** The last day counts to its end. */
export function filterOf({ actor, action, since, until }: Chosen): ListAuditLog {
	const end = startOf(until);
	end.setDate(end.getDate() + 1);
	return {
		...(actor && { actor_user_id: actor as UserId }),
		...(action && { action }),
		...(since && { since: startOf(since).toISOString() }),
		...(until && { until: end.toISOString() }),
	};
}

/** The address of the same entries as a file. */
export function fileOf(workspace_id: WorkspaceId, chosen: Chosen, format: "json" | "csv"): string {
	const asked = Object.entries({ ...filterOf(chosen), format });
	const query = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
	return `/api/workspaces/${workspace_id}/audit-log/export?${query}`;
}

/** @param nameOf what somebody is called today */
export function targetOf({ action, metadata }: AuditLogEntry, nameOf: (id: UserId) => string): string {
	const { name = "", user_id } = metadata;
	const author = user_id ? nameOf(user_id) : "";
	const kind = action.split(".")[0];
	if (kind === "invite") return strings.anInvite;
	if (kind === "message") return strings.aMessage(author);
	if (kind === "poll") return strings.aPoll(author);
	if (kind === "job") return strings.aJob(name);
	const place = kind === "channel" ? common.channel(name) : name;
	return author ? strings.both(place, author) : place;
}

type Value = string | number | boolean | null | undefined;

/** A time as one reads it, and the rest in words. */
function wordOf(field: string, value: Value): string {
	if (value === undefined) return "";
	if (field === "is_default" || field === "external_managed") return value ? strings.yes : strings.no;
	if (value === null || value === "") return field.startsWith("who_can_") ? strings.everyone : strings.none;
	const isTime = typeof value === "string" && /_(?:at|until)$/.test(field);
	return isTime ? common.dayAndTime(day(value), clock(value)) : String(value);
}

interface Change {
	field: string;
	before: string;
	after: string;
}

/** What was changed, in words. */
export function changesIn({ metadata: { before = {}, after = {} } }: AuditLogEntry): Change[] {
	const names = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...names].map((name) => ({
		field: strings.fields[name] ?? name,
		before: wordOf(name, before[name]),
		after: wordOf(name, after[name]),
	}));
}
