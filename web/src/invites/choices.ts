import { can, type CreateInvite, type Member, type Role } from "@clickclack/sdk";
import { roleTitles } from "../state/titles.ts";
import * as strings from "../strings/invites.ts";

type Choices<Key extends keyof CreateInvite> = readonly { value: Required<CreateInvite>[Key]; label: string }[];

const roles: Choices<"role"> = (["member", "moderator", "guest"] as const).map((value) => ({
	value,
	label: roleTitles[value],
}));

/** The roles that I may give, and the one that somebody has. */
export const rolesFor = (me: Member, held?: Role): Choices<"role"> =>
	roles.filter(({ value }) => value !== "moderator" || value === held || can("member.appoint_moderator", me));

export const lifetimes: Choices<"expires_in_minutes"> = [
	{ value: 60, label: strings.oneHour },
	{ value: 1_440, label: strings.oneDay },
	{ value: 10_080, label: strings.sevenDays },
	{ value: 43_200, label: strings.thirtyDays },
];

export const uses: Choices<"max_uses"> = [
	{ value: null, label: strings.noLimit },
	{ value: 1, label: strings.oneUse },
	{ value: 10, label: strings.tenUses },
	{ value: 100, label: strings.hundredUses },
];
