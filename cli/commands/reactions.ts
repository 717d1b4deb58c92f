import type { Message } from "@clickclack/sdk";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";

const rowsOf = ({ reactions }: Pick<Message, "reactions">) =>
	reactions.map(({ emoji, count, reacted_by_me }) => [emoji, count, reacted_by_me ? "(yours)" : ""]);

/** Which there are, and how many of each. */
export async function list(flags: Flags, message: string): Promise<Report> {
	const { reactions } = await signedIn(flags).messages.get(idIn("msg", message));
	return { resource: reactions, rows: rowsOf({ reactions }), headings: ["EMOJI", "COUNT", ""] };
}

export async function add(flags: Flags, message: string, emoji: string): Promise<Report> {
	const answer = await signedIn(flags).reactions.add(idIn("msg", message), emoji);
	return { resource: answer, rows: [["added"]] };
}

export async function remove(flags: Flags, message: string, emoji: string): Promise<Report> {
	const answer = await signedIn(flags).reactions.remove(idIn("msg", message), emoji);
	return { resource: answer, rows: [["removed"]] };
}
