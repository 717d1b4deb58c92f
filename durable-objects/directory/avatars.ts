import { type UserId, avatarPath } from "@clickclack/protocol";
import { signedIn } from "./sessions.ts";
import type { Transaction } from "./transaction.ts";
import { findRow } from "./users.ts";

/** Where the bucket has a picture. */
export const avatarKey = (avatar: string): string => `avatars/${avatar}`;

interface One {
	avatar: string;
}

/** How long the bytes of one may take to arrive. */
const lease_ms = 15 * 60_000;

/** Before the first byte is stored: what never becomes somebody's is removed, whoever is killed when. */
export function reserveAvatar(tx: Transaction, { avatar }: One): void {
	const due = new Date(Date.parse(tx.now) + lease_ms).toISOString();
	tx.addJob({ kind: "removeAvatar", user_id: signedIn(tx), avatar }, due);
}

/** The name of one that is ours, by its address. */
const nameIn = (avatar_url: string): string | undefined => /\/api\/avatars\/([0-9a-z]{32})$/.exec(avatar_url)?.[1];

/** The bytes of the one before go, if this server has them. */
export function dropAvatar(tx: Transaction, user_id: UserId, avatar_url: string): void {
	const avatar = nameIn(avatar_url);
	if (avatar !== undefined) tx.addJob({ kind: "removeAvatar", user_id, avatar });
}

export const isAvatarOf = (tx: Transaction, user_id: UserId, { avatar }: One): boolean =>
	findRow(tx, user_id)?.avatar_url.endsWith(avatarPath(avatar)) ?? false;
