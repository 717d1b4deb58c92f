import { seesUnjoined } from "./permissions.ts";
import type { Projection } from "./projection.ts";
import type { DurableEvent } from "./types.ts";

type GroupEvent = Extract<DurableEvent, { type: `group.${string}` }>;

/** Guests see only the groups that they are in. */
export function applyGroup({ groups, me }: Projection, event: GroupEvent): void {
	const id = event.payload.group_id;
	const before = groups.get(id);
	if (event.type === "group.deleted") groups.delete(id);
	else if (event.type !== "group.member_removed") {
		const { group } = event.payload;
		const my_role =
			"user_id" in event.payload && event.payload.user_id === me.user.id ? event.payload.role : before?.my_role;
		groups.set(id, { ...group, ...(my_role && { my_role }) });
	} else if (before) {
		const { user_id, member_count } = event.payload;
		const isMe = user_id === me.user.id;
		const { my_role: _, ...left } = before;
		if (isMe && !seesUnjoined(me, { kind: "public" })) groups.delete(id);
		else groups.set(id, { ...(isMe ? left : before), member_count });
	}
}
