import type { ScheduledMessage } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { type BodyFlags, idIn, readBody, timeIn } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { findWorkspace } from "./workspaces.ts";

/** My messages that are sent later; those that could not be sent come first. */
export async function list({ limit, ...flags }: Flags & { limit: number }): Promise<Report> {
	const chat = signedIn(flags);
	const scheduled: ScheduledMessage[] = [];
	for await (const one of chat.scheduled.list(await findWorkspace(chat, flags)))
		if (scheduled.push(one) === limit) break;
	const rows = scheduled.map(({ id, send_at, failure = "", body }) => [id, new Date(send_at), failure, new Body(body)]);
	return { resource: scheduled, rows, headings: ["ID", "AT", "NOT SENT", "MESSAGE"] };
}

export interface ScheduleFlags extends PlaceFlags, BodyFlags {
	at: string;
	nonce?: string;
}

export async function add(
	{ at, nonce = crypto.randomUUID(), ...flags }: ScheduleFlags,
	argument?: string,
): Promise<Report> {
	const chat = signedIn(flags);
	const message = { body: await readBody(argument, flags), send_at: timeIn(at), nonce };
	const { scheduled_message } = await chat.scheduled.add(await findPlace(chat, flags), message);
	return { resource: scheduled_message, rows: [[scheduled_message.id]] };
}

export interface ChangeFlags extends Flags, BodyFlags {
	at?: string;
}

/** What it says, when it is sent, or both. */
export async function change({ at, ...flags }: ChangeFlags, id: string, argument?: string): Promise<Report> {
	const isSaid = [argument, flags.body, flags.file, flags.stdin].some(Boolean);
	if (!isSaid && at === undefined) throw new Stop(exit.usage, "say what to change: give the message, or --at");
	const body = isSaid ? await readBody(argument, flags) : undefined;
	const { scheduled_message } = await signedIn(flags).scheduled.update(idIn("sch", id), {
		...(body !== undefined && { body }),
		...(at !== undefined && { send_at: timeIn(at) }),
	});
	return { resource: scheduled_message, rows: [[scheduled_message.id]] };
}

export async function cancel(flags: Flags, id: string): Promise<Report> {
	const { event } = await signedIn(flags).scheduled.cancel(idIn("sch", id));
	return { resource: event ?? {}, rows: [[event ? "cancelled" : "not scheduled any more"]] };
}

export async function send(flags: Flags, id: string): Promise<Report> {
	const { message } = await signedIn(flags).scheduled.send(idIn("sch", id));
	return { resource: message, rows: [[message.id]] };
}
