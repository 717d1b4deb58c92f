import type { GroupId, UserId } from "@clickclack/sdk";

/** A person or a group that can be mentioned. */
export interface Holder {
	id: UserId | GroupId;
	display_name: string;
	/** of a group that I am in */
	my_role?: string | undefined;
}

/** By handle. */
export type Handles = ReadonlyMap<string, Holder>;
