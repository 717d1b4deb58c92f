import type { Actor } from "@clickclack/durable-objects/actor";
import { type DirectoryClient, actingAs } from "@clickclack/durable-objects/directory/client";

/** The one Directory object. */
export const directoryOf = (env: Env, actor: Actor): DirectoryClient =>
	actingAs(env.DIRECTORY.getByName("directory"), actor);
