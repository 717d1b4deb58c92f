import { ours, people } from "../registry.ts";
import { listAuditLog } from "./audit-log.ts";
import { acceptInvite, createInvite, listInvites, previewInvite, no_such_invite, revokeInvite } from "./invites.ts";
import { listModerationMembers, moderateMember, removeMember } from "./members/moderation.ts";
import { closeReport } from "./reports/close.ts";
import { reportMessage } from "./reports/create.ts";
import { listReports } from "./reports/list.ts";
import { getWordFilter, updateWordFilter } from "./word-filter/settings.ts";
import type { Registered } from "./registered.ts";
import type { Read, Write } from "./transaction.ts";

/** Who is let in, and what those who run the workspace do and see. */
export const moderationCommands = {
	moderateMember: { run: moderateMember, allow: people, scope: "none" },
	removeMember: { run: removeMember, allow: people, scope: "none" },
	reportMessage: { run: reportMessage, allow: people, scope: "none" },
	closeReport: { run: closeReport, allow: people, scope: "none" },
	updateWordFilter: { run: updateWordFilter, allow: people, scope: "none" },
	createInvite: { run: createInvite, allow: ["person", "operator"], scope: "none" },
	revokeInvite: { run: revokeInvite, allow: people, scope: "none" },
	acceptInvite: { run: acceptInvite, allow: ours, scope: "none", absent: no_such_invite },
} satisfies Record<string, Registered<Write>>;

export const moderationQueries = {
	listModerationMembers: { run: listModerationMembers, allow: people, scope: "none" },
	listAuditLog: { run: listAuditLog, allow: people, scope: "none" },
	listReports: { run: listReports, allow: people, scope: "none" },
	getWordFilter: { run: getWordFilter, allow: people, scope: "none" },
	listInvites: { run: listInvites, allow: people, scope: "none" },
	previewInvite: { run: previewInvite, allow: ["public", "system"], scope: "none", absent: no_such_invite },
} satisfies Record<string, Registered<Read>>;
