/** Before a message calls many people. */
export const callTitle = (n: number): string => `Notify ${n.toLocaleString()} people?`;
export const callsAll = (n: number): string =>
	`@channel notifies everyone in this conversation: ${n.toLocaleString()} people.`;
export const callsOnline = (n: number): string =>
	`@here notifies everyone in this conversation who is online: up to ${n.toLocaleString()} people.`;
export const edit = "Edit";
