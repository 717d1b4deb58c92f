import { expect } from "vitest";
import {
	type ChannelId,
	type ClickClack,
	type ConversationId,
	type Message,
	type UserId,
	type WorkspaceId,
	conversationOf,
} from "../index.ts";

interface Place {
	workspace_id: WorkspaceId;
	general: ChannelId;
	grace: UserId;
}

async function askAndVote(ada: ClickClack, grace: ClickClack, channel_id: ChannelId) {
	const poll = { options: ["yes", "no"] };
	const { message } = await ada.messages.create(channel_id, { body: "Tea?", poll });
	expect((await grace.polls.vote(message.id, [1])).poll.voter_count).toBe(1);
	expect((await ada.polls.votes(message.id, { option: 1 })).user_ids).toHaveLength(1);
	await ada.polls.close(message.id);
	await ada.messages.delete(message.id);
}

async function sendFiles(ada: ClickClack, grace: ClickClack, channel_id: ChannelId) {
	const { workspace_id } = await ada.channels.get(channel_id);
	const file = new File(["kelp"], "潮汐.txt", { type: "text/plain" });
	const upload = await ada.uploads.send(workspace_id, file, { nonce: "file" });
	expect(await ada.uploads.byNonce(workspace_id, "file")).toEqual(upload);
	const { message } = await ada.messages.create(channel_id, { body: "look", upload_ids: [upload.id] });
	expect(message.attachments).toMatchObject([{ id: upload.id, filename: "潮汐.txt", byte_size: 4 }]);
	expect(await new Response(await grace.uploads.download(upload.id)).text()).toBe("kelp");
	// how a PNG of one pixel begins
	const head = atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ");
	const picture = new Blob([Uint8Array.from(head, (letter) => letter.charCodeAt(0))]);
	const { custom_emoji } = await ada.customEmoji.create(workspace_id, "tea-time", picture);
	expect(await grace.customEmoji.list(workspace_id)).toEqual([custom_emoji]);
	await expect(ada.customEmoji.create(workspace_id, "tea-time", picture)).rejects.toMatchObject({ code: "conflict" });
	await ada.customEmoji.delete(workspace_id, "tea-time");
	expect((await ada.avatars.set(picture)).avatar_url).toContain("/api/avatars/");
	expect((await ada.avatars.remove()).avatar_url).toBe("");
	const second = await ada.uploads.send(workspace_id, new Blob(["reef"]), { filename: "reef.bin" });
	await ada.uploads.attach(message.id, second.id);
	expect(await grace.uploads.list(channel_id, { limit: 5 })).toMatchObject({ uploads: [{}, {}] });
	expect((await ada.uploads.delete(upload.id)).message!.attachments).toMatchObject([{ filename: "reef.bin" }]);
	await ada.messages.delete(message.id);
}

async function labelAndFind(ada: ClickClack, grace: ClickClack, channel_id: ChannelId) {
	const { workspace_id } = await ada.channels.get(channel_id);
	const { topic } = await ada.topics.create(workspace_id, { name: "Corals", channel_id });
	const { message } = await ada.messages.create(channel_id, { body: "red ones", topic_id: topic.id });
	expect(await grace.topics.list(workspace_id)).toEqual([topic]);
	const found = await grace.messages.list(channel_id, { topic_id: topic.id, limit: 1 });
	expect(found).toMatchObject({ messages: [{ id: message.id }], topics: [topic] });
	expect((await ada.topics.set(message.id, undefined)).message).not.toHaveProperty("topic_id");
	await ada.topics.update(topic.id, { archived: true });
	await ada.topics.delete(topic.id);
	await ada.messages.delete(message.id);
}

