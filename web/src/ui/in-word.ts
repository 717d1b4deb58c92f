import { joined_scripts } from "@clickclack/sdk/grammar";

/** A pattern: the sign is not part of a word, nor after one of some other signs. */
export const notInWord = (others: string) => String.raw`(?<!(?:[[\p{L}\p{N}]--[${joined_scripts}]]|[${others}])\p{M}*)`;
