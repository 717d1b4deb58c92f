import type { Member } from "@clickclack/sdk";

interface MemberGroup {
	title: string;
	members: Member[];
}

/** Members whose name or handle contains `query`, by name, those online first; no empty groups. */
export function memberGroups(members: Iterable<Member>, online: ReadonlySet<string>, query: string): MemberGroup[] {
	const words = query.trim().toLowerCase().replace(/^@/, "");
	const found = [...members]
		.filter(({ user }) => `${user.display_name}\n${user.handle}`.toLowerCase().includes(words))
		.toSorted((a, b) => a.user.display_name.localeCompare(b.user.display_name));
	const isOnline = ({ user }: Member) => online.has(user.id);
	return [
		{ title: "Online", members: found.filter(isOnline) },
		{ title: "Offline", members: found.filter((member) => !isOnline(member)) },
	].filter((group) => group.members.length);
}
