/* No dependency on a library, so that the app can import it. */

export interface GroupMention {
	word: "channel" | "here" | "group";
	/** who is called, unless all are: who was online, and who is in the groups; by `member_number`, four in each hexadecimal digit, the lowest bit first */
	present?: string | undefined;
}

/** Whether it calls several people after an @: everybody in the conversation, or those of them who are online. */
export const isGroupWord = (handle: string): boolean => /^(?:channel|everyone|here)$/.test(handle);

/** Whom a handle in a text calls together. It may end in signs that do not belong to it. */
export function groupOf(handle: string): Exclude<GroupMention["word"], "group"> | undefined {
	const [, word] = /^(channel|everyone|here)[_-]*$/.exec(handle) ?? [];
	return word === "everyone" ? "channel" : (word as "channel" | "here" | undefined);
}

/** Handles that nobody may have: they would be the words, or look like them. */
export const isReserved = (handle: string): boolean => groupOf(handle) !== undefined;

/** @param numbers of members */
export function presentOf(numbers: number[]): string {
	const digits = Array.from({ length: Math.floor(Math.max(-1, ...numbers) / 4) + 1 }, () => 0);
	for (const number of numbers) digits[number >> 2]! |= 1 << (number & 3);
	return digits.map((digit) => digit.toString(16)).join("");
}

/** Whether it calls a member of the conversation, other than its author. */
export const calls = ({ word, present = "" }: GroupMention, member_number = 0): boolean =>
	word === "channel" || ((Number.parseInt(present[member_number >> 2] ?? "0", 16) >> (member_number & 3)) & 1) === 1;

export interface Mentioning {
	author_id: string;
	mentioned_user_ids: readonly string[];
	group_mention?: GroupMention | undefined;
}

/** Whether it calls somebody who is in its conversation, by name or with others. Only in a workspace have people the number that it takes. */
export const mentions = (
	{ author_id, mentioned_user_ids, group_mention }: Mentioning,
	{ id, member_number }: { id: string; member_number?: number | undefined },
): boolean =>
	author_id !== id &&
	(mentioned_user_ids.includes(id) || (group_mention !== undefined && calls(group_mention, member_number)));
