import { readConfiguration } from "@clickclack/protocol";
import type { Context } from "./context.ts";

/** A path as an address that people can open. */
export const onThisServer = (c: Context, path: string): string =>
	new URL(path, readConfiguration(c.env).PUBLIC_URL ?? c.req.url).href;
