import { can, seesUnjoined } from "./permissions.ts";
import { applyUser } from "./reduce-directs.ts";
import type { Projection } from "./projection.ts";
import type { Member, ModeratedMember } from "./types.ts";

const seesPublicChannels = (me: Member): boolean => seesUnjoined(me, { kind: "public" });

const reads = (me: Member): string => `${seesPublicChannels(me)} ${can("moderation.read", me)}`;

/** The caller's own membership. As a guest they see fewer channels and groups, as a moderator the reports, and no event says which. */
export function applyMe(projection: Projection, me: ModeratedMember): void {
	projection.stale ||= reads(projection.me) !== reads(me);
	for (const [id, channel] of projection.conversations)
		projection.conversations.set(id, { ...channel, can_post: can("message.create", me, channel) });
	projection.me = me;
	projection.workspace = { ...projection.workspace, role: me.role };
}

/** A new member, a new role, a changed profile, another status or none any more; of these what is absent is gone. */
export function applyMember(projection: Projection, member: Member): void {
	const { status: _, profile: __, ...me } = projection.me;
	if (member.user.id === me.user.id) applyMe(projection, { ...me, ...member });
	projection.members.set(member.user.id, member);
	applyUser(projection, member.user);
}
