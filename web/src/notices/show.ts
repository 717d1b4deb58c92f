import type { Message } from "@clickclack/sdk";
import { drawnText } from "../drawn-text.ts";
import { mentionedIn } from "../markdown.ts";
import { saidIn } from "../messages/said.ts";
import { router } from "../router.svelte.ts";
import { messagePath } from "../routes.ts";
import { keepNotice } from "../state/notices.ts";
import { shows } from "../state/notifier.ts";
import type { Heard } from "../state/sound-player.ts";
import * as strings from "../strings/notifications.ts";

const longest = 200;

function titleFor({ author, channel_id, parent_message_id }: Message, { conversations }: Heard): string {
	const channel = channel_id && conversations.get(channel_id);
	const where = channel ? strings.writesIn(author.display_name, channel.name) : strings.writes(author.display_name);
	return parent_message_id ? strings.inThread(where) : where;
}

/** Mentions show names, as in the page. */
function textOf(message: Message, { members }: Heard): string {
	const handles = new Map([...members.values()].map(({ user }) => [user.handle, user]));
	return [...drawnText(saidIn(message), handles, mentionedIn(message))].slice(0, longest).join("");
}

function show(message: Message, workspace: Heard): void {
	const body = textOf(message, workspace);
	// browsers of phones only let a service worker show one
	try {
		const notice = new Notification(titleFor(message, workspace), { body, tag: message.id });
		keepNotice(notice, message);
		notice.addEventListener("click", () => {
			window.focus();
			router.go(messagePath(message));
			notice.close();
		});
	} catch {
		return;
	}
}

shows.notice = show;
