import { setTimeout as pause } from "node:timers/promises";
import { type Role, isRequestError } from "@clickclack/sdk";
import { perform } from "./acting.ts";
import { acceptInvite, admit, pardon } from "./acts-people.ts";
import { Ear } from "./ear.ts";
import { Person } from "./person.ts";
import type { Stage } from "./stage.ts";
import type { Frames } from "./tap.ts";

const roles: Role[] = ["moderator", "moderator", "guest", "guest", "guest", "guest"];
/** The first few listen with an older client too. */
const seconds: Frames[][] = [["single"], ["batch"], ["single"], ["batch"]];

/** The owner, two moderators, four guests, and members. */
export async function enter(stage: Stage, size: number): Promise<void> {
	await found(stage, size);
	for (const person of [stage.warden, ...stage.people]) await signIn(stage, person);
	const { owner, people, workspace_id } = stage;
	const [general] = await owner.chat.channels.list(workspace_id);
	stage.channels.push(general!.id);
	stage.epoch = (await owner.chat.workspaces.snapshot(workspace_id)).cursor.slice(0, -12);
	for (const { home, user_id } of people)
		if (home === "guest") await owner.chat.channels.addMember(general!.id, user_id);
	const write = stage.write.bind(stage);
	people.forEach((person, i) => {
		for (const frames of ["compressed" as const, ...(seconds[i] ?? [])])
			person.ears.push(new Ear(person, frames, workspace_id, write));
	});
}

async function found(stage: Stage, size: number): Promise<void> {
	const { operator, wire, people } = stage;
	const account = (name: string) => ({ name, email: `${name}@example.com` });
	const person = (user: { id: string; handle: string }, role: Role) =>
		new Person(wire.url, user, role, stage.dice.for(`person ${people.length}`));
	const { user, workspace } = await operator.admin.bootstrap({ ...account("p0"), workspace_name: "Tidepool" });
	const workspace_id = (stage.workspace_id = workspace.id);
	people.push(person(user, "owner"));
	for (let i = 1; i < size; i++) {
		const role = roles[i - 1] ?? "member";
		const who = { ...account(`p${i}`), workspace_id, role: role as "member" };
		people.push(person(await operator.admin.createUser(who), role));
	}
	stage.warden = person(user, "owner");
}

async function signIn(stage: Stage, person: Person): Promise<void> {
	const { token } = await stage.operator.admin.createMagicLink({ user_id: person.user_id });
	await person.signIn(token);
}

/** Why somebody is kept out; undefined when they are not. */
async function problemOf(stage: Stage, { chat, home }: Person): Promise<string | undefined> {
	try {
		const { me } = await chat.workspaces.snapshot(stage.workspace_id);
		return me.blocked_at !== undefined || me.timeout_until !== undefined || me.role !== home ? "moderated" : undefined;
	} catch (error) {
		if (isRequestError(error)) return error.code;
		throw error;
	}
}

/** Who is out stays out for a while: long enough that what they still hear cannot have been on its way. */
const longest_absence_ms = 150;

/** Puts right what keeps somebody out, one thing after the other. Throws when the server does not answer. */
export async function comeBack(stage: Stage, me: Person): Promise<void> {
	for (let tries = 0; tries < 4; tries++) {
		const problem = await problemOf(stage, me);
		if (problem === undefined) break;
		if (tries === 0) await pause(me.dice.below(longest_absence_ms));
		if (problem === "unauthorized") await signIn(stage, me);
		else if (problem === "moderated") await perform(stage, stage.warden, "moderateMember", pardon(stage, me));
		else {
			const invited = me.dice.chance(0.5) ? acceptInvite(stage, me) : undefined;
			me.standing = "out";
			if (invited) await perform(stage, me, "acceptInvite", invited);
			else await perform(stage, me, "admit", admit(stage, me)!);
		}
	}
	me.standing = "in";
	for (const ear of me.ears) if (!ear.isOpen || ear.session !== me.session) await reopen(ear);
}

async function reopen(ear: Ear): Promise<void> {
	await ear.hangUp();
	await ear.open(ear.person.dice.chance(0.5));
}
