import type { components } from "./generated.ts";
import type { Query } from "./routes.ts";

type Schemas = components["schemas"];

/* The prefix of an id is part of its type: a message's id cannot be passed for a channel's. */
export type UserId = Schemas["UserId"];
export type WorkspaceId = Schemas["WorkspaceId"];
export type ChannelId = Schemas["ChannelId"];
export type DirectConversationId = Schemas["DirectConversationId"];
export type MessageId = Schemas["MessageId"];
export type InviteId = Schemas["InviteId"];

export type ErrorCode = Schemas["ErrorCode"];
export type ErrorBody = Schemas["Error"];
export type Act = Schemas["Act"];
export type Answer = Schemas["Answer"];
export type Role = Schemas["Role"];

export type User = Schemas["User"];
export type LeanMessage = Schemas["LeanMessage"];
export type LeanMessageEvent = Schemas["LeanMessageEvent"];
export type LeanAuthors = Schemas["LeanAuthors"];
export type Me = Schemas["Me"];
export type Appearance = Schemas["Appearance"];
export type UpdateMe = Schemas["UpdateMe"];

export type RequestMagicLink = Schemas["RequestMagicLink"];
export type MagicLink = Schemas["MagicLink"];
export type Session = Schemas["Session"];
export type SignedIn = Schemas["SignedIn"];

export type Bootstrap = Schemas["Bootstrap"];
export type CreateUser = Schemas["CreateUser"];
export type CreateMagicLink = Schemas["CreateMagicLink"];
export type OperatorWorkspace = Schemas["OperatorWorkspace"];
export type OperatorInvite = Schemas["OperatorInvite"];

export type Job = Schemas["Job"];
export type JobPage = Schemas["JobPage"];
export type ListJobs = Query<"GET /api/admin/jobs">;

export type Workspace = Schemas["Workspace"];
export type CreateWorkspace = Schemas["CreateWorkspace"];
export type UpdateWorkspace = Schemas["UpdateWorkspace"];
export type Snapshot = Schemas["Snapshot"];
export type MessageVersions = Schemas["MessageVersions"];
export type NotificationPreference = Schemas["NotificationPreference"];
export type SectionId = Schemas["SectionId"];
export type Sidebar = Schemas["Sidebar"];
export type UpdateSidebar = Schemas["UpdateSidebar"];
export type UnreadMention = Schemas["UnreadMention"];

export type Member = Schemas["Member"];
export type ModeratedMember = Schemas["ModeratedMember"];
export type MemberPage = Schemas["MemberPage"];
export type ModerationPage = Schemas["ModerationPage"];
export type ListModerationMembers = Query<"GET /api/workspaces/{workspace_id}/moderation/members">;
export type ModerateMember = Schemas["ModerateMember"];
export type ListMembers = Query<"GET /api/workspaces/{workspace_id}/members">;

export type Invite = Schemas["Invite"];
export type InvitePage = Schemas["InvitePage"];
export type ListInvites = Query<"GET /api/workspaces/{workspace_id}/invites">;
export type CreateInvite = Schemas["CreateInvite"];
export type CreatedInvite = Schemas["CreatedInvite"];
export type InvitePreview = Schemas["InvitePreview"];
export type AcceptInvite = Schemas["AcceptInvite"];
export type AcceptedInvite = Schemas["AcceptedInvite"];

export type AuditAction = Schemas["AuditAction"];
export type AuditLogEntry = Schemas["AuditLogEntry"];
export type AuditLogPage = Schemas["AuditLogPage"];
export type ListAuditLog = Query<"GET /api/workspaces/{workspace_id}/audit-log">;
export type Export = Schemas["Export"];
export type ExportList = Schemas["ExportList"];
export type ExportWorkspace = Query<"GET /api/workspaces/{workspace_id}/export">;
export type ExportAuditLog = Query<"GET /api/workspaces/{workspace_id}/audit-log/export">;

export type Channel = Schemas["Channel"];
export type MyChannel = Schemas["MyChannel"];
export type CreateChannel = Schemas["CreateChannel"];
export type UpdateChannel = Schemas["UpdateChannel"];
export type ChannelMemberPage = Schemas["ChannelMemberPage"];
export type ListChannelMembers = Query<"GET /api/channels/{channel_id}/members">;

export type DirectConversation = Schemas["DirectConversation"];
export type DirectPage = Schemas["DirectPage"];
export type ListDirects = Omit<Query<"GET /api/dms">, "workspace_id">;

export type Message = Schemas["Message"];
export type CustomEmoji = Schemas["CustomEmoji"];
export type Topic = Schemas["Topic"];
export type TopicId = Schemas["TopicId"];
export type CreateTopic = Schemas["CreateTopic"];
export type UpdateTopic = Schemas["UpdateTopic"];
export type Group = Schemas["Group"];
export type GroupId = Schemas["GroupId"];
export type MyGroup = Schemas["MyGroup"];
export type GroupRole = Schemas["GroupRole"];
export type GroupMember = Schemas["GroupMember"];
export type GroupMemberPage = Schemas["GroupMemberPage"];
export type CreateGroup = Schemas["CreateGroup"];
export type UpdateGroup = Schemas["UpdateGroup"];
export type ListGroupMembers = Query<"GET /api/groups/{group_id}/members">;