async function group(ada: ClickClack, grace: ClickClack, channel_id: ChannelId, user_id: UserId) {
	const { workspace_id } = await ada.channels.get(channel_id);
	const { id } = (await ada.groups.create(workspace_id, { name: "Crew", handle: "crew" })).group;
	await ada.groups.update(id, { description: "those on deck" });
	await ada.groups.putMember(id, user_id);
	await ada.groups.putChannel(id, channel_id);
	expect(await grace.groups.list(workspace_id)).toMatchObject([{ handle: "crew", my_role: "member" }]);
	expect(await grace.groups.get(id)).toMatchObject({ channels: [{ id: channel_id }] });
	expect(await grace.groups.members(id, { limit: 5 })).toMatchObject({ members: [{}, {}] });
	await ada.groups.removeChannel(id, channel_id);
	await ada.groups.removeMember(id, user_id);
	await ada.groups.delete(id);
}

/** Ada owns the workspace, Grace is a member. Each operation of the workspace is asked for once, at least. */
export async function doEverything(
	ada: ClickClack,
	grace: ClickClack,
	{ workspace_id, general, grace: user_id }: Place,
) {
	const { channel } = await ada.channels.create(workspace_id, { name: "reef", kind: "private" });
	await ada.channels.update(channel.id, { topic: "corals" });
	await ada.channels.addMember(channel.id, user_id);
	expect(await grace.channels.members(channel.id)).toMatchObject({ members: [{}, {}] });
	const { message } = await grace.messages.create(channel.id, { body: "tea?", nonce: "n1" });
	expect(await grace.messages.byNonce(workspace_id, "n1")).toEqual(await ada.messages.get(message.id));
	expect((await ada.messages.route(message.id)).route_id).toBeDefined();
	await ada.threads.reply(message.id, { body: "yes" });
	expect((await grace.threads.get(message.id, { limit: 5 })).replies).toHaveLength(1);
	await followAndRead(ada, grace, message);
	await ada.reactions.add(message.id, "🦞");
	expect((await grace.reactions.list(message.id, { emoji: "🦞" })).user_ids).toHaveLength(1);
	await ada.reactions.remove(message.id, "🦞");
	await grace.messages.edit(message.id, { body: "coffee?" });
	expect((await ada.messages.versions(message.id)).versions).toHaveLength(2);
	expect((await ada.search.messages({ workspace_id, q: "coffee" })).results).toHaveLength(1);
	expect((await ada.messages.list(channel.id, { mode: "latest" })).messages).toHaveLength(1);
	await pinAndUnpin(ada, grace, message);
	await askAndVote(ada, grace, channel.id);
	await sendFiles(ada, grace, channel.id);
	await labelAndFind(ada, grace, channel.id);
	await group(ada, grace, channel.id, user_id);
	await ada.reminders.set(message.id, new Date(Date.now() + 3_600_000).toISOString());
	expect((await ada.reminders.list(workspace_id)).reminders).toMatchObject([{ message_id: message.id, is_due: false }]);
	await ada.reminders.remove(message.id);
	const profile = { title: "Rear admiral", time_zone: "America/New_York", links: ["https://example.com/grace"] };
	await grace.profiles.update(workspace_id, { ...profile, pronouns: "" });
	expect((await ada.members.get(workspace_id, user_id)).profile).toEqual(profile);
	const expires_at = new Date(Date.now() + 3_600_000).toISOString();
	await grace.statuses.set(workspace_id, { emoji: "🦀", text: "molting", expires_at });
	expect((await ada.members.get(workspace_id, user_id)).status).toEqual({ emoji: "🦀", text: "molting", expires_at });
	expect((await grace.statuses.clear(workspace_id)).member).not.toHaveProperty("status");
	await ada.saved.add(message.id, "done");
	expect((await ada.saved.list(workspace_id, { state: "done" })).saved).toMatchObject([{ message_id: message.id }]);
	expect(await ada.attention.update(workspace_id, { keywords: ["tea"] })).toEqual({ keywords: ["tea"] });
	expect(await ada.attention.get(workspace_id)).toEqual({ keywords: ["tea"] });
	await ada.saved.remove(message.id);
	expect(await ada.saved.ids(workspace_id)).toMatchObject({ open: [], done: [] });
	const { message: rude } = await ada.messages.create(channel.id, { body: "rude" });
	await grace.reports.create(rude.id, { reason: "abuse", text: "about me" });
	const [report] = (await ada.reports.list(workspace_id)).reports;
	expect(report).toMatchObject({ body: "rude", reasons: [{ reason: "abuse" }] });
	await ada.reports.close(report!, "dismissed");
	await ada.messages.delete(rude.id);
	const filter = { action: "refuse", words: ["barnacle"] } as const;
	await ada.reports.updateWordFilter(workspace_id, { ...filter, words: [...filter.words] });
	expect(await ada.reports.wordFilter(workspace_id)).toEqual(filter);
	await grace.messages.delete(message.id);
	await grace.reads.mark(channel.id, 1);
	await grace.reads.markUnread(channel.id, 1);
	await grace.channels.updateNotificationPreference(channel.id, "muted");
	expect(await grace.channels.getNotificationPreference(channel.id)).toBe("muted");
	const { sidebar } = await grace.sidebar.update(workspace_id, { move: { scope_id: channel.id, section: "starred" } });
	expect(await grace.sidebar.get(workspace_id)).toEqual(sidebar);
	await grace.realtime.publish({ type: "typing.started", workspace_id, channel_id: channel.id });
	expect((await ada.members.get(workspace_id, user_id)).user.id).toBe(user_id);
	const { conversation } = await ada.dms.create(workspace_id, [user_id]);
	await pinAndUnpin(ada, grace, (await ada.messages.create(conversation.id, { body: "just us" })).message);
	expect((await grace.dms.list(workspace_id)).conversations).toHaveLength(1);
	expect((await grace.messages.list(conversation.id)).messages).toHaveLength(1);
	await grace.reads.markUnread(conversation.id, 1);
	const { previous } = await grace.reads.markAll(workspace_id);
	expect(previous).toEqual([{ scope_id: conversation.id, last_read_seq: 0 }]);
	expect(await grace.reads.setAll(workspace_id, previous)).toMatchObject(previous);
	expect((await grace.threads.listIn(conversation.id)).threads).toEqual([]);
	await grace.reads.mark(conversation.id, 1);
	await grace.dms.updateNotificationPreference(conversation.id, "nothing");
	expect(await grace.dms.getNotificationPreference(conversation.id)).toBe("nothing");
	await grace.dms.close(conversation.id);
	expect(await grace.dms.get(conversation.id)).toMatchObject({ hidden_at: expect.any(String), unread_count: 0 });
	await grace.dms.open(conversation.id);
	for (const { id } of [channel, conversation]) await scheduleAndSend(ada, id);
	for (const { id } of [channel, conversation]) await draftAndSend(ada, id);
	await ada.channels.removeMember(channel.id, user_id);
	await ada.channels.delete(channel.id);
	await grace.channels.leave(general);
	await grace.channels.join(general);
	expect(await grace.channels.list(workspace_id)).toHaveLength(1);
	const { workspace } = await ada.workspaces.update(workspace_id, { slug: `reef-${workspace_id.slice(-12)}` });
	expect(await grace.workspaces.get(workspace_id)).toMatchObject({ slug: workspace.slug });
	const { invite, url } = await ada.invites.create(workspace_id);
	expect(url).toMatch(/^https?:\/\/[^/]+\/invite\/ivt_/);
	await ada.invites.revoke(workspace_id, invite.id);
	expect((await ada.invites.list(workspace_id)).invites).toHaveLength(2);
	expect((await ada.members.list(workspace_id)).members).toHaveLength(2);
	expect((await ada.members.listModerated(workspace_id)).members).toHaveLength(2);
	expect((await ada.auditLog.list(workspace_id, { action: "workspace.created" })).audit_log_entries).toHaveLength(1);
	const permissions = { "emoji.create": "moderator" } as const;
	expect((await ada.workspaces.update(workspace_id, { permissions })).workspace).toMatchObject({ permissions });
	expect(await new Response(await ada.exports.download(workspace_id)).bytes()).toMatchObject({ 0: 0x50, 1: 0x4b });
	expect((await grace.exports.list(workspace_id)).exports).toMatchObject([{ format: "zip", direct_messages: false }]);
	expect((await grace.workspaces.resolve(workspace_id, general)).target_id).toBe(general);
	expect((await ada.realtime.events({ workspace_id, limit: 3 })).events).toHaveLength(3);
	expect((await grace.workspaces.snapshot(workspace_id)).me.user.id).toBe(user_id);
	const { id: owner_id } = (await ada.workspaces.snapshot(workspace_id)).me.user;
	expect((await ada.workspaces.transferOwnership(workspace_id, user_id)).workspace.role).toBe("moderator");
	await grace.workspaces.transferOwnership(workspace_id, owner_id);
	await ada.members.moderate(workspace_id, user_id, { role: "member", timeout_minutes: 5 });
}

