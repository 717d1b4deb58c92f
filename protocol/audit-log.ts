import * as z from "zod";
import { AuditLogEntryId, UserId, WorkspaceId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { GivenTime, Time, limit } from "./text.ts";

/** How long an entry is kept. */
export const audit_log_days = 400;

/** What is written down. The part before the dot says what the act was done to. */
export const AuditAction = z
	.enum([
		"workspace.created",
		"workspace.updated",
		"workspace.permissions_changed",
		"workspace.word_filter_changed",
		"workspace.ownership_transferred",
		"workspace.deleted",
		"workspace.restored",
		"workspace.exported",
		"member.added",
		"member.removed",
		"member.left",
		"member.account_deleted",
		"member.role_changed",
		"member.blocked",
		"member.unblocked",
		"member.timed_out",
		"member.timeout_ended",
		"member.note_changed",
		"invite.created",
		"invite.used",
		"invite.revoked",
		"channel.created",
		"channel.updated",
		"channel.rights_changed",
		"channel.archived",
		"channel.unarchived",
		"channel.deleted",
		"channel.member_added",
		"channel.member_removed",
		"emoji.created",
		"emoji.deleted",
		"topic.updated",
		"topic.deleted",
		"group.created",
		"group.updated",
		"group.deleted",
		"group.member_added",
		"group.member_role_changed",
		"group.member_removed",
		"group.channel_added",
		"group.channel_removed",
		"message.deleted",
		"poll.closed",
		"report.closed",
		"job.run",
	])
	.meta({ id: "AuditAction", description: "More may come: a client shows one that it does not know as it is" });
export type AuditAction = z.infer<typeof AuditAction>;

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const AuditMetadata = z
	.object({
		by: z.enum(["person", "bot", "operator"]),
		ip: z.string().optional().meta({ description: "The address that the request came from, where it is known" }),
		user_agent: z.string().optional().meta({ description: "The first 120 characters" }),
		name: z.string().optional().meta({ description: "What the target was called at that time" }),
		user_id: UserId.optional().meta({ description: "Whom it was about, where that is not the target" }),
		before: values.optional().meta({ description: "What was changed, as it was" }),
		after: values.optional().meta({ description: "And as it was from then on; of something new, what it began as" }),
	})
	.meta({ id: "AuditMetadata" });
export type AuditMetadata = z.infer<typeof AuditMetadata>;

export const AuditLogEntry = z
	.object({
		id: AuditLogEntryId,
		workspace_id: WorkspaceId,
		actor_user_id: z.union([UserId, z.literal("")]).meta({ description: '"" of the operator' }),
		action: AuditAction,
		target_type: z.enum([
			"workspace",
			"member",
			"invite",
			"channel",
			"topic",
			"group",
			"emoji",
			"message",
			"poll",
			"report",
			"job",
		]),
		target_id: z
			.string()
			.meta({ description: "Of a member, the id of the user; of a poll and of a report, that of its message" }),
		metadata: AuditMetadata,
		created_at: Time,
	})
	.meta({ id: "AuditLogEntry" });
export type AuditLogEntry = z.infer<typeof AuditLogEntry>;

const AuditLogFilter = z.object({
	actor_user_id: UserId.optional(),
	action: z
		.string()
		.regex(
			/^[a-z_]{1,40}\.[a-z_]{0,40}$/,
			"must be an action such as channel.deleted, or a group of them such as channel.",
		)
		.optional()
		.meta({ description: "One, or with a dot at the end all that begin so: `channel.`" }),
	target_id: z
		.string()
		.regex(/^[a-z0-9_]{1,40}$/, "must be an id")
		.optional(),
	since: GivenTime.optional().meta({ format: "date-time", description: "From this time on" }),
	until: GivenTime.optional().meta({ format: "date-time", description: "Before this time" }),
});

export const ListAuditLog = AuditLogFilter.extend({ limit: limit(50, 200), cursor: AuditLogEntryId.optional() });
export type ListAuditLog = z.infer<typeof ListAuditLog>;

export const AuditLogPage = z
	.object({
		audit_log_entries: z.array(AuditLogEntry),
		next_cursor: AuditLogEntryId.optional(),
		has_more: z.boolean(),
	})
	.meta({ id: "AuditLogPage" });
export type AuditLogPage = z.infer<typeof AuditLogPage>;

export const audit_log_formats = ["json", "csv"] as const;
export const ExportAuditLog = AuditLogFilter.extend({ format: z.enum(audit_log_formats).default("json") });
export type ExportAuditLog = z.infer<typeof ExportAuditLog>;

const AuditLogExport = z.object({ audit_log_entries: z.array(AuditLogEntry) }).meta({ id: "AuditLogExport" });

const read = { access: "human", who: "moderators, to read" } as const;

export const auditLogRoutes = routes("workspaces", {
	listAuditLog: route(
		"GET /api/workspaces/{workspace_id}/audit-log",
		"What those who run the workspace have done, newest first; of private channels only what happened in the caller's",
		{
			...read,
			query: ListAuditLog,
			answers: { 200: [AuditLogPage, "A page: fewer than `limit`, even none, where few of many entries fit"] },
		},
	),
	exportAuditLog: route("GET /api/workspaces/{workspace_id}/audit-log/export", "The same as one file", {
		...read,
		query: ExportAuditLog,
		answers: { 200: [AuditLogExport, "All that fit, newest first: as JSON, or as comma-separated values"] },
		alsoAs: ["text/csv"],
	}),
});
