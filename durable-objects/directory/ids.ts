import { ulid } from "ulid";

/** `usr_`, `ses_`: global ids, so they carry no workspace tag. */
export const newId = <P extends string>(prefix: P, now: string): `${P}_${string}` =>
	`${prefix}_${ulid(Date.parse(now)).toLowerCase()}`;
