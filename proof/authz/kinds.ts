import type { Role } from "@clickclack/protocol";
import { admin_token } from "../../test/server.ts";
import type { Person } from "./people.ts";
import type { Target } from "./places.ts";
import type { Stage } from "./stage.ts";
import { badCredentials, bearer, cookie } from "./credentials.ts";

/** Somebody who calls, and all that the server may take into account about them. */
export interface Kind {
	name: string;
	headers: Record<string, string>;
	/** what their credential is worth */
	is: "nobody" | "operator" | "signed out" | "person";
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

const everyone = ["here"] as const;
const members = ["here", "public"] as const;
const inRoom = ["here", "public", "room"] as const;

/** Every kind of caller that there is. A new one, bots among them, is one entry here. */
export function kinds(stage: Stage): Kind[] {
	const { people } = stage;
	const person = (name: string, { token }: Person, rest: Omit<Kind, "name" | "headers" | "is">): Kind => {
		return { name, headers: bearer(token), is: "person", ...rest };
	};
	const owner = { role: "owner", sees: inRoom } as const;
	return [
		person("owner", people.owner, owner),
		person("moderator", people.moderator, { role: "moderator", sees: inRoom }),
		person("author", people.author, { role: "member", sees: [...inRoom, "closed"], isAuthor: true }),
		person("member", people.member, { role: "member", sees: inRoom }),
		person("outsider", people.outsider, { role: "member", sees: members }),
		person("guest", people.guest, { role: "guest", sees: [...everyone, "room"] }),
		person("blocked", people.blocked, { role: "member", sees: inRoom, restriction: "blocked" }),
		person("blocked moderator", people.disgraced, { role: "moderator", sees: inRoom, restriction: "blocked" }),
		person("timed out", people.timedOut, { role: "member", sees: inRoom, restriction: "timed out" }),
		person("timed out before", people.timedOutBefore, { role: "member", sees: inRoom }),
		person("removed", people.removed, { sees: [] }),
		person("foreign owner", people.foreigner, { sees: [] }),
		{
			name: "owner by cookie",
			headers: { ...cookie(people.owner.token), "x-clickclack-csrf": "1" },
			is: "person",
			...owner,
		},
		{ name: "forged cookie", headers: cookie(people.owner.token), is: "person", ...owner, isForged: true },
		{ name: "signed out", headers: bearer(people.signedOut.token), is: "signed out", role: "member", sees: inRoom },
		{ name: "operator", headers: bearer(admin_token), is: "operator", sees: [] },
		...badCredentials(stage).map(([name, headers]) => ({ name, headers, is: "nobody" as const, sees: [] })),
	];
}
