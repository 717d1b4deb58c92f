import {
	isDirect,
	type ConversationId,
	type DirectConversation,
	type Member,
	type Mention,
	type MyGroup,
	type ModeratedMember,
	type MyChannel,
	type Projection,
	type Sidebar,
	type Timeline,
	type Workspace,
} from "@clickclack/sdk";

/** What is kept of a workspace until the next visit: everything as of one cursor. */
export interface KeptWorkspace {
	cursor: string;
	me: ModeratedMember;
	workspace: Workspace;
	sidebar: Sidebar;
	uploads?: Projection["uploads"];
	open_reports?: number | undefined;
	conversations: MyChannel[];
	direct_conversations: DirectConversation[];
	members: Member[];
	/** absent where an earlier version kept it */
	has_more_members?: boolean;
	/** the same */
	groups?: MyGroup[];
	mentions: Mention[];
	unsure: ConversationId[];
	/** of conversations that are ahead of it */
	counted: [ConversationId, string][];
	/** those with a timeline, the one that was opened last at the end */
	opened: ConversationId[];
	timelines: Map<ConversationId, Timeline>;
}

/** So many messages of a conversation are kept, the newest. */
const page_length = 50;

/**
 * A projection as it can be kept. Only timelines that reach the end go with it: events complete them.
 * @param opened conversations, the one that was opened last at the end
 */
export function keptOf(projection: Projection, opened: ConversationId[]): KeptWorkspace {
	const { cursor, me, workspace, sidebar, uploads, open_reports, has_more_members } = projection;
	const timelines = new Map<ConversationId, Timeline>();
	for (const id of opened) {
		const timeline = projection.timelines.get(id);
		if (timeline && !timeline.has_newer && isKnown(projection, id)) timelines.set(id, timeline);
	}
	return {
		cursor,
		me,
		workspace,
		sidebar,
		uploads,
		open_reports,
		has_more_members,
		// one that I am not in is there only as long as its messages are
		conversations: [...projection.conversations.values()].filter(({ id, is_member }) => is_member || timelines.has(id)),
		direct_conversations: [...projection.direct_conversations.values()].filter(
			({ id, hidden_at }) => hidden_at === undefined || timelines.has(id),
		),
		groups: [...projection.groups.values()],
		members: [...projection.members.values()],
		mentions: [...projection.mentions.values()],
		unsure: [...projection.unsure],
		counted: [...projection.counted].filter(([, until]) => until > cursor),
		opened: [...timelines.keys()],
		timelines,
	};
}

const isKnown = ({ conversations, direct_conversations }: Projection, id: ConversationId): boolean =>
	isDirect(id) ? direct_conversations.has(id) : conversations.has(id);

/** The newest page of a timeline. */
export function lastPage({ messages, has_older, has_newer }: Timeline): Timeline {
	return { messages: messages.slice(-page_length), has_older: has_older || messages.length > page_length, has_newer };
}

/** Makes a projection what it was when it was kept. */
export function restore(projection: Projection, kept: KeptWorkspace): void {
	projection.cursor = kept.cursor;
	projection.me = kept.me;
	projection.workspace = kept.workspace;
	projection.sidebar = kept.sidebar;
	projection.uploads = kept.uploads;
	projection.open_reports = kept.open_reports;
	projection.has_more_members = kept.has_more_members ?? true;
	for (const conversation of kept.conversations) projection.conversations.set(conversation.id, conversation);
	for (const direct of kept.direct_conversations) projection.direct_conversations.set(direct.id, direct);
	for (const group of kept.groups ?? []) projection.groups.set(group.id, group);
	for (const member of kept.members) projection.members.set(member.user.id, member);
	for (const mention of kept.mentions) projection.mentions.set(mention.message_id, mention);
	for (const id of kept.unsure) projection.unsure.add(id);
	for (const [id, until] of kept.counted) projection.counted.set(id, until);
	for (const [id, timeline] of kept.timelines) projection.timelines.set(id, timeline);
}
