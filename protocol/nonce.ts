import * as z from "zod";
import { codePoints, orMissing } from "./text.ts";

/** Chosen by the sender: sending again with the same nonce never creates a second message. */
export const Nonce = z
	.string(orMissing("nonce is required"))
	.min(1, "nonce is required")
	.refine((nonce) => codePoints(nonce) <= 128, "nonce is too long")
	.refine((nonce) => nonce.isWellFormed(), "nonce must be valid UTF-8")
	.refine((nonce) => !nonce.includes("\0"), "nonce must not contain NUL")
	.meta({ minLength: 1, maxLength: 128 });
