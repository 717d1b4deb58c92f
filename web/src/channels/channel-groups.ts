import type { MyChannel } from "@clickclack/sdk";

interface ChannelGroups {
	joined: MyChannel[];
	/** Public, and not mine yet. */
	joinable: MyChannel[];
}

/** The groups of the sidebar; the order within a group is kept. */
export function channelGroups(channels: MyChannel[]): ChannelGroups {
	return {
		joined: channels.filter((channel) => channel.is_member),
		joinable: channels.filter((channel) => !channel.is_member),
	};
}
