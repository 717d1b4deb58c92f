import { runInDurableObject } from "cloudflare:test";
import {
	type ChannelId,
	type GroupId,
	type MessageId,
	type TopicId,
	type UploadId,
	close,
	export_parts,
	routeId,
} from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { taggedId } from "../ids.ts";
import { tagged } from "../sql.ts";
import { type Team, newTeam, listen } from "../test/people.ts";
import { crowd, crowd_emoji, fill, person } from "../test/crowd.ts";
import { storedUpload } from "../test/uploads.ts";
import { readsOf } from "../test/reads.ts";
import { commands, isRead, queries } from "./index.ts";
import { exportedTables } from "./exports/tables.ts";
import { indexMissing } from "./search/indexing.ts";
import type { Workspace } from "./workspace.ts";

/*
 * The cost of each read in a workspace where everything is as large as its cap allows. The table must list every read.
 * Where a list grows with the workspace, its bound says by how much.
 */
let team: Team;
/** ids of the newest messages */
let newest: { long: MessageId; reply: MessageId };
let places: {
	long: ChannelId;
	short: ChannelId;
	direct: `dm_${string}`;
	root: MessageId;
	poll: MessageId;
	topic: TopicId;
	group: GroupId;
	upload: UploadId;
	invite: string;
	before: string;
};
beforeAll(async () => {
	team = await newTeam();
	const { token } = await team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
	const { channel: back } = await team.ada.createChannel({ name: "back-room", kind: "private" });
	const open = async (name: string) => (await team.ada.createChannel({ name, kind: "public" })).channel.id;
	const [long, short] = [await open("long"), await open("short")];
	for (const channel_id of [long, short]) await team.grace.joinChannel({ channel_id });
	const { message: root } = await team.ada.createMessage({ conversation_id: long, body: "root", nonce: "n" });
	const { conversation: direct } = await team.grace.createDirect({ member_ids: [team.users.ada.id] });
	const asked = { conversation_id: long, body: "poll", poll: { options: ["yes", "no"] } };
	const { message: poll } = await team.ada.createMessage(asked);
	const { topic } = await team.ada.createTopic({ name: "rare" });
	const { group } = await team.ada.createGroup({ name: "Crew", handle: "crew" });
	await team.ada.putGroupChannel({ group_id: group.id, channel_id: long });
	const upload = await storedUpload(team.ada, { nonce: "file" });
	await team.ada.createMessage({ conversation_id: long, upload_ids: [upload] });
	const { cursor } = await team.grace.getSnapshot({});
	places = {
		long,
		short,
		direct: direct.id,
		root: root.id,
		poll: poll.id,
		topic: topic.id,
		group: group.id,
		upload,
		invite: token,
		before: cursor,
	};
	await runInDurableObject(team.stub, (_, { storage }) =>
		fill(storage.sql, { long, short, hidden: back.id, root, me: team.users.grace.id, tag: team.tag }),
	);
	const { messages } = await team.grace.listMessages({ conversation_id: long, limit: 1 });
	const { replies } = await team.grace.getThread({ message_id: root.id, limit: 1, latest: "true" });
	await runInDurableObject(team.stub, (_, { storage }) => {
		storage.sql.exec(
			`INSERT INTO topics (num, id, channel_id, name, folded_name, created_by, created_at)
			SELECT num, printf('top_%026d', num), ?, num, num, '', '' FROM messages ORDER BY num LIMIT 499`,
			long,
		);
		storage.sql.exec(
			`UPDATE messages SET topic_num = (SELECT num FROM topics WHERE name = 'rare')
			WHERE timeline = (SELECT -num FROM conversations WHERE id = ?) AND seq % 4 = 0`,
			short,
		);
	});
	await runInDurableObject(team.stub, (_, { storage }) => {
		storage.sql.exec(
			"INSERT OR IGNORE INTO group_members (group_id, user_id, role) SELECT ?, user_id, 'member' FROM members LIMIT 1000",
			group.id,
		);
		storage.sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
			INSERT INTO people_groups (num, id, name, folded_name, handle, description, member_count, created_by, created_at)
			SELECT i, 'grp_' || i, i, i, 'g' || i, printf('%0200d', i), 0, '', '' FROM n`,
		);
	});
	// rows that the commands did not write are not in the index yet
	await runInDurableObject(team.stub, (_, { storage }) => {
		while (indexMissing({ sql: tagged(storage.sql) }));
	});
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			`INSERT INTO pins SELECT conversation_num, num, num, ?, '2026-01-01T00:00:00.000Z' FROM messages
			WHERE timeline = (SELECT -num FROM conversations WHERE id = ?) ORDER BY seq DESC LIMIT 100`,
			team.users.ada.id,
			long,
		),
	);
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			"INSERT INTO poll_votes SELECT p.num, m.user_id, 1 FROM members m, messages p WHERE p.body = 'poll'",
		),
	);
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			`INSERT INTO saved_messages SELECT ?, conversation_num, num, 'open', num, '2026-01-01T00:00:00.000Z' FROM messages
			WHERE conversation_num = (SELECT num FROM conversations WHERE id = ?) ORDER BY num LIMIT 900`,
			team.users.grace.id,
			long,
		),
	);
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			`INSERT INTO scheduled_messages (user_id, num, id, conversation_id, also_send, body, nonce, send_at, created_at)
			SELECT ?, num, printf('sch_%026d', num), ?, 0, iif(num % 9 = 0, ?, 'x'), num, '2099-01-01T00:00:00.000Z', ''
			FROM messages ORDER BY num LIMIT 99`,
			team.users.grace.id,
			long,
			"x".repeat(40_000),
		),
	);
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			`INSERT INTO drafts (user_id, conversation_num, root_num, body, version)
			SELECT ?, conversation_num, num, iif(num % 9 = 0, ?, 'x'), 1 FROM messages
			WHERE timeline < 0 ORDER BY num LIMIT 199`,
			team.users.grace.id,
			"x".repeat(40_000),
		),
	);
	// as many as may wait, each reported by as many as may
	await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		sql.exec(
			`INSERT INTO reports (message_num, author_id, conversation_id, body, opened_at)
			SELECT num, ?, ?, ?, '2026-01-01T00:00:00.000Z' FROM messages ORDER BY num LIMIT 999`,
			team.users.linus.id,
			long,
			"x".repeat(4_000),
		);
		sql.exec(
			`INSERT INTO report_reasons (message_num, user_id, reason, text, created_at)
			SELECT r.message_num, m.user_id, 'abuse', ?, '2026-01-01T00:00:00.000Z'
			FROM reports r CROSS JOIN (SELECT user_id FROM members WHERE num > 10 LIMIT 10) m`,
			"x".repeat(500),
		);
	});
	// as many as are kept, of which each tenth happened in a room of others
	await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
			INSERT INTO audit_log (id, position, actor_user_id, action, target_type, target_id, private_id, metadata_json, created_at)
			SELECT ? || printf('%08d', i), i, ?, iif(i = 1, 'topic.deleted', 'channel.updated'), 'channel', 'chn_' || i,
				iif(i % 10 = 0, ?, NULL), '{"by":"person","ip":"192.0.2.1","name":"reef","after":{"topic":"corals"}}', ? FROM n`,
			taggedId("aud", Date.now() - 86_400_000, team.tag, 0).slice(0, -8),
			team.users.ada.id,
			back.id,
			new Date(Date.now() - 86_400_000).toISOString(),
		),
	);
	newest = { long: messages[0]!.id, reply: replies[0]!.id };
});

