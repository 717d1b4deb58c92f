import { isolated, type Role } from "@clickclack/sdk";
import { aRole } from "./roles.ts";

/** Of what opens at a name in the timeline: what is in it comes later, with the texts of `members.ts`. */
export const profileOf = (person: string): string => `Profile of ${isolated(person)}`;
export const demoteTitle = (person: string, role: Role): string => `Make ${isolated(person)} ${aRole[role]}?`;
export const removeTitle = (person: string): string => `Remove ${isolated(person)}?`;
