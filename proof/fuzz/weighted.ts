import fc, { type Arbitrary } from "fast-check";

/** One of several, as often as its weight says. */
export const weighted = <T>(...all: [weight: number, of: Arbitrary<T>][]): Arbitrary<T> =>
	fc.oneof(...all.map(([weight, arbitrary]) => ({ weight, arbitrary })));
