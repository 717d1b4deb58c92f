import { ClickClack } from "@clickclack/sdk";
import { WebSocket } from "ws";
import { readConfig } from "./config.ts";
import { Stop, exit } from "./exit.ts";
import type { OutputFlags } from "./output.ts";

/** The flags of every command; each can come from the environment too (see the tree in index.ts). */
export interface Flags extends OutputFlags {
	server?: string;
	token?: string;
	userId?: string;
	adminToken?: string;
	workspace?: string;
	channel?: string;
	/** false: never ask */
	input: boolean;
	verbose?: boolean;
}

/** The server's address in one spelling: the one asked for, the one signed in to, or the one on this machine. */
export function serverOf(flags: Flags): string {
	const address = flags.server ?? readConfig()?.server ?? "http://localhost:8787";
	if (!URL.canParse(address) || !/^https?:/.test(address))
		throw new Stop(exit.usage, `${address} is not an address: write it like https://chat.example.com`);
	return new URL(address).href.replace(/\/+$/, "");
}

/** The token that was given, or the stored one if it is this server's. */
export function tokenOf(flags: Flags): string | undefined {
	if (flags.token !== undefined) return flags.token;
	const config = readConfig();
	return config?.server === serverOf(flags) ? config.token : undefined;
}

/** A client for whoever is signed in. */
export function signedIn(flags: Flags): ClickClack {
	const token = tokenOf(flags);
	if (token === undefined && flags.userId === undefined)
		throw new Stop(exit.signed_out, `not signed in to ${serverOf(flags)}: run \`clickclack login\``);
	return client(flags, token);
}

/** A client for the operator. */
export function operator(flags: Flags): ClickClack {
	if (flags.adminToken === undefined)
		throw new Stop(exit.usage, "this is for the operator: give --admin-token or set CLICKCLACK_ADMIN_TOKEN");
	return client({ ...flags, userId: undefined }, flags.adminToken);
}

/** A client for nobody in particular. */
export const stranger = (flags: Flags): ClickClack => client({ ...flags, userId: undefined }, undefined);

const client = (flags: Flags, token: string | undefined): ClickClack =>
	new ClickClack({
		baseUrl: serverOf(flags),
		token,
		user_id: flags.userId,
		// Node 20 has no WebSocket of its own.
		connect: (url, protocols) => new WebSocket(url, protocols),
	});
