import {
	type Attention,
	type ClickClack,
	type ConversationId,
	type NotificationPreference,
	isDirect,
} from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { minutes } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { findWorkspace } from "./workspaces.ts";

function standing(settings: Attention): Report {
	const { keywords, quiet_hours: hours, paused_until } = settings;
	return {
		resource: settings,
		rows: [
			["keywords", keywords.join(", ")],
			["quiet hours", hours ? `${hours.from} to ${hours.until} ${hours.time_zone}` : "none"],
			["paused until", paused_until ?? "not paused"],
		],
	};
}

export async function show(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	return standing(await chat.attention.get(await findWorkspace(chat, flags)));
}

/** All of them: none clears them. */
export async function keywords(flags: Flags, words: string[]): Promise<Report> {
	const chat = signedIn(flags);
	return standing(await chat.attention.update(await findWorkspace(chat, flags), { keywords: words }));
}

/** @param time how long, `30m`; none ends a pause */
export async function pause(flags: Flags, time?: string): Promise<Report> {
	const chat = signedIn(flags);
	const paused_until = new Date(Date.now() + (time ? minutes(time) : 0) * 60_000).toISOString();
	return standing(await chat.attention.update(await findWorkspace(chat, flags), { paused_until }));
}

export interface HoursFlags extends Flags {
	timeZone?: string;
}

/** Each day from one time until another, `22:00` and `07:00`, in the zone of this machine if none is given; without times none. */
export async function quietHours(flags: HoursFlags, ...times: string[]): Promise<Report> {
	if (times.length === 1) throw new Stop(exit.usage, "give both times: 22:00 07:00");
	// the same time twice ends them
	const [from, until] = times.length === 0 ? ["00:00", "00:00"] : (times as [string, string]);
	const time_zone = flags.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
	const chat = signedIn(flags);
	const quiet_hours = { from, until, time_zone };
	return standing(await chat.attention.update(await findWorkspace(chat, flags), { quiet_hours }));
}

/** Of a channel or a direct conversation. @param chosen none: what it is now */
export async function level(flags: PlaceFlags, chosen?: string): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findPlace(chat, flags);
	const now = await (chosen === undefined ? levelOf(chat, id) : setLevel(chat, id, chosen as NotificationPreference));
	return { resource: { preference: now }, rows: [[id, now]] };
}

const levelOf = (chat: ClickClack, id: ConversationId): Promise<NotificationPreference> =>
	isDirect(id) ? chat.dms.getNotificationPreference(id) : chat.channels.getNotificationPreference(id);

const setLevel = (
	chat: ClickClack,
	id: ConversationId,
	chosen: NotificationPreference,
): Promise<NotificationPreference> =>
	isDirect(id)
		? chat.dms.updateNotificationPreference(id, chosen)
		: chat.channels.updateNotificationPreference(id, chosen);
