import { type DoorTo, door } from "../door.ts";
import type { Actor } from "../actor.ts";
import type { commands, queries } from "./index.ts";
import type { Workspace } from "./workspace.ts";

/** Every command and query of a workspace, as one actor. */
export type Door = DoorTo<typeof commands & typeof queries>;

/**
 * A workspace as `actor` may use it.
 * @throws ChatError from each method, with what the workspace refused
 */
export const as = (stub: DurableObjectStub<Workspace>, actor: Actor): Door => door(stub, actor);