/** The cursor after this many events, counted from the workspace's initial ones. */
const later = (count: number) =>
	places.before.slice(0, -12) + String(Number(places.before.slice(-12)) + count).padStart(12, "0");

interface Budget {
	rows: number;
	characters: number;
}
interface Ask {
	/** other than of the rest */
	rows?: number;
	who?: (team: Team) => Actor;
	input?: () => object;
}

const [nobody, window, page] = [{ rows: 20, characters: 1_000 }, { rows: 2_000, characters: 700_000 }, 200];
const events = (after_cursor: string) => ({ workspace_id: team.general.workspace_id, limit: 500, after_cursor });
const routeTo = (target_id: string) => ({ workspace_route_id: team.general.workspace_id, target_id });
const grace = (all: Team) => all.actor("grace");
const owner = (all: Team) => all.actor("ada");

const searched = (q: string, sort: "relevance" | "newest" = "relevance") => ({
	workspace_id: team.general.workspace_id,
	q,
	sort,
	limit: 100,
});

/** p1 wrote all that is hidden, p9000 a few messages. */
const operators = [
	"from:p1",
	"-from:p1",
	"from:p1 hidden",
	"-from:p9000 x",
	"in:long",
	"in:@ada",
	"-in:long -in:short",
	"with:me",
	"with:p1 x",
	"-with:me",
	"has:link",
	"-has:link x",
	"has:reaction",
	"-has:reaction",
	"has:pin",
	"-is:pinned is:thread",
	"-is:thread",
	"is:saved",
	"-is:saved",
	"is:saved from:p9000",
	"is:saved -is:saved",
	"mentions:me",
	"-mentions:p1",
	"before:2026-01-01",
	"after:2025-12-31",
	"-on:2026-01-01",
	"during:2026",
	Array.from({ length: 16 }, (_, n) => `-with:p${n + 1}`).join(" "),
	Array.from({ length: 16 }, (_, n) => `-on:2026-01-${String(n + 10)}`).join(" "),
];
/** What is unread is looked up as the lists of conversations and of threads do, which wait for everybody here. */
const unread = ["is:unread", "is:unread x", "is:unread hidden", "-is:unread x", "is:saved is:unread"];
const byOperators = (q: string) => ({ ...searched(q), scope: "all", syntax: "operators" });

