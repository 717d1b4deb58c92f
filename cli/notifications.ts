import { notification_preferences } from "@clickclack/sdk";
import { Argument, type Command } from "commander";
import type { HoursFlags } from "./commands/notifications.ts";
import type { PlaceFlags } from "./commands/places.ts";
import { dmFlag, does } from "./does.ts";
import { minutes } from "./input.ts";

const notifications = () => import("./commands/notifications.ts");

/** What notifies somebody, and when nothing does. */
export function addNotifications(program: Command): void {
	const command = program.command("notifications").description("what notifies you, and when nothing does");
	command
		.command("show")
		.description("show your keywords, quiet hours and pause")
		.action(does(async (flags) => (await notifications()).show(flags)));
	command
		.command("keywords")
		.description("set the words that notify you like mentions; none clears them")
		.argument("[word...]", "the words")
		.action(does(async (flags, ...words: string[]) => (await notifications()).keywords(flags, words)));
	command
		.command("quiet-hours")
		.description("let nothing notify you between two times of each day; without them, end that")
		.argument("[from]", "from when: 22:00")
		.argument("[until]", "until when: 07:00, also past midnight")
		.option("--time-zone <zone>", "whose clock that is: Europe/Berlin, or +02:00; usually this machine's")
		.action(does(async (flags: HoursFlags, ...times: string[]) => (await notifications()).quietHours(flags, ...times)));
	command
		.command("pause")
		.description("let nothing notify you for a while")
		.argument("<time>", "how long: 30m, 2h, 1d", minutes)
		.action(does(async (flags, time: string) => (await notifications()).pause(flags, time)));
	command
		.command("resume")
		.description("end a pause")
		.action(does(async (flags) => (await notifications()).pause(flags)));
	command
		.command("level")
		.description("choose what a channel or a direct conversation notifies you of, or show it")
		.addArgument(new Argument("[level]", "what calls you; left out to show it").choices(notification_preferences))
		.addOption(dmFlag())
		.action(does(async (flags: PlaceFlags, level?: string) => (await notifications()).level(flags, level)));
}
