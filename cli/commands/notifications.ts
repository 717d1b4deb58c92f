import { type Attention, type NotificationPreference, isDirect } from "@clickclack/sdk";
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

/** Of a channel or a direct conversation. */
export async function level(flags: PlaceFlags, chosen: string): Promise<Report> {
	const chat = signedIn(flags);
	const preference = chosen as NotificationPreference;
	const id = await findPlace(chat, flags);
	const now = isDirect(id)
		? await chat.dms.updateNotificationPreference(id, preference)
		: await chat.channels.updateNotificationPreference(id, preference);
	return { resource: { preference: now }, rows: [[id, now]] };
}
