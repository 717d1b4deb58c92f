import type { MyChannel } from "@clickclack/sdk";

interface Shelves {
	joined: MyChannel[];
	archived: MyChannel[];
	/** Public, open, and not mine yet. */
	joinable: MyChannel[];
}

/** Where each channel stands in the sidebar; the order within a shelf is kept. */
export function shelves(channels: MyChannel[]): Shelves {
	const open = channels.filter((channel) => !channel.archived_at);
	return {
		joined: open.filter((channel) => channel.is_member),
		archived: channels.filter((channel) => channel.archived_at && channel.is_member),
		joinable: open.filter((channel) => !channel.is_member),
	};
}

/** What to call a channel on the screen. */
export const titleOf = ({ display_title, name }: Pick<MyChannel, "display_title" | "name">): string =>
	display_title || name;
