import { encodeTime } from "ulid";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** `count` (0 to 2^40 − 1) as 8 characters that sort in numeric order. */
function encodeCount(count: number): string {
	let text = "";
	for (let i = 0, rest = count; i < 8; i++, rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
	return text;
}

/** The number in an id's last 8 characters. */
export const countOf = (taggedId: string): number => {
	let count = 0;
	for (const letter of taggedId.slice(-8)) count = count * 32 + alphabet.indexOf(letter);
	return count;
};

/** `msg_` + 10 characters of time + the workspace's tag + 8 characters of a counter. */
export const taggedId = <P extends string>(prefix: P, ms: number, tag: string, count: number): `${P}_${string}` =>
	`${prefix}_${encodeTime(ms, 10).toLowerCase()}${tag}${encodeCount(count)}`;

/** 8 random characters: a workspace's tag, or the start of a counter. */
export const randomTag = (): string => encodeCount(randomCount());

/** At most half the range, so that there is room to count up. */
export const randomCount = (): number => {
	const [high, low] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number];
	return (high % 128) * 2 ** 32 + low;
};
