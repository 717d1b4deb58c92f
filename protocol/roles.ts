import { z } from "zod";

/** From most to least: each may do what those after it may (durable-objects/workspace/access.ts has the table). */
export const Role = z.enum(["owner", "moderator", "member", "guest"]).meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

/** Roles that can be given; ownership is only handed over. */
export const GivenRole = z.enum(["moderator", "member", "guest"]);
export type GivenRole = z.infer<typeof GivenRole>;
