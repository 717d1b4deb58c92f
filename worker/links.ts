import { readConfiguration } from "@clickclack/protocol";
import type { Context } from "./context.ts";

const onThisServer = (c: Context, path: string): string =>
	new URL(path, readConfiguration(c.env).PUBLIC_URL ?? c.req.url).href;

/** The pages of the web app that accept a token; web/src/routes.ts parses them. */
export const signInLink = (c: Context, token: string): string => onThisServer(c, `/signin?token=${token}`);
export const inviteLink = (c: Context, token: string): string => onThisServer(c, `/invite/${token}`);
