import * as z from "zod";
import { ChannelId, UserId, WorkspaceId } from "./ids.ts";
import { Ok, route, routes } from "./route.ts";
import { Time, WebAddress, line, trimmed } from "./text.ts";

export const DisplayName = line(1, 80);

/** 2–32 of a–z, 0–9, `_`, `-`; a leading @ is removed, capitals are lower-cased. Handles and the words that call several people are one name space. */
export const Handle = trimmed
	.toLowerCase()
	.transform((handle) => handle.replace(/^@/, ""))
	.pipe(
		z.string().regex(/^[a-z0-9][a-z0-9_-]{1,31}$/, "2 to 32 of a–z, digits, _ or -, beginning with a letter or digit"),
	)
	.meta({ pattern: "^@?[A-Za-z0-9][A-Za-z0-9_-]{1,31}$" });

export const Email = z
	.email("must be an e-mail address")
	.toLowerCase()
	.max(254)
	.meta({ pattern: z.regexes.email.source });

/** A person or a bot, as others see them. */
export const User = z
	.object({
		id: UserId,
		kind: z.enum(["human", "bot"]),
		owner_user_id: UserId.optional(),
		display_name: z.string(),
		handle: z.string(),
		avatar_url: z.string(),
		created_at: Time,
		deleted_at: Time.optional().meta({ description: "The account was deleted: the name is none of theirs" }),
		member_number: z
			.int()
			.min(1)
			.optional()
			.meta({ description: "The place in the order of joining; only in a workspace" }),
	})
	.meta({ id: "User" });
export type User = z.infer<typeof User>;

export const Appearance = z
	.object({
		color_mode: z.enum(["system", "light", "dark"]),
		board_theme: z.enum(["signal", "ember", "moss", "iris"]),
		message_layout: z.enum(["standard", "outlined"]),
		density: z.enum(["comfortable", "compact"]),
	})
	.partial()
	.meta({ id: "Appearance", description: "Absent means the default: system, signal, standard, comfortable" });
export type Appearance = z.infer<typeof Appearance>;

/** The defaults. */
export const default_appearance = {
	color_mode: "system",
	board_theme: "signal",
	message_layout: "standard",
	density: "comfortable",
} as const satisfies Appearance;

const orDefault = <S extends z.ZodType>(choice: S) => choice.or(z.literal(""));
/** "" and the default itself both clear a preference. */
const AppearanceChange = z
	.object({
		color_mode: orDefault(Appearance.shape.color_mode.unwrap()),
		board_theme: orDefault(Appearance.shape.board_theme.unwrap()),
		message_layout: orDefault(Appearance.shape.message_layout.unwrap()),
		density: orDefault(Appearance.shape.density.unwrap()),
	})
	.partial()
	.meta({ id: "AppearanceChange" });

/** Where people get notifications besides; stored for the clients that use it. */
export const NotificationSettings = z
	.object({
		pushover_enabled: z.boolean(),
		pushover_user_key: z.string().regex(/^(?:[A-Za-z0-9]{30})?$/, "30 letters and digits, or nothing"),
	})
	.partial()
	.meta({ id: "NotificationSettings" });
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** How many workspaces an account may keep an order for, and how long all of it may be, in bytes of JSON. */
export const max_sidebar = { workspaces: 100, bytes: 256 * 1024 };
const Order = z.array(ChannelId).max(500);

/** The order of channels in each workspace's sidebar; stored for the clients that use it. */
export const SidebarPreferences = z
	.object({ channel_order: z.record(WorkspaceId, Order) })
	.partial()
	.meta({ id: "SidebarPreferences" });
export type SidebarPreferences = z.infer<typeof SidebarPreferences>;

/** Other workspaces keep their order. */
const SidebarChange = z
	.object({
		channel_order: z
			.record(WorkspaceId, Order.nullable())
			.refine(
				(order) => Object.keys(order).length <= max_sidebar.workspaces,
				`at most ${max_sidebar.workspaces} workspaces`,
			)
			.meta({ description: "By workspace; an empty list, or null, clears that workspace's order" }),
	})
	.partial()
	.meta({ id: "SidebarChange" });
export type SidebarChange = z.infer<typeof SidebarChange>;

/** The caller's own user. Preferences are absent until something is saved. */
export const Me = User.extend({
	email: z.string().optional(),
	appearance_preferences: Appearance.optional(),
	notification_settings: NotificationSettings.optional(),
	sidebar_preferences: SidebarPreferences.optional(),
}).meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

export const UpdateMe = z
	.object({
		display_name: DisplayName,
		handle: Handle,
		avatar_url: WebAddress,
		appearance_preferences: AppearanceChange,
		notification_settings: NotificationSettings,
		sidebar_preferences: SidebarChange,
	})
	.partial()
	.meta({ id: "UpdateMe" });
export type UpdateMe = z.infer<typeof UpdateMe>;

const deleted = "Sessions, addresses and all that is private are gone; what they wrote stays, without their name";

export const meRoutes = routes("me", {
	getMe: route("GET /api/me", "The caller's account", {
		access: "profile:read",
		who: "anybody signed in",
		answers: { 200: [Me, "The caller"] },
		wrap: "user",
	}),
	updateMe: route("PATCH /api/me", "Change the caller's profile; only the given fields change", {
		access: "human",
		who: "anybody signed in",
		limit: "profile",
		body: UpdateMe,
		answers: { 200: [Me, "The changed account"] },
		wrap: "user",
		fails: ["conflict"],
	}),
	deleteMe: route("DELETE /api/me", "Delete the caller's account, which owns no workspace", {
		access: "human",
		who: "anybody signed in",
		answers: { 204: [Ok, deleted] },
		fails: ["conflict"],
	}),
});
