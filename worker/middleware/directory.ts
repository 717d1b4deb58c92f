import type { Actor } from "@clickclack/durable-objects/actor";
import { type DirectoryClient, actingAs } from "@clickclack/durable-objects/directory/client";
import type { Context } from "../context.ts";

/** There is one. */
export const directoryOf = (env: Env, actor: Actor): DirectoryClient =>
	actingAs(env.DIRECTORY.getByName("directory"), actor);

export const enterDirectory = (c: Context): void => c.set("directory", directoryOf(c.env, c.get("actor")));
