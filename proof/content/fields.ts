import type { ChannelId, ClickClack, MessageId, WorkspaceId } from "@clickclack/sdk";
import type { Site } from "../site.ts";

/** Where one payload goes: its own author, message, reply, channel, workspace and invite. */
export interface Place {
	site: Site;
	/** unlike that of any other payload */
	n: number;
	author: ClickClack;
	/** who looks at all of it */
	reader: ClickClack;
	talk_id: WorkspaceId;
	root_id: MessageId;
	reply_id: MessageId;
	channel_id: ChannelId;
	workspace_id: WorkspaceId;
	invite: string;
}

type Put = (place: Place, text: string) => Promise<unknown>;

/** In each reply, so that a search finds it. */
export const search_word = "zebra";

/** Every text that a request can carry, as `operation.property`. */
export const fields: Record<string, Put> = {
	"requestMagicLink.email": ({ author }, email) => author.auth.requestMagicLink({ email }),
	"requestMagicLink.display_name": ({ author, n }, display_name) =>
		author.auth.requestMagicLink({ email: `asked-${n}@example.com`, display_name }),
	"createUser.name": ({ site, n, talk_id }, name) =>
		site.operator.admin.createUser({ name, email: `made-${n}@example.com`, workspace_id: talk_id }),
	"createUser.email": ({ site }, email) => site.operator.admin.createUser({ name: "x", email }),
	"createMagicLink.email": ({ site }, email) => site.operator.admin.createMagicLink({ email }),
	"createMagicLink.name": ({ site, n }, name) =>
		site.operator.admin.createMagicLink({ email: `linked-${n}@example.com`, name }),
	"updateMe.handle": ({ author }, handle) => author.me.update({ handle }),
	"updateMe.avatar_url": ({ author }, avatar_url) => author.me.update({ avatar_url }),
	"updateMe.avatar_url (in an address)": ({ author }, text) =>
		author.me.update({ avatar_url: `https://example.com/${text}`.slice(0, 500) }),
	"updateMe.display_name": ({ author }, display_name) => author.me.update({ display_name }),
	"createWorkspace.name": ({ author }, name) => author.workspaces.create({ name }),
	"createWorkspace.slug": ({ author }, slug) => author.workspaces.create({ name: "x", slug }),
	"updateWorkspace.slug": ({ author, workspace_id }, slug) => author.workspaces.update(workspace_id, { slug }),
	"updateWorkspace.name": ({ author, workspace_id }, name) => author.workspaces.update(workspace_id, { name }),
	"acceptInvite.email": ({ site, invite }, email) =>
		site.as().invites.accept(invite, { display_name: "x", handle: "x", email }),
	"acceptInvite.handle": ({ site, invite, n }, handle) =>
		site.as().invites.accept(invite, { display_name: "x", handle, email: `handle-${n}@example.com` }),
	"acceptInvite.display_name": ({ site, invite, n }, display_name) =>
		site.as().invites.accept(invite, { display_name, handle: `come-${n}`, email: `come-${n}@example.com` }),
	"createChannel.name": ({ reader, workspace_id }, name) => reader.channels.create(workspace_id, { name }),
	"createChannel.display_title": ({ reader, workspace_id, n }, display_title) =>
		reader.channels.create(workspace_id, { name: `t${n}`, display_title }),
	"createChannel.topic": ({ reader, workspace_id, n }, topic) =>
		reader.channels.create(workspace_id, { name: `u${n}`, topic }),
	"updateChannel.name": ({ reader, channel_id, n }, name) =>
		reader.channels.update(channel_id, { name: `${n} ${name}`.slice(0, 80) }),
	"updateChannel.display_title": ({ reader, channel_id }, display_title) =>
		reader.channels.update(channel_id, { display_title }),
	"updateChannel.topic": ({ reader, channel_id }, topic) => reader.channels.update(channel_id, { topic }),
	"createMessage.nonce": ({ reader, channel_id }, nonce) => reader.messages.create(channel_id, { body: "x", nonce }),
	"replyInThread.nonce": async ({ reader, channel_id }, nonce) => {
		const { message } = await reader.messages.create(channel_id, { body: "x" });
		await reader.threads.reply(message.id, { body: "x", nonce: `r${nonce}`.slice(0, 128) });
	},
	"replyInThread.body": ({ author, root_id }, body) => author.threads.reply(root_id, { body }),
	"editMessage.body": ({ author, reply_id }, body) =>
		author.messages.edit(reply_id, { body: `${search_word}\n\n${body}` }),
	"addReaction.emoji": ({ author, reply_id }, emoji) => author.reactions.add(reply_id, emoji),
	"createMessage.body": ({ reader, channel_id }, body) => reader.messages.create(channel_id, { body }),
};

/** Texts that nobody else ever reads, or that one cannot choose. */
export const unread: Record<string, string> = {
	"bootstrap.name": "the operator's own words, once, before anybody else is there; of the type of createUser.name",
	"bootstrap.email": "the same",
	"bootstrap.workspace_name": "the same",
	"consumeMagicLink.token": "a secret that the server made",
};