export type MessagePage = Schemas["MessagePage"];
export type CreateMessage = Schemas["CreateMessage"];
export type EditMessage = Schemas["EditMessage"];
export type ListMessages = Query<"GET /api/channels/{channel_id}/messages">;

export type Thread = Schemas["Thread"];
export type ThreadState = Schemas["ThreadState"];
export type CreateReply = Schemas["CreateReply"];
export type MyThread = Schemas["MyThread"];
export type ListedThread = Schemas["ListedThread"];
export type ThreadPage = Schemas["ThreadPage"];
export type FollowedThreads = Schemas["FollowedThreads"];
export type ListThreads = Query<"GET /api/channels/{channel_id}/threads">;
export type ListFollowed = Query<"GET /api/workspaces/{workspace_id}/threads">;
export type OpenThread = Query<"GET /api/messages/{message_id}/thread">;

export type PinnedMessage = Schemas["PinnedMessage"];
export type Poll = Schemas["Poll"];
export type PeoplePage = Schemas["PeoplePage"];
export type PinPage = Schemas["PinPage"];
export type ListReactions = Query<"GET /api/messages/{message_id}/reactions">;
export type ListVotes = Query<"GET /api/messages/{message_id}/poll/votes">;
export type ListPins = Query<"GET /api/channels/{channel_id}/pins">;

export type Attention = Schemas["Attention"];
export type UpdateAttention = Schemas["UpdateAttention"];
export type SavedMessage = Schemas["SavedMessage"];
export type SavedState = Schemas["SavedState"];
export type SavedIds = Schemas["SavedIds"];
export type ListedSavedMessage = Schemas["ListedSavedMessage"];
export type SavedMessagePage = Schemas["SavedMessagePage"];
export type ListSavedMessages = Query<"GET /api/workspaces/{workspace_id}/saved">;

export type Report = Schemas["Report"];
export type ReportMessage = Schemas["ReportMessage"];
export type ReportReason = Schemas["ReportReason"];
export type ReportOutcome = Schemas["ReportOutcome"];
export type GivenReason = Schemas["GivenReason"];
export type WordFilter = Schemas["WordFilter"];
export type ReportPage = Schemas["ReportPage"];
export type ListReports = Query<"GET /api/workspaces/{workspace_id}/moderation/reports">;

export type Reminder = Schemas["Reminder"];
export type ListedReminder = Schemas["ListedReminder"];
export type ReminderPage = Schemas["ReminderPage"];
export type ListReminders = Query<"GET /api/workspaces/{workspace_id}/reminders">;

export type Profile = Schemas["Profile"];
export type UpdateMemberProfile = Schemas["UpdateMemberProfile"];

export type Status = Schemas["MemberStatus"];
export type SetStatus = Schemas["SetStatus"];

export type Draft = Schemas["Draft"];
export type DraftPage = Schemas["DraftPage"];
export type SaveDraft = Schemas["SaveDraft"];
export type ListDrafts = Query<"GET /api/workspaces/{workspace_id}/drafts">;
export type ScheduledMessage = Schemas["ScheduledMessage"];
export type ScheduledMessageId = Schemas["ScheduledMessageId"];
export type ScheduledMessagePage = Schemas["ScheduledMessagePage"];
export type CreateScheduledMessage = Schemas["CreateScheduledMessage"];
export type UpdateScheduledMessage = Schemas["UpdateScheduledMessage"];
export type ListScheduledMessages = Query<"GET /api/workspaces/{workspace_id}/scheduled">;

export type Upload = Schemas["Upload"];
export type UploadId = Schemas["UploadId"];
export type ListedUpload = Schemas["ListedUpload"];
export type UploadPage = Schemas["UploadPage"];
export type ListUploads = Query<"GET /api/channels/{channel_id}/uploads">;
/** What is sent with a file. */
export type SendUpload = Omit<Query<"POST /api/uploads">, "workspace_id"> & { filename?: string; signal?: AbortSignal };

export type ResolvedRoute = Schemas["ResolvedRoute"];
export type Reaction = Schemas["Reaction"];
export type Receipt = Schemas["Receipt"];
export type ThreadPosition = Schemas["ThreadPosition"];
export type MarkAllRead = Schemas["MarkAllRead"];
export type MarkedAllRead = Schemas["MarkedAllRead"];
export type ReadPosition = Schemas["ReadPosition"];

export type SearchMessages = Query<"GET /api/search">;
export type SearchPage = Schemas["SearchPage"];
export type SearchResult = Schemas["SearchResult"];

export type DurableEvent = Schemas["DurableEvent"];
export type EventType = Schemas["EventType"];
export type EphemeralEvent = Schemas["EphemeralEvent"];
export type ServerEvent = Schemas["ServerEvent"];
export type EventPage = Schemas["EventPage"];
export type ListEvents = Query<"GET /api/realtime/events">;
export type PublishEphemeral = Schemas["PublishEphemeral"];
