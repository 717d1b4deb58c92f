import { type User, type UserId, folded, isRestricted } from "@clickclack/protocol";
import { type MemberRow, announce, anyMember, getMember } from "./row.ts";
import type { Write } from "../transaction.ts";

type Profile = Pick<User, "display_name" | "handle" | "avatar_url">;

const toProfile = ({ display_name, handle, avatar_url }: Profile): Profile => ({ display_name, handle, avatar_url });

/** Applies a profile from the Directory. Somebody who left keeps the old one: no event about them would be sent. */
export function updateProfile(tx: Write, { user }: { user: User }): void {
	const before = anyMember(tx, user.id);
	if (!before || before.left_at !== null) return;
	if (isRestricted(before, tx.now)) deferProfile(tx, before, user);
	else if (putProfile(tx, before, user)) announce(tx, getMember(tx, user.id));
}

/** Names and pictures are speech too: the newest profile of a restricted member waits until the restriction ends. */
export function deferProfile(tx: Write, before: MemberRow, profile: Profile): void {
	tx.sql`UPDATE members SET waiting_profile_json = ${JSON.stringify(toProfile(profile))} WHERE user_id = ${before.user_id}`;
	if (before.waiting_profile_json === null) scheduleRelease(tx, before);
}

/** A time-out ends by itself and needs a job; a block ends by a command. */
function scheduleRelease(tx: Write, { user_id, timeout_until }: MemberRow): void {
	if (timeout_until !== null && timeout_until > tx.now) tx.addJob({ kind: "releaseProfile", user_id }, timeout_until);
}

/** Runs when a time-out may have ended, and shows the waiting profile of a member who is free. */
export function releaseProfile(tx: Write, { user_id }: { user_id: UserId }): void {
	const before = anyMember(tx, user_id);
	if (before && before.left_at === null && release(tx, before)) announce(tx, getMember(tx, user_id));
}

/**
 * Called whenever a restriction has changed; the caller emits the event.
 * @returns whether a new profile became visible
 */
export function release(tx: Write, member: MemberRow): boolean {
	if (member.waiting_profile_json === null) return false;
	if (!isRestricted(member, tx.now)) return putProfile(tx, member, JSON.parse(member.waiting_profile_json) as Profile);
	scheduleRelease(tx, member);
	return false;
}

/** @returns whether it differs from the one before */
function putProfile(tx: Write, before: MemberRow, profile: Profile): boolean {
	const { display_name, handle, avatar_url } = profile;
	const isNew = JSON.stringify(toProfile(before)) !== JSON.stringify(toProfile(profile));
	if (!isNew && before.waiting_profile_json === null) return false;
	tx.sql`UPDATE members SET display_name = ${display_name}, folded_name = ${folded(display_name)},
		handle = ${handle}, avatar_url = ${avatar_url}, waiting_profile_json = NULL WHERE user_id = ${before.user_id}`;
	return isNew;
}