/** Everything, direct messages included. */
const whole = () => ({
	sequence: Number.MAX_SAFE_INTEGER,
	conversations: Number.MAX_SAFE_INTEGER,
	started_at: "2999-01-01T00:00:00.000Z",
	direct_messages: true,
});

const table: Record<keyof typeof queries | "searchMessages", Budget & { asks: Record<string, Ask> }> = {
	getWorkspace: { ...nobody, asks: { it: {} } },
	connect: { rows: 100, characters: 200, asks: { it: {} } },
	mayRename: { ...nobody, asks: { it: { who: owner } } },
	previewInvite: {
		rows: 2 * crowd.members + 100,
		characters: 2_000,
		asks: { it: { who: () => ({ kind: "public" }), input: () => ({ token: places.invite }) } },
	},
	listInvites: {
		rows: 3_000,
		characters: 80_000,
		asks: { it: { who: owner, input: () => ({ limit: page }) } },
	},
	getWordFilter: { rows: 30, characters: 200, asks: { it: { who: owner } } },
	listReports: { rows: 1_500, characters: 360_000, asks: { it: { who: owner, input: () => ({ limit: 20 }) } } },
	// of a hundred thousand, so many are looked at for a page
	listAuditLog: {
		rows: 24_000,
		characters: 120_000,
		asks: Object.fromEntries(
			Object.entries<object>({
				all: {},
				"what nobody did": { actor_user_id: `usr_${"0".repeat(26)}` },
				"what happened once": { action: "topic.deleted" },
				"what never happened": { action: "poll." },
				"of one thing": { target_id: "chn_1" },
				"until long ago": { until: "2020-01-01T00:00:00.000Z" },
				"since just now": { since: new Date(Date.now() - 1_000).toISOString() },
			}).map(([what, filter]) => [what, { who: owner, input: () => ({ limit: page, ...filter }) }]),
		),
	},
	// the newest hundred, of an index of their own
	listExports: { rows: 500, characters: 50_000, asks: { it: {} } },
	// a thousand rows, or half a mebibyte of them; of each it is asked whether it is in the export
	readExport: {
		rows: 8_000,
		characters: 1_200_000,
		asks: Object.fromEntries(
			[
				...Object.keys(exportedTables).map((name) => ({ table: name })),
				...export_parts.map((name) => ({ sheet: name })),
			].map((from) => [Object.values(from)[0]!, { who: owner, input: () => ({ scope: whole(), from }) }]),
		),
	},
	// what others are in is not read
	getSnapshot: {
		rows: 2_000 + 20 * (crowd.crowded + crowd.directs),
		characters: 500_000,
		asks: { it: {} },
	},
	listChannels: { rows: 11 * crowd.channels, characters: 450_000, asks: { it: {} } },
	// two hundred, as many as there may be
	listGroups: { rows: 1_500, characters: 100_000, asks: { it: {} } },
	getGroup: { rows: 500, characters: 30_000, asks: { it: { input: () => ({ group_id: places.group }) } } },
	listGroupMembers: {
		rows: 6_000,
		characters: 300_000,
		asks: { it: { input: () => ({ group_id: places.group, limit: page }) } },
	},
	refuseGroupHandle: {
		...nobody,
		asks: { it: { who: () => ({ kind: "system" }), input: () => ({ handle: "free" }) } },
	},
	// five hundred, as many as there may be
	listTopics: { rows: 6_000, characters: 200_000, asks: { it: {} } },
	// five hundred too
	listCustomEmoji: { rows: 1_100, characters: 100_000, asks: { it: {} } },
	getSidebar: { ...nobody, asks: { it: {} } },
	getChannel: {
		rows: 300,
		characters: 500,
		asks: { it: { input: () => ({ channel_id: places.long }) } },
	},
	listDirects: { rows: 25 * crowd.directs, characters: 600_000, asks: { it: { input: () => ({ limit: 500 }) } } },
	getDirect: {
		rows: 100,
		characters: 2_000,
		asks: { it: { input: () => ({ direct_conversation_id: places.direct }) } },
	},
	listChannelMembers: {
		rows: 5 * crowd.members,
		characters: 300_000,
		asks: { it: { input: () => ({ channel_id: places.long, limit: page }) } },
	},
	listModerationMembers: {
		rows: 5 * crowd.members,
		characters: 300_000,
		asks: { it: { who: owner, input: () => ({ limit: page }) } },
	},
	listMembers: {
		rows: 2 * crowd.members + 100,
		characters: 300_000,
		asks: {
			first: { input: () => ({ limit: page }) },
			found: { input: () => ({ limit: page, q: "nobody is called that" }) },
			last: { input: () => ({ limit: page, cursor: person(crowd.members - 300) }) },
		},
	},
	getMember: { rows: 20, characters: 1_500, asks: { it: { input: () => ({ user_id: person(5_000) }) } } },
	listMessages: {
		...window,
		asks: {
			"long ones": { input: () => ({ conversation_id: places.long, limit: page }) },
			"the oldest of them": { input: () => ({ conversation_id: places.long, limit: page, after_seq: 0 }) },
			"in the middle": { input: () => ({ conversation_id: places.long, limit: page, around_seq: 100 }) },
			"short ones": { input: () => ({ conversation_id: places.short, limit: page }) },
			// one by one
			"those of a topic": {
				rows: 2_600,
				input: () => ({ conversation_id: places.short, limit: page, topic_id: places.topic }),
			},
			"those of a topic in the middle": {
				rows: 2_600,
				input: () => ({ conversation_id: places.short, limit: page, topic_id: places.topic, around_seq: 500 }),
			},
		},
	},
	listDirectMessages: {
		...window,
		asks: { it: { input: () => ({ conversation_id: places.direct, limit: page }) } },
	},
	listDirectPins: {
		rows: 3_000,
		characters: 700_000,
		asks: { it: { input: () => ({ conversation_id: places.direct, limit: 100 }) } },
	},
	// a hundred of the longest messages, of which one page has some
	listPins: {
		rows: 3_000,
		characters: 700_000,
		asks: { it: { input: () => ({ conversation_id: places.long, limit: 100 }) } },
	},
	getMessage: { rows: 200, characters: 200_000, asks: { it: { input: () => ({ message_id: places.root }) } } },
	resolveRoute: {
		rows: crowd.channels + 200,
		characters: 200_000,
		asks: {
			"a channel": { input: () => routeTo(routeId("C", places.long)) },
			"a direct conversation": { input: () => routeTo(routeId("D", places.direct)) },
			"a thread": { input: () => routeTo(routeId("M", places.root)) },
		},
	},
	routeMessage: { rows: 200, characters: 200_000, asks: { it: { input: () => ({ message_id: places.root }) } } },
	getMessageByNonce: { rows: 200, characters: 200_000, asks: { it: { who: owner, input: () => ({ nonce: "n" }) } } },
	getDirectNotificationSettings: {
		rows: 10,
		characters: 100,
		asks: { it: { input: () => ({ conversation_id: places.direct }) } },
	},
	getNotificationSettings: {
		rows: 10,
		characters: 100,
		asks: { it: { input: () => ({ conversation_id: places.long }) } },
	},
	getUploadByNonce: {
		rows: 100,
		characters: 2_000,
		asks: { it: { who: owner, input: () => ({ nonce: "file" }) } },
	},
	downloadUpload: { rows: 100, characters: 2_000, asks: { it: { input: () => ({ upload_id: places.upload }) } } },
	listUploads: {
		rows: 3_000,
		characters: 100_000,
		asks: { it: { input: () => ({ conversation_id: places.long, limit: 100 }) } },
	},
	listDirectUploads: {
		rows: 100,
		characters: 2_000,
		asks: { it: { input: () => ({ conversation_id: places.direct, limit: 100 }) } },
	},
	listMessageVersions: { rows: 200, characters: 400_000, asks: { it: { input: () => ({ message_id: places.root }) } } },
	// everybody has voted
	listPollVotes: {
		rows: crowd.members + 200,
		characters: 20_000,
		asks: { it: { input: () => ({ message_id: places.poll, option: 0, limit: page }) } },
	},
	// everybody has reacted
	listReactions: {
		rows: page + 100,
		characters: 20_000,
		asks: { it: { input: () => ({ message_id: newest.long, emoji: crowd_emoji, limit: page }) } },
	},
	getThread: {
		...window,
		asks: {
			first: { input: () => ({ message_id: places.root, limit: page }) },
			latest: { input: () => ({ message_id: places.root, limit: page, latest: "true" }) },
		},
	},
	getMyThread: { rows: 200, characters: 500, asks: { it: { input: () => ({ message_id: places.root }) } } },
	// of as many followed threads as are looked at, the heads are read, and the messages of a page
	listThreads: {
		rows: 3 * crowd.follows,
		characters: 700_000,
		asks: {
			first: { input: () => ({ limit: 50 }) },
			unread: { input: () => ({ limit: 50, unread: "true" }) },
		},
	},
	listFollowedThreads: { rows: 9_000 + 3 * crowd.follows, characters: 250_000, asks: { it: {} } },
	listChannelThreads: {
		rows: 4_000,
		characters: 700_000,
		asks: { it: { input: () => ({ conversation_id: places.short, limit: 50 }) } },
	},
	listDirectThreads: {
		rows: 4_000,
		characters: 700_000,
		asks: { it: { input: () => ({ conversation_id: places.direct, limit: 50 }) } },
	},
	// a thousand, of the longest messages
	getAttention: { rows: 5, characters: 2_000, asks: { it: {} } },
	listSavedMessages: {
		rows: 9_000,
		characters: 700_000,
		asks: { it: { input: () => ({ state: "open", limit: 100 }) } },
	},
	listSavedIds: { rows: 6_000, characters: 40_000, asks: { it: {} } },
	listReminders: { rows: 500, characters: 1_000, asks: { it: { input: () => ({ limit: 100 }) } } },
	// a hundred, of which two are as long as they may be
	listScheduledMessages: { rows: 500, characters: 300_000, asks: { it: { input: () => ({ limit: 100 }) } } },
	// two hundred, of which some are as long as they may be
	listDrafts: { rows: 3_000, characters: 400_000, asks: { it: { input: () => ({ limit: 200 }) } } },
	listEvents: {
		rows: 2 * 20_000 + 2 * crowd.members + 10 * crowd.directs + 4_000,
		characters: 500_000,
		asks: {
			"from the start": { input: () => events("") },
			"where nothing is for me": { input: () => events(later(0)) },
			"just before that part ends": { input: () => events(later(crowd.hidden - 1)) },
			"long ones": { input: () => events(later(crowd.hidden + 1)) },
			"short ones": { input: () => events(later(crowd.hidden + 1 + 2 * crowd.long)) },
			"of one channel": { input: () => events(later(crowd.hidden + 1 + crowd.long + crowd.replies + crowd.short)) },
		},
	},
	listJobs: {
		...nobody,
		asks: { it: { who: () => ({ kind: "operator" }), input: () => ({ limit: page }) } },
	},
	searchMessages: {
		rows: 3_000 + 6 * crowd.directs,
		characters: 150_000,
		asks: {
			"short ones": { input: () => searched("x") },
			"direct messages too": { input: () => ({ ...searched("x"), scope: "all" }) },
			"the newest of them": { input: () => searched("x", "newest") },
			"long ones": { input: () => searched("x".repeat(64)) },
			"the newest of the long ones": { input: () => searched("x".repeat(64), "newest") },
			"a word without a match": { input: () => searched("nothing") },
			"a word that is still typed": { input: () => ({ ...searched("xxx"), typing: "true" }) },
			"of what is saved, a word that is still typed": {
				input: () => ({ ...byOperators("is:saved xxx"), typing: "true" }),
			},
			"of what is saved, with many people": {
				input: () => byOperators(`is:saved ${Array.from({ length: 15 }, (_, n) => `-with:p${n + 1}`).join(" ")}`),
			},
			"the newest that begin with it": { input: () => ({ ...searched("xxx", "newest"), typing: "true" }) },
			...Object.fromEntries(operators.map((q) => [q, { input: () => byOperators(q) }])),
			...Object.fromEntries(
				unread.map((q) => [q, { rows: 35 * crowd.directs + 3 * crowd.follows, input: () => byOperators(q) }]),
			),
		},
	},
};

