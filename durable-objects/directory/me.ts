import {
	type Appearance,
	type Me,
	type NotificationSettings,
	type SidebarPreferences,
	type UpdateMe,
	type UserId,
} from "@clickclack/protocol";
import { eq } from "drizzle-orm";
import { dropAvatar } from "./avatars.ts";
import { emailOf } from "./identities.ts";
import { workspacesOf } from "./memberships.ts";
import { appearanceAfter, sidebarAfter } from "./preferences.ts";
import { users } from "./schema.ts";
import { signedIn } from "./sessions.ts";
import type { Transaction } from "./transaction.ts";
import { findRow, refuseHandle, toUser } from "./users.ts";

export const getMe = (tx: Transaction): Me => toMe(tx, signedIn(tx));

function toMe(tx: Transaction, user_id: UserId): Me {
	const row = findRow(tx, user_id)!;
	const { appearance_json, notification_json, sidebar_json } = row;
	return {
		...toUser(row),
		email: emailOf(tx, user_id),
		...(appearance_json !== null && { appearance_preferences: JSON.parse(appearance_json) as Appearance }),
		...(notification_json !== null && { notification_settings: JSON.parse(notification_json) as NotificationSettings }),
		...(sidebar_json !== null && { sidebar_preferences: JSON.parse(sidebar_json) as SidebarPreferences }),
	};
}

/** Changes only the given fields; each of the caller's workspaces gets the update. */
export function updateMe(
	tx: Transaction,
	{ appearance_preferences, notification_settings, sidebar_preferences, ...profile }: UpdateMe,
): Me {
	const user_id = signedIn(tx);
	if (profile.handle !== undefined) refuseHandle(tx, profile.handle, user_id);
	const before = toMe(tx, user_id);
	const change = {
		...profile,
		...(appearance_preferences && {
			appearance_json: appearanceAfter(before.appearance_preferences, appearance_preferences),
		}),
		...(notification_settings && {
			notification_json: JSON.stringify({ ...before.notification_settings, ...notification_settings }),
		}),
		...(sidebar_preferences && { sidebar_json: sidebarAfter(before.sidebar_preferences, sidebar_preferences) }),
	};
	if ((profile.avatar_url ?? before.avatar_url) !== before.avatar_url) dropAvatar(tx, user_id, before.avatar_url);
	if (Object.keys(change).length > 0) tx.db.update(users).set(change).where(eq(users.id, user_id)).run();
	if (Object.keys(profile).length > 0)
		for (const workspace_id of workspacesOf(tx, user_id)) tx.addJob({ kind: "updateProfile", workspace_id, user_id });
	return toMe(tx, user_id);
}
