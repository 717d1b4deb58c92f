import * as z from "zod";
import { roles } from "./permissions.ts";

/** From highest to lowest; `permissions.ts` says what each may do. */
export const Role = z.enum(roles).meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

/** Roles that can be given: ownership is only transferred, and bots are created as such. */
export const GivenRole = z.enum(["moderator", "member", "guest"]);
export type GivenRole = z.infer<typeof GivenRole>;