/** Commands whose cost grows with the workspace, at the worst. */
const acts: Record<string, { who?: (team: Team) => Actor; name: string; input: () => object; rows: number }> = {
	"a reaction that everybody has used": {
		name: "addReaction",
		input: () => ({ message_id: newest.long, emoji: crowd_emoji }),
		rows: crowd.members + 100,
	},
	"a vote where everybody has voted": {
		name: "votePoll",
		input: () => ({ message_id: places.poll, choices: [1] }),
		rows: 100,
	},
	"a reply": { name: "replyInThread", input: () => ({ message_id: places.root, body: "x" }), rows: 150 },
	"a position in a long thread": {
		who: owner,
		name: "markThreadRead",
		input: () => ({ message_id: places.root, seq: 1_000 }),
		rows: 500,
	},
	"a position in a long thread moved back": {
		who: owner,
		name: "markThreadUnread",
		input: () => ({ message_id: places.root, seq: 2 }),
		rows: 2_500,
	},
	"deleting a reply": { who: owner, name: "deleteMessage", input: () => ({ message_id: newest.reply }), rows: 1_100 },
	"opening a direct conversation": { name: "createDirect", input: () => ({ member_ids: [person(1)] }), rows: 100 },
	"scheduling a message": {
		name: "scheduleMessage",
		input: () => ({ conversation_id: places.short, body: "x", send_at: "2026-12-31T00:00:00.000Z" }),
		rows: 500,
	},
	"a reminder": {
		name: "setReminder",
		input: () => ({ message_id: places.root, remind_at: "2026-12-31T00:00:00.000Z" }),
		rows: 100,
	},
	"a profile": { name: "updateMemberProfile", input: () => ({ title: "Head of tea" }), rows: 100 },
	"a status": {
		name: "setStatus",
		input: () => ({ emoji: "🦀", text: "molting", expires_at: "2026-12-31T00:00:00.000Z" }),
		rows: 100,
	},
	"a report": { name: "reportMessage", input: () => ({ message_id: places.root, reason: "spam", text: "" }), rows: 60 },
	"saving a message": { name: "saveMessage", input: () => ({ message_id: places.root, state: "done" }), rows: 60 },
	"keeping a draft": { name: "saveDraft", input: () => ({ target_id: places.short, body: "x" }), rows: 300 },
	"a position moved back": { name: "markUnread", input: () => ({ conversation_id: places.short, seq: 2 }), rows: 700 },
	"all read positions": {
		name: "markAllRead",
		input: () => ({}),
		rows: 60 * (crowd.crowded + crowd.directs) + crowd.follows,
	},
	"many read positions": {
		name: "setReadPositions",
		input: () => ({ positions: [places.long, places.short].map((scope_id) => ({ scope_id, last_read_seq: 0 })) }),
		rows: 1_400,
	},
	// one's own messages are looked for after the old position and after the new one
	"a read position": { name: "markRead", input: () => ({ conversation_id: places.long, seq: 100 }), rows: 600 },
	"leaving where everybody is": { name: "leaveChannel", input: () => ({ channel_id: places.short }), rows: 50 },
	"joining where everybody is": { name: "joinChannel", input: () => ({ channel_id: places.short }), rows: 600 },
};

