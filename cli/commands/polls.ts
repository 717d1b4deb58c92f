import type { Poll } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { type PlaceFlags, findPlace } from "./places.ts";

export interface PollFlags extends PlaceFlags {
	option: string[];
	multiple?: boolean;
	closesAt?: string;
}

/** Asks a question in a channel or a direct conversation. */
export async function create(flags: PollFlags, question: string): Promise<Report> {
	const { option: options, multiple: is_multiple, closesAt: closes_at } = flags;
	const chat = signedIn(flags);
	const place = await findPlace(chat, flags);
	const poll = { options, is_multiple, closes_at };
	const { message } = await chat.messages.create(place, { body: question, poll, nonce: crypto.randomUUID() });
	return { resource: message, rows: [[message.id]] };
}

const rowsOf = ({ options }: Poll) =>
	options.map(({ text, count, chosen_by_me }, at) => [at + 1, text, count, chosen_by_me ? "(yours)" : ""]);
const headings = ["NUMBER", "OPTION", "VOTES", ""];

/** @param numbers of the options, from 1 on; none takes the vote back */
export async function vote(flags: Flags, message: string, ...numbers: string[]): Promise<Report> {
	const choices = numbers.map((number) => Number(number) - 1);
	if (!choices.every(Number.isInteger)) throw new Stop(exit.usage, "give the numbers of options, from 1 on");
	const { poll } = await signedIn(flags).polls.vote(idIn("msg", message), choices);
	return { resource: poll, rows: rowsOf(poll), headings };
}

export async function show(flags: Flags, message: string): Promise<Report> {
	const { poll } = await signedIn(flags).messages.get(idIn("msg", message));
	if (!poll) throw new Stop(exit.not_found, "this message has no poll");
	return { resource: poll, rows: rowsOf(poll), headings };
}

export async function close(flags: Flags, message: string): Promise<Report> {
	const { poll } = await signedIn(flags).polls.close(idIn("msg", message));
	return { resource: poll, rows: rowsOf(poll), headings };
}
