/** This tab, for as long as its page lives. Also where `crypto.randomUUID` is not: on a plain http address. */
export const tab_id = [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
