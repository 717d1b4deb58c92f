import { Part } from "../ui/part.ts";

export const phoneTabs = new Part(() => import("./PhoneTabs.svelte"));
