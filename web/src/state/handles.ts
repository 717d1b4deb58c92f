import type { GroupId, Projection, UserId } from "@clickclack/sdk";

/** A person or a group that can be mentioned. */
export interface Holder {
	id: UserId | GroupId;
	display_name: string;
	/** of a group that I am in */
	my_role?: string | undefined;
}

/** By handle. */
export type Handles = ReadonlyMap<string, Holder>;

/** People come before a group of the same handle. A group is called what it is mentioned by. */
export const holdersOf = ({ groups, members }: Pick<Projection, "groups" | "members">): Handles =>
	new Map<string, Holder>([
		...[...groups.values()].map((one): [string, Holder] => [one.handle, { ...one, display_name: one.handle }]),
		...[...members.values()].map(({ user }): [string, Holder] => [user.handle, user]),
	]);
