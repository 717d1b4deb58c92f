import { Beside } from "./beside.ts";
import type { Quote } from "./quote.ts";

/** What the texts that are being written quote. */
export const quotes = new Beside<Quote>("quote-in");
