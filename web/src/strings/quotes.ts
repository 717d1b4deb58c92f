import { isolated } from "@clickclack/sdk";

/** The name of a message that quotes another begins with it. */
export const personQuoting = (person: string, quoted: string): string =>
	`${isolated(person)}, quoting ${isolated(quoted)}`;
/** Before the name and the words of what is quoted, for screen readers. */
export const quoting = "Quoting";
export const removeQuote = "Remove quote";
export const quotedWasDeleted = "The message you were quoting was deleted.";
