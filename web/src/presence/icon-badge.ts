import { Part } from "../ui/part.ts";

export const iconBadge = new Part(() => import("./IconBadge.svelte"));
