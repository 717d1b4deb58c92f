import type { Member } from "@clickclack/sdk";

interface RosterGroup {
	title: string;
	members: Member[];
}

/** Those whose name or handle has `sought` in it, by name, the present before the absent; no empty groups. */
export function roster(members: Iterable<Member>, online: ReadonlySet<string>, sought: string): RosterGroup[] {
	const words = sought.trim().toLowerCase().replace(/^@/, "");
	const found = [...members]
		.filter(({ user }) => `${user.display_name}\n${user.handle}`.toLowerCase().includes(words))
		.toSorted((a, b) => a.user.display_name.localeCompare(b.user.display_name));
	const isHere = ({ user }: Member) => online.has(user.id);
	return [
		{ title: "Here now", members: found.filter(isHere) },
		{ title: "Away", members: found.filter((member) => !isHere(member)) },
	].filter((group) => group.members.length);
}
