import { Admin } from "./admin.ts";
import { AuditLog } from "./audit-log.ts";
import { Avatars } from "./avatars.ts";
import { Exports } from "./exports.ts";
import { Auth } from "./auth.ts";
import { Channels } from "./channels.ts";
import { Client, type ClientOptions } from "./client.ts";
import { CustomEmojis } from "./custom-emoji.ts";
import { Directs } from "./directs.ts";
import { Drafts } from "./drafts.ts";
import { Groups } from "./groups.ts";
import { Invites } from "./invites.ts";
import { MyProfile } from "./me.ts";
import { Members } from "./members.ts";
import { Messages } from "./messages.ts";
import { Pins } from "./pins.ts";
import { Polls } from "./polls.ts";
import { Reactions } from "./reactions.ts";
import { Reads } from "./reads.ts";
import { Realtime } from "./realtime.ts";
import { AttentionSettings } from "./attention.ts";
import { Reports } from "./reports.ts";
import { SavedMessages } from "./saved-messages.ts";
import { Profiles } from "./profiles.ts";
import { Reminders } from "./reminders.ts";
import { ScheduledMessages } from "./scheduled-messages.ts";
import { Search } from "./search.ts";
import { Sidebar } from "./sidebar.ts";
import { Statuses } from "./statuses.ts";
import { Stream, type StreamOptions } from "./stream.ts";
import { Threads } from "./threads.ts";
import { Topics } from "./topics.ts";
import type { ServerEvent, WorkspaceId } from "./types.ts";
import { Uploads } from "./uploads.ts";
import { Workspaces } from "./workspaces.ts";

/** What a chat app needs at once; the other classes are made with its `client` when they are needed. */
export class Chat {
	readonly client: Client;
	readonly me: MyProfile;
	readonly auth: Auth;
	readonly workspaces: Workspaces;
	readonly channels: Channels;
	readonly dms: Directs;
	readonly messages: Messages;
	readonly threads: Threads;
	readonly reads: Reads;
	readonly attention: AttentionSettings;
	readonly saved: SavedMessages;

	constructor(options: ClientOptions) {
		const client = new Client(options);
		this.client = client;
		this.me = new MyProfile(client);
		this.auth = new Auth(client);
		this.workspaces = new Workspaces(client);
		this.channels = new Channels(client);
		this.dms = new Directs(client);
		this.messages = new Messages(client);
		this.threads = new Threads(client);
		this.reads = new Reads(client);
		this.attention = new AttentionSettings(client);
		this.saved = new SavedMessages(client);
	}

	/** The events of a workspace, one array for each frame, so that an app can draw many at once: see `StreamOptions`. */
	frames(workspace_id: WorkspaceId, options: StreamOptions = {}): AsyncGenerator<ServerEvent[], void> {
		return new Stream(this.client, workspace_id, options).frames();
	}
}

/** A ClickClack server, as one person, bot or operator. */
export class ClickClack extends Chat {
	readonly admin: Admin;
	readonly auditLog: AuditLog;
	readonly avatars: Avatars;
	readonly customEmoji: CustomEmojis;
	readonly exports: Exports;
	readonly drafts: Drafts;
	readonly groups: Groups;
	readonly invites: Invites;
	readonly members: Members;
	readonly pins: Pins;
	readonly polls: Polls;
	readonly reactions: Reactions;
	readonly realtime: Realtime;
	readonly profiles: Profiles;
	readonly reminders: Reminders;
	readonly reports: Reports;
	readonly scheduled: ScheduledMessages;
	readonly search: Search;
	readonly sidebar: Sidebar;
	readonly statuses: Statuses;
	readonly topics: Topics;
	readonly uploads: Uploads;

	constructor(options: ClientOptions) {
		super(options);
		const { client } = this;
		this.admin = new Admin(client);
		this.auditLog = new AuditLog(client);
		this.avatars = new Avatars(client);
		this.customEmoji = new CustomEmojis(client);
		this.exports = new Exports(client);
		this.drafts = new Drafts(client);
		this.groups = new Groups(client);
		this.invites = new Invites(client);
		this.members = new Members(client);
		this.pins = new Pins(client);
		this.polls = new Polls(client);
		this.reactions = new Reactions(client);
		this.realtime = new Realtime(client);
		this.profiles = new Profiles(client);
		this.reminders = new Reminders(client);
		this.reports = new Reports(client);
		this.scheduled = new ScheduledMessages(client);
		this.search = new Search(client);
		this.sidebar = new Sidebar(client);
		this.statuses = new Statuses(client);
		this.topics = new Topics(client);
		this.uploads = new Uploads(client);
	}

	/** Undefined without a session, or with a cookie. */
	get token(): string | undefined {
		return this.client.token;
	}

	setToken(token: string | undefined): void {
		this.client.token = token;
	}

	/** The events of a workspace, one by one, across any number of reconnects. */
	async *events(workspace_id: WorkspaceId, options: StreamOptions = {}): AsyncGenerator<ServerEvent, void> {
		for await (const frame of this.frames(workspace_id, options)) yield* frame;
	}
}
