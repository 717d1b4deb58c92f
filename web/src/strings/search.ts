import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const searchMessages = "Search messages";
export const closeSearch = "Close search";
export const searchHint =
	"Find messages that have all the words you type, in every conversation you can see. Put words in quotes to find them side by side.";
export const narrow = "Narrow a search";
export const operators = "Narrow by";
/** Above the values that an operator can have: "from: messages written by this person". */
export const aboutOperator = (kind: string, why: string): string => `${kind}: messages ${why}`;
export const aboutTime = (kind: string, why: string, one: string): string => `${kind}: messages ${why}, such as ${one}`;
export const suggested = (n: number): string => (n === 0 ? "" : count(n, "suggestion", "suggestions"));
/** As an operator has it. */
export const me = "me";
export const yourself = "you";
export const recentSearches = "Recent searches";
export const clearRecent = "Clear";
export const channelsAndPeople = "Channels and people";
export const whereToSearch = "Where to search";
export const everywhere = "Everywhere";
export const inThisConversation = "In this conversation";
export const order = "Order";
export const mostRelevant = "Most relevant";
export const newest = "Newest";
export const searching = "Searching";
export const searchFailed = "Search failed";
export const found = (n: number): string => count(n, "message found", "messages found");
export const foundOrMore = (n: number): string => `${n.toLocaleString()} or more messages found`;
export const noneFound = "No messages found";
/** `C`, `2`, `→`, `🎉`: what has none of these is most often nothing that could be found. */
const searchable = /[\p{L}\p{N}]|[\p{S}--\p{ASCII}]/v;
const signsHint = "Most signs cannot be searched for alone. Add a word, a number or an emoji.";
const wordsHint =
	"No message you can see has all of these words. Try fewer words, or just the beginning of the last one, with at least three letters.";
export const noneFitHint = "No message you can see fits all of this. Take an operator away, or check the names in it.";
/** What has to be found side by side: words in quotation marks, and what is written together, `node.js`. */
const joined =
	/(?:(?<![\p{L}\p{N}\p{M}])["＂]|[“”„‟«»‹›「『《〝])|[\p{L}\p{N}]\p{M}*(?!,\P{N}|[;!?…、。，；！？])[[\p{P}\p{S}]--[\p{ExtPict}"'’״׳]]+[\p{L}\p{N}]/v;
const joinedHint =
	"No message you can see has all of these words, those in quotes or written together in this order. Try them without quotes, and with blanks between.";
const foundHint = (words: string): string => (joined.test(words) ? joinedHint : wordsHint);
export const noneFoundHint = (words: string): string => (searchable.test(words) ? foundHint(words) : signsHint);

export const inThread = (place: string): string => `${isolated(place)}, in a thread`;
/** In place of the names, while they are not known. */
export const directMessage = "Direct message";
