// The definition is in protocol, where the server uses it too.
export { isCounted, most_counted, most_counted_replies } from "../protocol/counting.ts";
