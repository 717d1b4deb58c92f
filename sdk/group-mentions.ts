// The rules are in protocol, where the server uses them too.
export { groupOf, isGroupWord, mentions } from "../protocol/group-mentions.ts";
