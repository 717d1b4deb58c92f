import { folded, slugify, type MyChannel } from "@clickclack/sdk";
import { titleOf } from "../state/titles.ts";

/** Whether a channel has it in its title, in any spelling, or in its name. */
export function calledLike(typed: string): (channel: MyChannel) => boolean {
	const [words, slug] = [folded(typed), slugify(typed)];
	return (channel) => folded(titleOf(channel)).includes(words) || (slug !== "" && channel.name.includes(slug));
}
