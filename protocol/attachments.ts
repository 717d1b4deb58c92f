import * as z from "zod";
import { max_attachments } from "./limits.ts";
import { UploadId, UserId, WorkspaceId } from "./ids.ts";
import { Time } from "./text.ts";

/** A file. Its bytes are at `/api/uploads/{id}`, for whoever may see it. */
export const Upload = z
	.object({
		id: UploadId,
		workspace_id: WorkspaceId,
		owner_id: UserId,
		nonce: z.string().optional().meta({ description: "For its owner, when it is stored and by its nonce" }),
		filename: z.string(),
		content_type: z.string().meta({
			description:
				"As its sender said, without parameters; `application/octet-stream` where that was nothing, or an image that is none",
		}),
		byte_size: z.int(),
		width: z.int().optional().meta({ description: "Of an image or a video, in pixels, as its sender measured it" }),
		height: z.int().optional(),
		duration_ms: z.int().optional().meta({ description: "Of a video or a sound, as its sender measured it" }),
		placeholder: z.string().optional().meta({ description: "A ThumbHash in Base64: what to show until it is there" }),
		created_at: Time,
	})
	.meta({ id: "Upload" });
export type Upload = z.infer<typeof Upload>;

/** What a file is by its bytes, where it is a picture that every browser shows. SVG is none: it is a program. */
export interface Picture {
	type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
	width: number;
	height: number;
}

/** What lists of files tell apart. */
export const upload_kinds = ["image", "video", "audio", "file"] as const;
export type UploadKind = (typeof upload_kinds)[number];

/** The kind of a file, by its media type. */
export function uploadKind(content_type: string): UploadKind {
	const [kind] = content_type.split("/");
	return upload_kinds.find((one) => one === kind) ?? "file";
}

/** Files that the caller uploaded: a message may consist of them alone. */
export const attached = {
	upload_id: z
		.union([z.literal(""), UploadId])
		.optional()
		.meta({ description: "One file that the caller uploaded, which no message has yet; not with `upload_ids`" }),
	upload_ids: z
		.array(UploadId)
		.max(max_attachments)
		.refine((ids) => new Set(ids).size === ids.length, "each file once")
		.optional()
		.meta({ description: "Such files, in their order, each once" }),
};
type Attached = { upload_id?: UploadId | "" | undefined; upload_ids?: UploadId[] | undefined };

/** The files that a message is sent with. */
export const uploadsOf = ({ upload_id, upload_ids = [] }: Attached): UploadId[] =>
	upload_id ? [upload_id] : upload_ids;

export const namesUploadsOnce = ({ upload_id, upload_ids }: Attached): boolean =>
	!upload_id || upload_ids === undefined;
export const named_twice = "upload_id and upload_ids are mutually exclusive";
