import { folded, type Member } from "@clickclack/sdk";
import * as strings from "../strings/members.ts";

interface MemberGroup {
	title: string;
	members: Member[];
}

/** "Crab 9" before "Crab 10" */
const { compare } = new Intl.Collator(undefined, { numeric: true });

/** Members whose name or handle contains `query`, by name, those online first; no empty groups. */
export function memberGroups(
	members: Iterable<Member>,
	isOnline: (user_id: string) => boolean,
	query: string,
): MemberGroup[] {
	const words = folded(query.trim().replace(/^@/, ""));
	const found = [...members]
		.filter(({ user }) => folded(`${user.display_name}\n${user.handle}`).includes(words))
		.toSorted((a, b) => compare(a.user.display_name, b.user.display_name));
	return [
		{ title: strings.onlineMembers, members: found.filter(({ user }) => isOnline(user.id)) },
		{ title: strings.offlineMembers, members: found.filter(({ user }) => !isOnline(user.id)) },
	].filter((group) => group.members.length);
}
