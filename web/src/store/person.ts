import { storage } from "./storage.ts";

/** Holds the id of the person of this browser's cookie, which scripts cannot read. */
export const userKey = "clickclack.user";

/** Who used this browser last, and did not sign out. */
export const lastPerson = (): string | undefined => storage.get(userKey);

/** Another tab may have signed out meanwhile: then nothing is kept for them any more. */
export const isStillHere = (person: string): boolean => lastPerson() === person;
