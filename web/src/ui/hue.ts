import type { User } from "@clickclack/sdk";

/** How many colours of avatars tokens.css has. */
export const hues = 16;

/** Which of them a person has in a workspace: the first sixteen to join differ. A workspace, and who is in none, has one by its id. */
export const hueOf = ({ id, member_number }: { id: string } & Pick<User, "member_number">): number =>
	member_number === undefined ? hashOf(id) % hues : (member_number - 1) % hues;

/** Murmur's last step: ids differ in few letters. */
function hashOf(id: string): number {
	let mixed = 0x811c9dc5;
	for (const letter of id) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
