import * as z from "zod";
import { durable } from "./envelope.ts";
import { UploadId, UserId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { Time } from "./text.ts";

/** What stands between the colons. */
export const CustomEmojiName = z
	.string()
	.regex(/^[a-z0-9_-]{2,32}$/, "2 to 32 lower-case letters a–z, digits, - or _, without the colons");

/** A picture with a name, which members of the workspace write as `:name:` and react with. */
export const CustomEmoji = z
	.object({
		name: z.string(),
		url: z
			.string()
			.meta({ description: "The picture, for members: `/api/uploads/upl_…`. Another picture has another" }),
		created_by: UserId,
		created_at: Time,
	})
	.meta({ id: "CustomEmoji" });
export type CustomEmoji = z.infer<typeof CustomEmoji>;

export const CreateCustomEmoji = z
	.object({
		name: CustomEmojiName,
		upload_id: UploadId.meta({
			description:
				"A file of the caller that is in no message: a PNG, JPEG, GIF or WebP of at most 256 KiB and 512 pixels a side",
		}),
	})
	.meta({ id: "CreateCustomEmoji" });
export type CreateCustomEmoji = z.infer<typeof CreateCustomEmoji>;

/** What a picture may have to be one. */
export const max_emoji = { bytes: 262_144, side: 512 };

export const CustomEmojiCreated = durable("emoji.created", { custom_emoji: CustomEmoji });
export const CustomEmojiDeleted = durable("emoji.deleted", { name: z.string() });

export const customEmojiRoutes = routes("emoji", {
	listCustomEmoji: route("GET /api/workspaces/{workspace_id}/emoji", "The workspace's own emoji, by name", {
		access: "workspaces:read",
		who: "any member",
		answers: { 200: [z.array(CustomEmoji), "All of them. Those that come with the app are not in it"] },
		wrap: "custom_emoji",
	}),
	createCustomEmoji: route("POST /api/workspaces/{workspace_id}/emoji", "Make an emoji of a file that is stored", {
		access: "uploads:write",
		who: "any member except guests",
		body: CreateCustomEmoji,
		answers: { 201: [z.object({ custom_emoji: CustomEmoji, event: CustomEmojiCreated }), "There for everybody"] },
		fails: ["conflict"],
	}),
	deleteCustomEmoji: route("DELETE /api/workspaces/{workspace_id}/emoji/{name}", "Delete an emoji and its picture", {
		access: "uploads:write",
		who: "who made it or moderators",
		params: { name: CustomEmojiName },
		answers: { 200: [z.object({ event: CustomEmojiDeleted }), "Where it was used, its name is shown from then on"] },
	}),
});
