/** What opens and closes direct conversations, loaded when it is needed or before. */
export const loadActs = () => import("./acts.ts");
