export { ClickClack } from "./clickclack.ts";
export type { ClientOptions } from "./client.ts";
export { conversationOf, type Conversation, type ConversationId } from "./conversations.ts";
export { can, isBelow, isRestricted, seesUnjoined } from "./permissions.ts";
export {
	apply,
	applyLocal,
	project,
	release,
	replay,
	reset,
	settle,
	take,
	type Mention,
	type Projection,
	type Timeline,
} from "./projection.ts";
export {
	ConnectionError,
	RedirectError,
	RequestError,
	isConnectionError,
	isRedirectError,
	isRequestError,
} from "./errors.ts";
export { isId } from "./ids.ts";
export { seqOf } from "./reduce-messages.ts";
export type { Pages } from "./pages.ts";
export { isPassing, pause } from "./retry.ts";
export type { Wire } from "./socket.ts";
export type { StreamOptions, StreamState } from "./stream.ts";
export type * from "./types.ts";
