import { type DoorTo, door } from "../door.ts";
import type { Actor } from "../actor.ts";
import type { Directory } from "./directory.ts";
import type { acts, commands } from "./index.ts";

/** Every command and act of the Directory, as one actor. */
export type Door = DoorTo<typeof commands & typeof acts>;

export const as = (stub: DurableObjectStub<Directory>, actor: Actor): Door => door(stub, actor);
