import { type Connect, type DurableEvent, type EphemeralEvent, type User, authorsOf, lean } from "@clickclack/protocol";

/** An event as the sockets of one form get it. */
export interface EventText {
	/** its number in the log; 0 for an ephemeral event */
	num: number;
	json: string;
	/** whom a socket needs to know for a lean event */
	authors?: User[];
}

const isDurable = (event: DurableEvent | EphemeralEvent): event is DurableEvent => event.cursor !== "";

export function toText(event: DurableEvent | EphemeralEvent, num: number, form: Connect["events"]): EventText {
	if (form === "whole" || !isDurable(event)) return { num, json: JSON.stringify(event) };
	return { num, json: JSON.stringify(lean(event)), authors: authorsOf(event) };
}
