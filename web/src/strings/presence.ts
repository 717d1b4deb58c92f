import { isolated } from "@clickclack/sdk";

const list = new Intl.ListFormat("en");

export const offline = "You're offline. Messages you write are kept, and sent when you're back online.";
export const connecting = "Connecting… Messages you write are kept, and sent when you're back online.";

export const areTyping = (names: string[]): string =>
	`${list.format(names.map(isolated))} ${names.length === 1 ? "is" : "are"} typing…`;
export const severalAreTyping = "Several people are typing…";
