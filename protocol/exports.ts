import * as z from "zod";
import { AuditLogEntryId, UserId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { Time } from "./text.ts";

/** How the files of an export are made; one that reads an archive asks here whether it can. */
export const export_version = 1;

export const export_formats = ["zip", "json", "csv"] as const;
/** What can be had as one simple file. */
export const export_parts = ["messages", "people", "channels"] as const;
export type ExportPart = (typeof export_parts)[number];

export const ExportWorkspace = z
	.object({
		format: z.enum(export_formats).default("zip"),
		of: z
			.enum(export_parts)
			.optional()
			.meta({ description: "With `json` and `csv`: what is in the file. The zip has everything" }),
		direct_messages: z
			.enum(["true", "false"])
			.default("false")
			.transform((value) => value === "true")
			.meta({ description: "`true`: also direct messages, where the server's operator allows that" }),
	})
	.refine(({ format, of }) => (format === "zip") === (of === undefined), {
		error: "of: give it with json and csv, and not with zip",
	});
export type ExportWorkspace = z.infer<typeof ExportWorkspace>;

export const Export = z
	.object({
		id: AuditLogEntryId,
		user_id: UserId.meta({ description: "Who has made it" }),
		format: z.enum(export_formats),
		of: z.enum(export_parts).optional(),
		direct_messages: z.boolean().meta({ description: "Whether it was made with direct messages" }),
		created_at: Time,
	})
	.meta({ id: "Export" });
export type Export = z.infer<typeof Export>;

/** How many of the newest exports are listed. */
export const listed_exports = 100;

const ExportList = z
	.object({
		exports: z.array(Export),
		allows_direct_messages: z.boolean().meta({ description: "Whether an export may have direct messages" }),
	})
	.meta({ id: "ExportList" });
export type ExportList = z.infer<typeof ExportList>;

export const exportRoutes = routes("workspaces", {
	exportWorkspace: route("GET /api/workspaces/{workspace_id}/export", "Everything in a workspace, as a file", {
		access: "human",
		who: "the owner",
		limit: "export",
		query: ExportWorkspace,
		answers: { 200: [undefined, "The file, as it is read; one that breaks off ends without its end"] },
		alsoAs: ["application/zip", "application/json", "text/csv"],
	}),
	listExports: route("GET /api/workspaces/{workspace_id}/exports", "Who has exported the workspace, and when", {
		access: "human",
		who: "any member",
		answers: { 200: [ExportList, `The newest ${listed_exports}, the newest first`] },
	}),
});
