import { Listener } from "./listener.ts";
import { emailOf } from "./people.ts";
import { nowhereLike, workspaceItself } from "./places.ts";
import type { Stage } from "./stage.ts";

const long_ago_ms = -31 * 86_400_000;

/** The workspace is founded, and what shall have expired by now is made. */
export async function longAgo(stage: Stage): Promise<void> {
	const { admin } = stage.operator;
	await stage.setClock(long_ago_ms);
	const email = emailOf("owner");
	const { workspace } = await admin.bootstrap({ name: "owner", email, workspace_name: "Tidepool" });
	stage.places.here = workspaceItself(workspace.id);
	stage.places.nowhere = nowhereLike(stage.places.here);
	const owner = await stage.signIn(email);
	stage.tokens.expired_session = owner.token;
	stage.tokens.expired_unused = (await stage.signIn(email)).token;
	const invite = { workspace_id: workspace.id, role: "member", expires_in_minutes: 1, max_uses: null } as const;
	stage.tokens.expired_invite = (await admin.createInvite(invite)).token;
	stage.tokens.expired_link = (await admin.createMagicLink({ email })).token;
	const once = { name: "timedOutBefore", email: emailOf("timedOutBefore"), workspace_id: workspace.id };
	const { id } = await admin.createUser(once);
	await owner.chat.members.moderate(workspace.id, id, { timeout_minutes: 1 });
	const { cursor } = await owner.chat.workspaces.snapshot(workspace.id);
	stage.overdue = await Listener.open(stage.server.url, workspace.id, owner.token, cursor);
	await stage.setClock(0);
}
