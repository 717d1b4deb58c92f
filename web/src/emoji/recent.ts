import { emojiKey } from "@clickclack/sdk";
import { storage } from "../store/storage.ts";
import { skinTone } from "./skin-tone.svelte.ts";
import { untoned } from "./tones.ts";

/** Offered to those who have not reacted to anything yet. */
const usual = ["👍", "❤️", "😂", "🎉", "👀"];
const key = "clickclack.emoji";
const max_recent = 24;

const isSign = (sign: string): boolean => /^\p{RGI_Emoji}$/v.test(sign);
/** Also one that is a picture: `:claw-wave:`. */
const isEmoji = (sign: unknown): sign is string =>
	typeof sign === "string" && (isSign(sign) || /^:[a-z0-9_-]{2,32}:$/.test(sign));

/** Emoji used on this device, the latest first, without their skin tones. */
export function recentEmoji(): string[] {
	const stored: unknown = storage.get(key);
	return Array.isArray(stored) ? stored.filter(isEmoji) : [];
}

/** Those that a message offers, without a search. */
export const quickEmoji = (count: number): string[] =>
	[...new Set([...recentEmoji().filter(isSign), ...usual])].slice(0, count).map((sign) => skinTone.of(sign));

/** Of others' reactions those that are emoji, in the form that Unicode recommends. */
export function remember(emoji: string): void {
	const plain = untoned(emojiKey(emoji));
	const sign = [plain, `${plain}\ufe0f`, untoned(emoji)].find(isEmoji);
	if (!sign) return;
	const recent = [sign, ...recentEmoji().filter((other) => other !== sign)];
	storage.set(key, recent.slice(0, max_recent));
}