/** Ada has replied to a message of Grace's. */
async function followAndRead(ada: ClickClack, grace: ClickClack, { id, ...message }: Message) {
	const place = conversationOf(message);
	expect((await grace.threads.list(message.workspace_id)).threads).toMatchObject([{ unread_count: 1, root: { id } }]);
	expect(await grace.threads.markRead(id, 1)).toMatchObject({ last_read_seq: 1, unread_count: 0 });
	expect(await grace.threads.markUnread(id, 1)).toMatchObject({ last_read_seq: 0, unread_count: 1 });
	const marked = await grace.reads.markAll(message.workspace_id);
	expect(marked.previous_threads).toEqual([{ root_message_id: id, last_read_seq: 0 }]);
	await grace.reads.setAll(message.workspace_id, marked.previous, marked.previous_threads);
	expect(await grace.reads.markAll(message.workspace_id, { only: "threads" })).toEqual({ ...marked, previous: [] });
	await grace.reads.setAll(message.workspace_id, [], marked.previous_threads);
	expect(await grace.threads.mine(id)).toMatchObject({ last_read_seq: 0, unread_count: 1 });
	expect(await ada.threads.unfollow(id)).toMatchObject({ is_following: false });
	expect((await ada.threads.followed(message.workspace_id)).threads).toEqual([]);
	await ada.threads.follow(id);
	expect(await ada.threads.mine(id)).toMatchObject({ is_following: true, unread_count: 0 });
	expect((await ada.threads.listIn(place)).threads).toMatchObject([{ last_reply: { body: "yes" } }]);
}