test("the table lists every read", () => {
	const reads = Object.keys({ ...queries, ...commands }).filter(isRead);
	expect(Object.keys(table).toSorted()).toEqual(reads.toSorted());
});

const asks = Object.entries(table).flatMap(([name, { asks: all, ...budget }]) =>
	Object.entries(all).map(([what, ask]) => ({ name, what, ask, budget })),
);

test.each(asks)("$name stays within its budget: $what", async ({ name, ask, budget }) => {
	const actor = (ask.who ?? grace)(team);
	await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
		let answer = "";
		const { in_a_turn: rows } = await readsOf(storage.sql, async () => {
			const outcome = await workspace.call(actor, name, ask.input?.() ?? {});
			expect(outcome).toMatchObject({ ok: true });
			answer = JSON.stringify(outcome);
		});
		// a handle that is free is in no index
		if (name !== "refuseGroupHandle") expect(rows).toBeGreaterThan(0);
		expect(rows).toBeLessThanOrEqual(ask.rows ?? budget.rows);
		expect(answer.length).toBeLessThanOrEqual(budget.characters);
	});
});

test.each(Object.entries(acts))(
	"commands stay within their budget: %s",
	async (_, { who = grace, name, input, rows }) => {
		await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
			const { rows: read } = await readsOf(storage.sql, async () =>
				expect(await workspace.call(who(team), name, input())).toMatchObject({ ok: true }),
			);
			expect(read).toBeLessThanOrEqual(rows);
		});
	},
);

