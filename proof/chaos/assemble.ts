import type { Role } from "@clickclack/sdk";
import { Client } from "./client.ts";
import type { Environment } from "./environment.ts";
import { Person } from "./people.ts";
import type { Frames } from "./socket-recorder.ts";

const roles: Role[] = ["moderator", "moderator", "guest", "guest", "guest", "guest"];
/** The first few listen with an older client too. */
const older: Frames[] = ["single", "batch", "single", "batch"];
export const accountOf = (name: string) => ({ name, email: `${name}@example.com` });

/** The owner, two moderators, four guests, and members. */
export async function assemble(env: Environment, size: number): Promise<void> {
	const { operator, people } = env;
	const place = { workspace_name: "Tidepool", channels: ["general"] };
	const { user, workspace } = await operator.admin.bootstrap({ ...accountOf("p0"), ...place });
	const workspace_id = (env.workspace_id = workspace.id);
	env.keeper = new Person(env, user, "owner");
	people.push(new Person(env, user, "owner"));
	for (let i = 1; i < size; i++) {
		const role = roles[i - 1] ?? "member";
		const account = { ...accountOf(`p${i}`), workspace_id, role: role as "member" };
		people.push(new Person(env, await operator.admin.createUser(account), role));
	}
	for (const [i, person] of people.entries()) person.isOnSocket = i % 2 === 1;
	for (const person of [env.keeper, ...people]) await person.signIn();
	const { chat } = env.keeper;
	const [general] = await chat.channels.list(workspace_id);
	env.general = general!.id;
	// one that may go from the start on
	const { channel } = await chat.channels.create(workspace_id, { name: "harbour" });
	for (const id of [env.general, channel.id]) env.channels.add(id);
	for (let i = 0; i < 3; i++) {
		const { invite, token } = await chat.invites.create(workspace_id);
		env.learn({ is: "invited", invite: invite.id, token, role: invite.role }, env.keeper.user_id);
	}
	env.epoch = (await chat.workspaces.snapshot(workspace_id)).cursor.slice(0, -12);
	for (const { home, user_id } of people) if (home === "guest") await chat.channels.addMember(general!.id, user_id);
	for (const [i, person] of people.entries())
		for (const frames of ["compressed" as const, ...older.slice(i, i + 1)])
			person.clients.push(new Client(env, person, frames));
}
