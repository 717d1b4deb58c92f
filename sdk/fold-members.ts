import type { Projection } from "./projection.ts";
import type { Member, ModeratedMember } from "./types.ts";

/** What I am; guests see other channels than members do, which no event tells. */
export function applyMe(projection: Projection, me: ModeratedMember): void {
	projection.stale ||= (projection.me.role === "guest") !== (me.role === "guest");
	projection.me = me;
	projection.workspace = { ...projection.workspace, role: me.role };
}

/** A new face, a new role, a changed profile; what they wrote is drawn with it. */
export function applyMember(projection: Projection, member: Member): void {
	const { id } = member.user;
	if (id === projection.me.user.id) applyMe(projection, { ...projection.me, ...member });
	projection.members.set(id, member);
	for (const [key, timeline] of projection.timelines) {
		if (!timeline.messages.some((message) => message.author_id === id)) continue;
		const messages = timeline.messages.map((m) => (m.author_id === id ? { ...m, author: member.user } : m));
		projection.timelines.set(key, { ...timeline, messages });
	}
}
