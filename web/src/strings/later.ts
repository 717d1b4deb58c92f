import { isolated } from "@clickclack/sdk";

export const inAnHour = "In 1 hour";
export const tomorrow = (clock: string): string => `Tomorrow at ${isolated(clock)}`;
export const nextMonday = (clock: string): string => `Monday at ${isolated(clock)}`;
export const customTime = "Custom time…";
export const schedule = "Schedule";
export const time = "Time";
export const dayAt = (day: string, clock: string): string => `${isolated(day)} at ${isolated(clock)}`;
