import * as z from "zod";
import { Seq, lenientLimit } from "./text.ts";

/** A window on a timeline, as a client requests it: at most one of the bounds, each exclusive. */
export const WindowQuery = z.object({
	before_seq: Seq.optional(),
	after_seq: Seq.optional(),
	around_seq: Seq.optional(),
	before: Seq.optional().meta({ description: "Alias of `before_seq`" }),
	limit: lenientLimit(100, 200),
});
type WindowQuery = z.infer<typeof WindowQuery>;

/** The window as commands read it: without a bound the newest. */
export type Window = Omit<WindowQuery, "before">;

const boundsIn = ({ before, before_seq = before, after_seq, around_seq }: WindowQuery): number =>
	[before_seq, after_seq, around_seq].filter((bound) => bound !== undefined).length;

/**
 * A schema that applies the rules for windows. Its output has `before_seq`, whichever name was used.
 * @param asksForEnd whether the newest are requested in another way, which excludes a bound too
 */
export const windowed = <S extends z.ZodObject<typeof WindowQuery.shape>>(
	schema: S,
	asksForEnd: (query: z.output<S>) => boolean,
) =>
	schema
		.refine(({ before, before_seq = before }) => before === undefined || before === before_seq, {
			error: "before and before_seq differ: give one of them",
		})
		.refine((query) => boundsIn(query as WindowQuery) + Number(asksForEnd(query)) <= 1, {
			error: "before_seq, after_seq, and around_seq are mutually exclusive",
		})
		.transform(({ before, before_seq = before, ...rest }) => ({ ...rest, before_seq }));
