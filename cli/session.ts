import { ClickClack } from "@clickclack/sdk";
import { WebSocket } from "ws";
import { readConfig } from "./config.ts";
import { Stop, exit } from "./exit.ts";
import { idIn } from "./input.ts";
import { type OutputFlags, say } from "./output.ts";

/** The flags of every command; each can also come from the environment (see index.ts). */
export interface Flags extends OutputFlags {
	server?: string;
	token?: string;
	userId?: string;
	adminToken?: string;
	workspace?: string;
	channel?: string;
	/** false: never prompt */
	input: boolean;
	verbose?: boolean;
}

/** The server's normalized address: from the flag, from the stored session, or the one on this machine. */
export function serverOf(flags: Flags): string {
	const address = flags.server ?? readConfig()?.server ?? "http://localhost:8787";
	// not repeated in the error: it may contain a password
	const unclear = new Stop(
		exit.usage,
		"the server's address must be like https://chat.example.com, without a password",
	);
	if (!URL.canParse(address)) throw unclear;
	const { protocol, origin, pathname, username, password } = new URL(address);
	if (!/^https?:$/.test(protocol) || username || password) throw unclear;
	return (origin + pathname).replace(/\/+$/, "");
}

/** The token from the flag, or the stored one if it is this server's. */
export function tokenOf(flags: Flags): string | undefined {
	if (flags.token !== undefined) return flags.token;
	const config = readConfig();
	return config?.server === serverOf(flags) ? config.token : undefined;
}

/** A client for the signed-in user. */
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

/** A client without a session. */
export const stranger = (flags: Flags): ClickClack => client({ ...flags, userId: undefined }, undefined);

function client(flags: Flags, token: string | undefined): ClickClack {
	const server = serverOf(flags);
	if (isPlain(server))
		say(`warning: ${server} is not encrypted, so anybody on the way there can read it and use the token`);
	// Node 20 has no WebSocket of its own.
	const connect = (url: string, protocols: string[]) => new WebSocket(url, protocols);
	return new ClickClack({ baseUrl: server, token, user_id: idIn("usr", flags.userId), connect });
}

/** Plain http to another machine. */
function isPlain(server: string): boolean {
	const { protocol, hostname } = new URL(server);
	return protocol === "http:" && !/^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
