import { type ClientOf, client } from "../client.ts";
import type { Actor } from "../actor.ts";
import type { Directory } from "./directory.ts";
import type { sagas, commands } from "./index.ts";

/** Every command and saga of the Directory, called as one actor. */
export type DirectoryClient = ClientOf<typeof commands & typeof sagas>;

export const actingAs = (stub: DurableObjectStub<Directory>, actor: Actor): DirectoryClient => client(stub, actor);
