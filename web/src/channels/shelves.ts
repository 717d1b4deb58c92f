import type { MyChannel } from "@clickclack/sdk";

interface Shelves {
	joined: MyChannel[];
	/** Public, and not mine yet. */
	joinable: MyChannel[];
}

/** Where each channel stands in the sidebar; the order within a shelf is kept. */
export function shelves(channels: MyChannel[]): Shelves {
	return {
		joined: channels.filter((channel) => channel.is_member),
		joinable: channels.filter((channel) => !channel.is_member),
	};
}

/** What to call a channel on the screen. */
export const titleOf = ({ display_title, name }: Pick<MyChannel, "display_title" | "name">): string =>
	display_title || name;
