import {
	AuditLog,
	Drafts,
	Exports,
	Invites,
	Members,
	Pins,
	Polls,
	Reactions,
	Realtime,
	Profiles,
	Reminders,
	ScheduledMessages,
	Search,
	Statuses,
	Topics,
	Uploads,
} from "@clickclack/sdk";
import { client } from "../client.ts";

/** What is asked for only by parts that are loaded when they are needed. */
export const laterClient = {
	auditLog: new AuditLog(client.client),
	drafts: new Drafts(client.client),
	exports: new Exports(client.client),
	invites: new Invites(client.client),
	members: new Members(client.client),
	pins: new Pins(client.client),
	polls: new Polls(client.client),
	reactions: new Reactions(client.client),
	realtime: new Realtime(client.client),
	profiles: new Profiles(client.client),
	reminders: new Reminders(client.client),
	scheduled: new ScheduledMessages(client.client),
	search: new Search(client.client),
	statuses: new Statuses(client.client),
	topics: new Topics(client.client),
	uploads: new Uploads(client.client),
};
