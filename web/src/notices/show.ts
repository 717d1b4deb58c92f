import type { ListedReminder, Message } from "@clickclack/sdk";
import { drawnText } from "../drawn-text.ts";
import { mentionedIn } from "../markdown.ts";
import { saidIn } from "../messages/said.ts";
import { router } from "../router.svelte.ts";
import { messagePath } from "../routes.ts";
import { keepNotice, placeOf, placeOfReminder, type Place } from "../state/notices.ts";
import { shows } from "../state/notifier.ts";
import type { Heard } from "../state/sound-player.ts";
import { titleOf } from "../state/titles.ts";
import { toast } from "../state/toasts.svelte.ts";
import * as strings from "../strings/notifications.ts";
import * as reminders from "../strings/reminders.ts";

const longest = 200;
/** In a toast. */
const short = 120;

function titleFor({ author, channel_id, parent_message_id }: Message, { conversations }: Heard): string {
	const channel = channel_id && conversations.get(channel_id);
	const name = author.display_name;
	const where = channel ? strings.writesIn(name, titleOf(channel)) : strings.writes(name);
	return parent_message_id ? strings.inThread(where) : where;
}

/** Mentions show names, as in the page. */
function textOf(message: Message, { members }: Heard): string[] {
	const handles = new Map([...members.values()].map(({ user }) => [user.handle, user]));
	return [...drawnText(saidIn(message), handles, mentionedIn(message))];
}

function show(title: string, message: Message, workspace: Heard, place: Place): void {
	const body = textOf(message, workspace).slice(0, longest).join("");
	// browsers of phones only let a service worker show one
	try {
		const notice = new Notification(title, { body, tag: `${place.timeline} ${place.id}` });
		keepNotice(notice, place);
		notice.addEventListener("click", () => {
			window.focus();
			router.go(messagePath(message));
			notice.close();
		});
	} catch {
		return;
	}
}

function offer({ message }: ListedReminder, workspace: Heard): () => void {
	const said = textOf(message, workspace);
	const start = said.length > short ? `${said.slice(0, short).join("")}…` : said.join("");
	return toast.offer(reminders.reminderOf(message.author.display_name, start), {
		label: reminders.view,
		run: () => router.go(messagePath(message)),
	});
}

shows.notice = (message, workspace) => show(titleFor(message, workspace), message, workspace, placeOf(message));
shows.reminder = ({ message }, workspace) => {
	const title = reminders.reminderFor(titleFor(message, workspace));
	show(title, message, workspace, placeOfReminder(message.id));
};
shows.toast = offer;
