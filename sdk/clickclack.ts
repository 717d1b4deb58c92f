import { Admin } from "./admin.ts";
import { Auth } from "./auth.ts";
import { Channels } from "./channels.ts";
import { Client, type ClientOptions } from "./client.ts";
import { Directs } from "./directs.ts";
import { Invites } from "./invites.ts";
import { MyProfile } from "./me.ts";
import { Members } from "./members.ts";
import { Messages } from "./messages.ts";
import { Pins } from "./pins.ts";
import { Reactions } from "./reactions.ts";
import { Reads } from "./reads.ts";
import { Realtime } from "./realtime.ts";
import { AttentionSettings } from "./attention.ts";
import { SavedMessages } from "./saved-messages.ts";
import { Reminders } from "./reminders.ts";
import { ScheduledMessages } from "./scheduled-messages.ts";
import { Search } from "./search.ts";
import { Sidebar } from "./sidebar.ts";
import { Stream, type StreamOptions } from "./stream.ts";
import { Threads } from "./threads.ts";
import type { ServerEvent, WorkspaceId } from "./types.ts";
import { Workspaces } from "./workspaces.ts";

/** A ClickClack server, as one person or bot. */
export class Chat {
	readonly client: Client;
	readonly me: MyProfile;
	readonly auth: Auth;
	readonly workspaces: Workspaces;
	readonly members: Members;
	readonly invites: Invites;
	readonly channels: Channels;
	readonly dms: Directs;
	readonly messages: Messages;
	readonly threads: Threads;
	readonly pins: Pins;
	readonly reactions: Reactions;
	readonly reads: Reads;
	readonly attention: AttentionSettings;
	readonly saved: SavedMessages;
	readonly reminders: Reminders;
	readonly scheduled: ScheduledMessages;
	readonly search: Search;
	readonly realtime: Realtime;

	constructor(options: ClientOptions) {
		const client = new Client(options);
		this.client = client;
		this.me = new MyProfile(client);
		this.auth = new Auth(client);
		this.workspaces = new Workspaces(client);
		this.members = new Members(client);
		this.invites = new Invites(client);
		this.channels = new Channels(client);
		this.dms = new Directs(client);
		this.messages = new Messages(client);
		this.threads = new Threads(client);
		this.pins = new Pins(client);
		this.reactions = new Reactions(client);
		this.reads = new Reads(client);
		this.attention = new AttentionSettings(client);
		this.saved = new SavedMessages(client);
		this.reminders = new Reminders(client);
		this.scheduled = new ScheduledMessages(client);
		this.search = new Search(client);
		this.realtime = new Realtime(client);
	}

	/** Undefined without a session, or with a cookie. */
	get token(): string | undefined {
		return this.client.token;
	}

	setToken(token: string | undefined): void {
		this.client.token = token;
	}

	/** The events of a workspace, one by one, across any number of reconnects: see `StreamOptions`. */
	events(workspace_id: WorkspaceId, options: StreamOptions = {}): AsyncGenerator<ServerEvent, void> {
		return new Stream(this.client, workspace_id, options).events();
	}

	/** Like `events`, but one array for each frame, so that an app can draw many events at once. */
	frames(workspace_id: WorkspaceId, options: StreamOptions = {}): AsyncGenerator<ServerEvent[], void> {
		return new Stream(this.client, workspace_id, options).frames();
	}
}

/** A ClickClack server, as one person, bot or operator. */
export class ClickClack extends Chat {
	readonly admin: Admin;
	readonly sidebar: Sidebar;

	constructor(options: ClientOptions) {
		super(options);
		this.admin = new Admin(this.client);
		this.sidebar = new Sidebar(this.client);
	}
}
