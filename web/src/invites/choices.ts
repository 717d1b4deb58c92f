import type { CreateInvite } from "@clickclack/sdk";

type Choices<Key extends keyof CreateInvite> = readonly { value: Required<CreateInvite>[Key]; label: string }[];

export const roles: Choices<"role"> = [
	{ value: "member", label: "Member" },
	{ value: "moderator", label: "Moderator" },
	{ value: "guest", label: "Guest" },
];

export const lifetimes: Choices<"expires_in_minutes"> = [
	{ value: 60, label: "An hour" },
	{ value: 1_440, label: "A day" },
	{ value: 10_080, label: "A week" },
	{ value: 43_200, label: "30 days" },
];

export const uses: Choices<"max_uses"> = [
	{ value: null, label: "Any number" },
	{ value: 1, label: "Once" },
	{ value: 10, label: "10 times" },
	{ value: 100, label: "100 times" },
];