test.each(["listChannels", "getSnapshot"])("%s takes no statement for each channel", async (name) => {
	await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
		const { statements } = await readsOf(storage.sql, async () =>
			expect(await workspace.call(grace(team), name, {})).toMatchObject({ ok: true }),
		);
		expect(statements).toBeLessThan(20);
	});
});

test("a search reads next to nothing of a guest's hidden channels, however frequent a word is there", async () => {
	const hundred = `INSERT INTO conversation_members (conversation_id, user_id, joined_at)
		SELECT id, ?, '2026-01-01' FROM channels WHERE id NOT IN (?, ?) ORDER BY id DESC LIMIT 100`;
	await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
		storage.sql.exec(hundred, team.users.gus.id, places.long, places.short);
		const { rows } = await readsOf(storage.sql, async () =>
			expect(await workspace.call(team.actor("gus"), "searchMessages", searched("x", "newest"))).toMatchObject({
				value: { results: [] },
			}),
		);
		expect(rows).toBeLessThan(1_000);
	});
});

test.each(["single", "batch"])(
	"a message to one open socket looks up its owner, not all members: %s",
	async (frames) => {
		const socket = await listen(team, "grace", { frames });
		await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
			const input = { conversation_id: places.short, body: `to ${frames}` };
			const { rows } = await readsOf(storage.sql, async () => {
				expect(await workspace.call(owner(team), "createMessage", input)).toMatchObject({ ok: true });
				await scheduler.wait(50); // a batch is sent a moment later
			});
			expect(rows).toBeLessThanOrEqual(150);
		});
		await socket.receive((event) => event.type === "message.created" && event.payload.message.body === `to ${frames}`);
	},
);

