import { Part } from "../ui/part.ts";

/** Beside "Send": sends what is written at a time that one chooses. */
export const scheduleMenu = new Part(() => import("./ScheduleMenu.svelte"));
