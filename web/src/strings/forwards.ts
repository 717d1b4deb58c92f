import { isolated } from "@clickclack/sdk";

/** The name of a message that forwards another begins with it. */
export const personForwarding = (person: string, author: string): string =>
	`${isolated(person)}, forwarding ${isolated(author)}`;
/** Over what is forwarded. @param where the channel, if it is known */
export const from = (author: string, when: string, where: string | undefined): string =>
	[isolated(author), when, ...(where === undefined ? [] : [isolated(where)])].join(" · ");
