import * as z from "zod";
import { Upload, upload_kinds } from "./attachments.ts";
import { MessageId, UploadId, UserId, WorkspaceId } from "./ids.ts";
import { Message, MessageUpdated } from "./messages.ts";
import { Nonce } from "./nonce.ts";
import { Ok, route, routes } from "./route.ts";
import { limit, numberIn } from "./text.ts";

const [longest_side, longest_ms] = [1_000_000, 1_000_000_000];

/** In a query a `+` is a blank. */
const Placeholder = z
	.string()
	.max(64)
	.overwrite((text) => text.replaceAll(" ", "+"))
	.regex(/^[A-Za-z0-9+/]+={0,2}$/, "must be Base64");

export const CreateUpload = z
	.object({
		workspace_id: WorkspaceId.optional().meta({
			description: "Without it, it has to be a field of the form, before the file",
		}),
		nonce: Nonce.optional().meta({
			description: "Needs `workspace_id` beside it. A repeated request with it stores nothing more, and is not read",
		}),
		width: numberIn(1, longest_side).optional(),
		height: numberIn(1, longest_side).optional(),
		duration_ms: numberIn(0, longest_ms).optional(),
		placeholder: Placeholder.optional().meta({ description: "A ThumbHash in Base64, of an image or a video" }),
	})
	.refine(({ workspace_id, nonce }) => nonce === undefined || workspace_id !== undefined, {
		error: "nonce: give workspace_id in the query too",
	});
export type CreateUpload = z.infer<typeof CreateUpload>;

const ByNonce = z.object({ workspace_id: WorkspaceId, nonce: Nonce });
const nonceHeaders = z.object({ "X-ClickClack-Upload-Nonce": z.literal("supported") });

export const ListUploads = z.object({
	limit: limit(50, 100),
	cursor: z
		.string()
		.regex(/^\d{1,13}-\d{1,13}$/, "must be a next_cursor")
		.optional(),
	kind: z.enum(upload_kinds).optional().meta({ description: "`file`: none of the other three" }),
});
export type ListUploads = z.infer<typeof ListUploads>;

/** A file with the message that it is in. */
export const ListedUpload = z
	.object({ upload: Upload, message_id: MessageId, thread_root_id: MessageId, author_id: UserId })
	.meta({ id: "ListedUpload" });
export type ListedUpload = z.infer<typeof ListedUpload>;

export const UploadPage = z
	.object({
		uploads: z.array(ListedUpload),
		has_more: z.boolean(),
		next_cursor: z.string().optional(),
	})
	.meta({ id: "UploadPage" });
export type UploadPage = z.infer<typeof UploadPage>;

const listed = { query: ListUploads, conversation: true, answers: { 200: [UploadPage, "The newest first"] } } as const;

export const uploadRoutes = routes("uploads", {
	createUpload: route("POST /api/uploads", "Store a file, for a message that is sent afterwards", {
		access: "uploads:write",
		who: "any member except guests",
		workspace: "query",
		limit: "upload",
		query: CreateUpload,
		body: { stream: "multipart/form-data" },
		answers: {
			201: [z.object({ upload: Upload }), "Stored. Without a message it is deleted after a day"],
			200: [z.object({ upload: Upload }), "Was already stored with this nonce"],
		},
		fails: ["conflict", "not_configured"],
	}),
	getUploadByNonce: route("GET /api/uploads/by-nonce", "The caller's file with a nonce", {
		access: "uploads:write",
		who: "its author, to read",
		workspace: "query",
		query: ByNonce,
		answers: { 200: [Upload, "Found", nonceHeaders] },
		wrap: "upload",
		fails: ["conflict"],
	}),
	downloadUpload: route("GET /api/uploads/{upload_id}", "The bytes of a file; also with HEAD", {
		access: "messages:read",
		who: "anyone who sees the channel",
		answers: {
			200: [undefined, "All of it. `Content-Disposition` is `inline` only for media that nothing runs in"],
			206: [undefined, "The one range that `Range` asks for"],
			304: [undefined, "It is what `If-None-Match` names: a file never changes"],
		},
		alsoAs: ["application/octet-stream"],
		fails: ["range_not_satisfiable", "not_configured"],
	}),
	deleteUpload: route("DELETE /api/uploads/{upload_id}", "Delete a file, also off its message", {
		access: "uploads:write",
		who: "its author",
		answers: {
			200: [
				z.object({ message: Message.optional(), event: MessageUpdated.optional() }),
				"Deleted; with the message that it was in, which it may not leave empty",
			],
		},
	}),
	attachUpload: route("POST /api/messages/{message_id}/attachments", "Add a file to the caller's message", {
		access: "uploads:write",
		who: "its author",
		limit: "send",
		body: z.object({ upload_id: UploadId }).meta({ id: "AttachUpload" }),
		answers: { 200: [Ok, "It is there now; idempotent"] },
		fails: ["conflict"],
	}),
	listUploads: route("GET /api/channels/{channel_id}/uploads", "The files of a channel", {
		...listed,
		access: "messages:read",
		who: "anyone who sees the channel",
	}),
	listDirectUploads: route("GET /api/dms/{direct_conversation_id}/uploads", "The files of a direct conversation", {
		...listed,
		access: "dms:read",
		who: "those in the conversation",
	}),
});
