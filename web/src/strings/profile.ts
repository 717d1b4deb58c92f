import { isolated, type Invite, type Role } from "@clickclack/sdk";
import { aRole } from "./roles.ts";

/** Of what opens at a name in the timeline: what is in it comes later, with the texts of `members.ts`. */
export const profileOf = (person: string): string => `Profile of ${isolated(person)}`;
export const demoteTitle = (person: string, role: Role): string => `Make ${isolated(person)} ${aRole[role]}?`;
export const transferTitle = (person: string): string => `Make ${isolated(person)} the owner?`;
export const removeTitle = (person: string): string => `Remove ${isolated(person)}?`;

/** What is asked before it is done to somebody; a role is a lower one. */
export type MemberAct = "remove" | "transfer" | Invite["role"];
export const actTitle = (act: MemberAct, person: string): string =>
	act === "remove" ? removeTitle(person) : act === "transfer" ? transferTitle(person) : demoteTitle(person, act);
