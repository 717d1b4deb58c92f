import type { Projection } from "./projection.ts";
import type { Member } from "./types.ts";

/** A new face, a new role, a changed profile; what they wrote is drawn with it. */
export function applyMember(projection: Projection, member: Member): void {
	const { id } = member.user;
	if (id === projection.me.user.id) {
		const wasGuest = projection.me.role === "guest";
		projection.stale ||= wasGuest !== (member.role === "guest");
		projection.me = { ...projection.me, ...member };
		projection.workspace = { ...projection.workspace, role: member.role };
	}
	projection.members.set(id, member);
	for (const [key, timeline] of projection.timelines) {
		if (!timeline.messages.some((message) => message.author_id === id)) continue;
		const messages = timeline.messages.map((m) => (m.author_id === id ? { ...m, author: member.user } : m));
		projection.timelines.set(key, { ...timeline, messages });
	}
}
