// What is in a text: the rules are in protocol, where the server uses them too.
export { channelsOf, handlesOf } from "../protocol/grammar/names.ts";
export { plainText } from "../protocol/grammar/plain-text.ts";
export type { Token } from "../protocol/grammar/token.ts";
export { inlineTokens } from "../protocol/grammar/inline.ts";
export { characterAt, characterBefore, isWordy, joined_scripts } from "../protocol/grammar/scripts.ts";
export { emphasisIn } from "../protocol/grammar/emphasis.ts";
export { trimBody } from "../protocol/grammar/trim.ts";
export { tokensOf } from "../protocol/grammar/tokens.ts";
export { type StandIns, aside, asides, withStandIns, withTokens } from "../protocol/grammar/stand-ins.ts";
export { isVisible } from "../protocol/grammar/visible.ts";
