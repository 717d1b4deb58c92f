import { z } from "zod";
import { roles } from "./permissions.ts";

/** From most to least; `permissions.ts` says what each may. */
export const Role = z.enum(roles).meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

/** Roles that can be given; ownership is only handed over, and bots are made. */
export const GivenRole = z.enum(["moderator", "member", "guest"]);
export type GivenRole = z.infer<typeof GivenRole>;
