// The rule is in protocol, where the server uses it too.
export { emojiKey } from "../protocol/emoji-key.ts";