/** Opens a socket and waits until it is closed or has received the last event. @returns the close code and the rows read */
async function comeBack(after_cursor: string): Promise<{ code: number | undefined; rows: number }> {
	let code: number | undefined;
	const tail = (await team.grace.getSnapshot({})).cursor;
	const { rows } = await runInDurableObject(team.stub, (workspace: Workspace, { storage }) =>
		readsOf(storage.sql, async () => {
			const headers = { "x-clickclack-actor": JSON.stringify(team.actor("grace")), upgrade: "websocket" };
			const query = new URLSearchParams({ after_cursor, frames: "batch" });
			const { webSocket } = await workspace.fetch(new Request(`http://workspace/?${query.toString()}`, { headers }));
			code = await new Promise<number | undefined>((resolve) => {
				webSocket!.addEventListener("close", (event) => resolve(event.code));
				webSocket!.addEventListener("message", ({ data }) => {
					if (String(data).includes(tail)) resolve(undefined);
				});
				webSocket!.accept();
			});
			webSocket!.close();
		}),
	);
	return { code, rows };
}

test("a cursor too far behind to scan for is refused at once", async () => {
	const { code, rows } = await comeBack(later(0));
	expect(code).toBe(close.resync_required);
	expect(rows).toBeLessThanOrEqual(50);
});

test("a replay reads each event, its message and its author about once", async () => {
	const replayed = crowd.replies - crowd.long + crowd.short + crowd.joined;
	const { code, rows } = await comeBack(later(crowd.hidden + 1 + 2 * crowd.long));
	expect(code).toBeUndefined();
	expect(rows).toBeLessThanOrEqual(30 * replayed);
});

test("a part of the log without visible events is scanned over several turns, and nothing after it is missed", async () => {
	await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
		const { rows, in_a_turn } = await readsOf(storage.sql, async () => {
			const first = { cursor: later(crowd.hidden + 1) };
			expect(await workspace.call(grace(team), "listEvents", events(later(0)))).toMatchObject({
				value: { events: expect.arrayContaining([expect.objectContaining(first)]), has_more: true },
			});
		});
		expect(rows).toBeGreaterThan(crowd.hidden);
		expect(in_a_turn).toBeLessThan(crowd.hidden / 2);
	});
});
