import * as z from "zod";
import { durable } from "./envelope.ts";
import { ChannelId, MessageId, WorkspaceId } from "./ids.ts";
import { route, routes, Ok } from "./route.ts";
import { Time, limit, text } from "./text.ts";
import { User } from "./users.ts";

/** Why somebody reports a message. */
export const ReportReason = z.enum(["spam", "abuse", "unlawful", "other"]).meta({ id: "ReportReason" });
export type ReportReason = z.infer<typeof ReportReason>;

export const ReportMessage = z
	.object({ reason: ReportReason, text: text(0, 500).default("") })
	.meta({ id: "ReportMessage" });
export type ReportMessage = z.infer<typeof ReportMessage>;

/** What becomes of a reported message. */
export const ReportOutcome = z.enum(["dismissed", "resolved", "deleted"]).meta({
	id: "ReportOutcome",
	description: "`deleted` deletes the message too; `resolved` says that something else was done",
});
export type ReportOutcome = z.infer<typeof ReportOutcome>;

export const CloseReport = z.object({ outcome: ReportOutcome }).meta({ id: "CloseReport" });
export type CloseReport = z.infer<typeof CloseReport>;

/** Why it waits: what people say, or the filter. */
export const GivenReason = z.enum([...ReportReason.options, "word_filter"]).meta({ id: "GivenReason" });
export type GivenReason = z.infer<typeof GivenReason>;

/** A message that people have reported, as moderators see it: the text and its author, wherever it was written. */
export const Report = z
	.object({
		message_id: MessageId,
		workspace_id: WorkspaceId,
		author: User,
		body: z.string().meta({ description: "The first 4,000 characters, as they were reported" }),
		is_direct: z.boolean().meta({ description: "It was written in a direct conversation" }),
		is_deleted: z.boolean().meta({ description: "The message was deleted meanwhile" }),
		channel_id: ChannelId.optional().meta({ description: "Where it was written, if the caller sees that" }),
		opened_at: Time,
		reasons: z
			.array(
				z
					.object({
						reason: GivenReason,
						text: z.string().meta({ description: "Of the filter, the word" }),
						user: User.optional().meta({ description: "Absent of the filter, and to the author of the message" }),
						created_at: Time,
					})
					.meta({ id: "ReasonOfReport" }),
			)
			.meta({ description: "Of each person who has reported it, the first ten" }),
	})
	.meta({ id: "Report" });
export type Report = z.infer<typeof Report>;

/** Goes to moderators only. */
export const ReportUpdated = durable("report.updated", {
	open_reports: z.int().meta({ description: "How many messages are reported and wait for a moderator" }),
});

export const ListReports = z.object({ limit: limit(20, 20), cursor: MessageId.optional() });
export type ListReports = z.infer<typeof ListReports>;

export const ReportPage = z
	.object({ reports: z.array(Report), next_cursor: MessageId.optional(), has_more: z.boolean() })
	.meta({ id: "ReportPage" });
export type ReportPage = z.infer<typeof ReportPage>;

export const reportRoutes = routes("reports", {
	reportMessage: route("POST /api/messages/{message_id}/reports", "Report a message to the moderators", {
		access: "human",
		who: "anyone who sees the channel and may take part",
		body: ReportMessage,
		answers: { 200: [Ok, "The moderators see it; a second report of the same message by the same person is none"] },
		fails: ["conflict"],
	}),
	listReports: route(
		"GET /api/workspaces/{workspace_id}/moderation/reports",
		"The messages that are reported and wait for a moderator, the oldest report first",
		{
			access: "human",
			who: "moderators, to read",
			query: ListReports,
			answers: { 200: [ReportPage, "A page"] },
		},
	),
	closeReport: route(
		"PATCH /api/workspaces/{workspace_id}/moderation/reports/{message_id}",
		"Say what becomes of a reported message",
		{
			access: "human",
			who: "moderators",
			body: CloseReport,
			answers: { 200: [z.object({ event: ReportUpdated.optional() }), "Closed; the same again changes nothing"] },
			fails: ["conflict"],
		},
	),
});
