// The rules are in protocol, where the server uses them too.
export { isolated } from "../protocol/bidi.ts";
export { folded, isSpelled, slugify } from "../protocol/folding.ts";
