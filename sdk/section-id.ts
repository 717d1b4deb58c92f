const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** The id of a new section of the sidebar. It is made here, so that a request that is repeated makes no second one. */
export const newSectionId = (): `sec_${string}` =>
	`sec_0${[...crypto.getRandomValues(new Uint8Array(25))].map((byte) => letters[byte % 32]).join("")}`;
