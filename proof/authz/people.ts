import { ClickClack } from "@clickclack/sdk";
import { admin_token } from "../../test/server.ts";

export interface Person {
	id: string;
	email: string;
	token: string;
	chat: ClickClack;
	/** removed from the workspace: nobody can add them to a channel */
	isGone?: true;
}

/** With the role that they come with. The owner is there already, the foreigner never is. */
export const cast = {
	owner: undefined,
	moderator: "moderator",
	author: "member",
	member: "member",
	outsider: "member",
	guest: "guest",
	blocked: "member",
	disgraced: "moderator",
	timedOut: "member",
	timedOutBefore: "member",
	evicted: "member",
	removed: "member",
	signedOut: "member",
	hungUp: "member",
	bystander: "member",
	foreigner: undefined,
} as const;
export type Name = keyof typeof cast;
export const names = Object.keys(cast) as Name[];

/** Who is in the room besides its author, or was until a moment ago. */
export const roomies: Name[] = names.filter((name) => !["author", "outsider", "bystander", "foreigner"].includes(name));

export const emailOf = (name: string): string => `${name.toLowerCase()}@example.com`;

/** Signs somebody in as people do, with a link from the operator; makes the account if there is none. */
export async function signIn(baseUrl: string, email: string, name = email.split("@")[0]!): Promise<Person> {
	const { admin } = new ClickClack({ baseUrl, token: admin_token });
	const link = await admin.createMagicLink({ email, name });
	const chat = new ClickClack({ baseUrl });
	const { user, token } = await chat.auth.consumeMagicLink(link.token);
	return { id: user.id, email, token, chat };
}
