export { archived } from "./channels.ts";

export const none = "No archived channels.";
export const more = (n: number): string => `${n.toLocaleString()} more: browse channels`;
