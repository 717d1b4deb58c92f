export { Chat, ClickClack } from "./clickclack.ts";
export type { ClientOptions } from "./client.ts";
export { conversationOf, isDirect, type Conversation, type ConversationId } from "./conversations.ts";
export {
	can,
	canOwn,
	decided_permissions,
	default_permissions,
	isBelow,
	isRestricted,
	isSlowed,
	roles,
	seesUnjoined,
	type DecidedPermission,
	type Permission,
	type WorkspacePermissions,
} from "./permissions.ts";
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
export { AuditLog } from "./audit-log.ts";
export { Exports } from "./exports.ts";
export { Invites } from "./invites.ts";
export { Members } from "./members.ts";
export { Pins } from "./pins.ts";
export { Polls } from "./polls.ts";
export { Reactions } from "./reactions.ts";
export { Realtime } from "./realtime.ts";
export { Profiles } from "./profiles.ts";
export { Reminders } from "./reminders.ts";
export { Avatars } from "./avatars.ts";
export { CustomEmojis } from "./custom-emoji.ts";
export { Reports } from "./reports.ts";
export { Drafts } from "./drafts.ts";
export { ScheduledMessages } from "./scheduled-messages.ts";
export { Search } from "./search.ts";
export { Statuses } from "./statuses.ts";
export { Topics } from "./topics.ts";
export { Groups } from "./groups.ts";
export { Uploads } from "./uploads.ts";
export { emojiKey } from "./emoji-key.ts";
export {
	ConnectionError,
	RedirectError,
	RequestError,
	isConnectionError,
	isRedirectError,
	isRequestError,
} from "./errors.ts";
export { isId, isRouteOf, routeId } from "./ids.ts";
export { folded, isSpelled, isolated, slugify } from "./names.ts";
export { groupOf, isGroupWord, mentions } from "./group-mentions.ts";
export {
	callsIn,
	defaultPreference,
	notification_preferences,
	preferenceIn,
	shownIn,
	type Counted,
} from "./notification-preferences.ts";
export { placeSection } from "./sidebar-order.ts";
export { topicKey } from "./reduce-topics.ts";
export { seqOf } from "./reduce-windows.ts";
export type { Pages } from "./pages.ts";
export { isPassing, pause } from "./retry.ts";
export type { Wire } from "./socket.ts";
export type { StreamOptions, StreamState } from "./stream.ts";
export type * from "./types.ts";
