import { readConfiguration } from "@clickclack/protocol";
import type { Context } from "./context.ts";

const onThisServer = (c: Context, path: string): string =>
	new URL(path, readConfiguration(c.env).PUBLIC_URL ?? c.req.url).href;

/** The pages of the web app that take a token; web/src/router.svelte.ts reads them. */
export const signInLink = (c: Context, token: string): string => onThisServer(c, `/signin?token=${token}`);
export const inviteLink = (c: Context, token: string): string => onThisServer(c, `/invite/${token}`);
