import { type ClientOf, client } from "../client.ts";
import type { Actor } from "../actor.ts";
import type { commands, queries } from "./index.ts";
import type { Workspace } from "./workspace.ts";

/** Every command and query of a workspace, as one actor. */
export type WorkspaceClient = ClientOf<typeof commands & typeof queries>;

/**
 * A workspace as `actor` may use it.
 * @throws ChatError from each method, with what the workspace refused
 */
export const actingAs = (stub: DurableObjectStub<Workspace>, actor: Actor): WorkspaceClient => client(stub, actor);
