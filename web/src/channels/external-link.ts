import type { MyChannel } from "@clickclack/sdk";

/** Where a channel is in the program that manages it. */
export const externalLink = ({ external_url = "" }: MyChannel): { url: string; host: string } | undefined =>
	URL.canParse(external_url) ? { url: external_url, host: new URL(external_url).host } : undefined;
