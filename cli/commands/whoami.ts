import type { Me } from "@clickclack/sdk";
import type { Report } from "../output.ts";
import { titleOf } from "./directs.ts";
import { type Flags, serverOf, signedIn } from "../session.ts";

const row = (me: Me) => [me.id, `@${me.handle}`, me.display_name];

export async function whoami(flags: Flags): Promise<Report> {
	const me = await signedIn(flags).me.get();
	return { resource: me, rows: [row(me)] };
}

/** The server, the signed-in user, and unread counts. */
export async function status(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const server = serverOf(flags);
	const [user, workspaces] = await Promise.all([chat.me.get(), chat.workspaces.list()]);
	const channels = (await Promise.all(workspaces.map(({ id }) => chat.channels.list(id)))).flat();
	const pages = await Promise.all(workspaces.map(({ id }) => chat.dms.list(id)));
	const direct_conversations = pages.flatMap(({ conversations }) => conversations);
	const waiting = workspaces.flatMap(({ id, name }) => {
		const unread = channels.filter((channel) => channel.workspace_id === id && channel.unread_count > 0);
		const waiting = direct_conversations.filter((one) => one.workspace_id === id && one.unread_count > 0);
		const rows = [
			...unread.map((channel) => [name, `#${channel.name}`, channel.unread_count]),
			...waiting.map((one) => [name, titleOf(one, user.id), one.unread_count]),
		];
		return rows.length > 0 ? rows : [[name, "all read"]];
	});
	return {
		resource: { server, user, workspaces, channels, direct_conversations },
		rows: [["Server", server], ["Signed in as", row(user).join(" ")], ...waiting],
	};
}