async function scheduleAndSend(ada: ClickClack, place: ConversationId) {
	const send_at = new Date(Date.now() + 3_600_000).toISOString();
	const { scheduled_message: first } = await ada.scheduled.add(place, {
		body: "later",
		send_at,
		nonce: `${place} later`,
	});
	const { scheduled_message: other } = await ada.scheduled.add(place, { body: "never", send_at });
	await ada.scheduled.update(first.id, { body: "now" });
	await ada.scheduled.cancel(other.id);
	expect((await ada.scheduled.list(first.workspace_id)).scheduled).toMatchObject([{ id: first.id, body: "now" }]);
	const { message } = await ada.scheduled.send(first.id);
	expect(message).toMatchObject({ body: "now", nonce: `${place} later` });
	await ada.messages.delete(message.id);
}

async function draftAndSend(ada: ClickClack, place: ConversationId) {
	const { draft, is_saved } = await ada.drafts.save(place, { body: "kelp" });
	expect(is_saved).toBe(true);
	const { workspace_id, id } = (await ada.messages.create(place, { body: "root" })).message;
	const listed = async () => (await ada.drafts.list(workspace_id)).drafts;
	expect(await listed()).toEqual([draft]);
	expect(await ada.drafts.save(place, { body: "other" })).toEqual({ draft, is_saved: false });
	const { message } = await ada.messages.create(place, { body: "kelp", draft_version: draft.version });
	expect(await listed()).toEqual([]);
	for (const one of [id, message.id]) await ada.messages.delete(one);
}

async function pinAndUnpin(ada: ClickClack, grace: ClickClack, message: Message) {
	const place = conversationOf(message);
	await ada.pins.add(place, message.id);
	expect((await grace.uploads.list(place)).uploads).toEqual([]);
	expect((await grace.pins.list(place)).messages).toMatchObject([{ id: message.id }]);
	await grace.pins.remove(place, message.id);
}
