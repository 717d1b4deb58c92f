import * as z from "zod";
import { route, routes } from "./route.ts";
import { Me } from "./users.ts";

/** The name of a picture: nobody guesses it, and another picture has another. */
export const AvatarName = z.string().regex(/^[0-9a-z]{32}$/, "must be the name of a picture");

/** What a picture of a person may have. The app cuts it square and makes it smaller before it sends it. */
export const max_avatar = { bytes: 1_048_576, side: 1_024 };

export const avatarPath = (avatar: string): string => `/api/avatars/${avatar}`;

export const avatarRoutes = routes("me", {
	setAvatar: route("POST /api/me/avatar", "Upload the caller's picture, in place of the one before", {
		access: "human",
		who: "anybody signed in",
		limit: "profile",
		body: { stream: "multipart/form-data" },
		answers: { 200: [Me, "With the `avatar_url` of the picture. `PATCH /api/me` with an empty one takes it away"] },
		wrap: "user",
		fails: ["not_configured"],
	}),
	getAvatar: route("GET /api/avatars/{avatar}", "The picture of a person, by the address in their `avatar_url`", {
		access: "public",
		who: "anybody",
		params: { avatar: AvatarName },
		answers: { 200: [undefined, "The bytes, which never change"] },
		alsoAs: ["application/octet-stream"],
		fails: ["not_found", "not_configured"],
	}),
});
