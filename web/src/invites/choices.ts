import { can, type CreateInvite, type Member, type Role } from "@clickclack/sdk";
import { roleTitles } from "../state/titles.ts";

type Choices<Key extends keyof CreateInvite> = readonly { value: Required<CreateInvite>[Key]; label: string }[];

const roles: Choices<"role"> = (["member", "moderator", "guest"] as const).map((value) => ({
	value,
	label: roleTitles[value],
}));

/** The roles that I may give, and the one that somebody has. */
export const rolesFor = (me: Member, held?: Role): Choices<"role"> =>
	roles.filter(({ value }) => value !== "moderator" || value === held || can("member.appoint_moderator", me));

export const lifetimes: Choices<"expires_in_minutes"> = [
	{ value: 60, label: "1 hour" },
	{ value: 1_440, label: "1 day" },
	{ value: 10_080, label: "7 days" },
	{ value: 43_200, label: "30 days" },
];

export const uses: Choices<"max_uses"> = [
	{ value: null, label: "No limit" },
	{ value: 1, label: "1 use" },
	{ value: 10, label: "10 uses" },
	{ value: 100, label: "100 uses" },
];
