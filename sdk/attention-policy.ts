// What calls a person, and when nothing does: the rules are in protocol, for whatever tells people of messages.
export { callsMe, isSeen, timelinesOf, type Reader } from "../protocol/attention/calls.ts";
export { hasKeyword } from "../protocol/attention/keywords.ts";
export { isQuiet } from "../protocol/attention/quiet.ts";
