import { type ClientOf, client } from "../client.ts";
import type { Actor } from "../actor.ts";
import type { commands, queries } from "./index.ts";
import type { Workspace } from "./workspace.ts";

/** Every command and query of a workspace, called as one actor. */
export type WorkspaceClient = ClientOf<typeof commands & typeof queries>;

/**
 * A workspace's client, which calls as `actor`.
 * @throws ChatError from each method, with the workspace's refusal
 */
export const actingAs = (stub: DurableObjectStub<Workspace>, actor: Actor): WorkspaceClient => client(stub, actor);
