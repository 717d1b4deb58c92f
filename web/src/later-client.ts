import { Invites, Pins, Polls, Reactions, Search } from "@clickclack/sdk";
import { client } from "./client.ts";

/** What is asked for only by parts that are loaded when they are needed. */
export const laterClient = {
	invites: new Invites(client.client),
	pins: new Pins(client.client),
	polls: new Polls(client.client),
	reactions: new Reactions(client.client),
	search: new Search(client.client),
};
