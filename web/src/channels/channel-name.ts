import { isSpelled, slugify } from "@clickclack/sdk";
import * as strings from "../strings/channel-parts.ts";

/** What is wrong with a channel's name while it is typed: of `!!!` and `-.-` nothing would be left. */
export const nameFault = (name: string): string =>
	name.trim() === "" || slugify(name) !== "" ? "" : strings.nameNeedsLetters;

/** What a channel will be called, where that is not what is typed; and as what it is shown, where that is something else. */
export function nameHint(name: string): string {
	const called = slugify(name);
	if (called === "" || called === name) return strings.nameHint;
	return isSpelled(name) ? strings.nameIsShownAs(called, name.trim()) : strings.nameBecomes(called);
}
