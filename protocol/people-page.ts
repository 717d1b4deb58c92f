import * as z from "zod";
import { UserId } from "./ids.ts";
import { limit } from "./text.ts";

/* Who did something that many may do: who chose an option of a poll, who reacted with an emoji. */

export const listPeople = { limit: limit(50, 200), cursor: UserId.optional() };
export const PeoplePage = z
	.object({ user_ids: z.array(UserId), next_cursor: UserId.optional(), has_more: z.boolean() })
	.meta({ id: "PeoplePage" });
export type PeoplePage = z.infer<typeof PeoplePage>;
