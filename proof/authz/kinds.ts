import type { Role } from "@clickclack/protocol";
import { admin_token } from "../../test/server.ts";
import type { Person } from "./people.ts";
import type { Target } from "./places.ts";
import type { Stage } from "./stage.ts";
import { type Headers, badCredentials, bareCookie, bearer, cookie } from "./credentials.ts";

/** Somebody who calls, and all that the server may take into account about them. */
export interface Kind {
	name: string;
	headers: Headers;
	/** what their credential is worth */
	is: "nobody" | "operator" | "signed out" | "person";
	/** of a person: with it they get a session that they may lose, */
	email?: string;
	/** and this is how they present it */
	carry?: (token: string) => Headers;
	/** in the workspace that is asked about; without one they are not in it */
	role?: Role;
	restriction?: "blocked" | "timed out";
	/** what of the stage is there for them */
	sees: readonly Target[];
	/** the things of the stage are theirs */
	isAuthor?: true;
	/** by cookie, as a page of another site would make a browser send it */
	isForged?: true;
}

const members = ["here", "public"] as const;
const inRoom = ["here", "public", "room"] as const;

type Rest = Omit<Kind, "name" | "headers" | "is" | "email">;

const person = (name: string, { token, email }: Person, { carry = bearer, ...rest }: Rest): Kind => {
	return { name, headers: carry(token), is: "person", email, carry, ...rest };
};

const welcome = ({ people }: Stage): Kind[] => [
	person("owner", people.owner, { role: "owner", sees: inRoom }),
	person("moderator", people.moderator, { role: "moderator", sees: inRoom }),
	person("author", people.author, { role: "member", sees: [...inRoom, "closed"], isAuthor: true }),
	person("member", people.member, { role: "member", sees: inRoom }),
	person("outsider", people.outsider, { role: "member", sees: members }),
	person("guest", people.guest, { role: "guest", sees: ["here", "room"] }),
	person("owner by cookie", people.owner, { role: "owner", sees: inRoom, carry: cookie }),
	person("forged cookie", people.owner, { role: "owner", sees: inRoom, carry: bareCookie, isForged: true }),
];

const restricted = ({ people }: Stage): Kind[] => [
	person("blocked", people.blocked, { role: "member", sees: inRoom, restriction: "blocked" }),
	person("blocked moderator", people.disgraced, { role: "moderator", sees: inRoom, restriction: "blocked" }),
	person("timed out", people.timedOut, { role: "member", sees: inRoom, restriction: "timed out" }),
	person("timed out before", people.timedOutBefore, { role: "member", sees: inRoom }),
	person("just taken off the room", people.evicted, { role: "member", sees: members }),
	person("removed", people.removed, { sees: [] }),
	person("foreign owner", people.foreigner, { sees: [] }),
];

function signedOut(name: string, { token }: Person): Kind {
	return { name, headers: bearer(token), is: "signed out", role: "member", sees: inRoom };
}

/** Every kind of caller that there is. A new one, bots among them, is one entry here. */
export const kinds = (stage: Stage): Kind[] => [
	...welcome(stage),
	...restricted(stage),
	signedOut("signed out", stage.people.signedOut),
	signedOut("signed out while listening", stage.people.hungUp),
	{ name: "operator", headers: bearer(admin_token), is: "operator", sees: [] },
	...badCredentials(stage).map(([name, headers]) => ({ name, headers, is: "nobody" as const, sees: [] })),
];
