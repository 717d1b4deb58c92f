import type { Upload } from "@clickclack/sdk";

/** What is drawn as a picture; the rest, and what browsers cannot draw, is a card. */
export const isMedia = ({ content_type }: Upload): boolean =>
	/^(?:image\/(?:png|jpeg|gif|webp|avif)|video\/(?:mp4|webm))$/.test(content_type);

/** Of several, the width of all; one alone is not larger than this. In px. */
const [gallery_width, most_width, most_height, least_width] = [440, 400, 320, 96];

/** How many pictures stand in each line of a gallery: two or three, and four in the first where one would be left over. */
export function linesOf(count: number): number[] {
	if (count <= 2 || count === 4) return count === 4 ? [2, 2] : [count];
	const first = count % 3 === 1 ? 4 : count % 3 || 3;
	return [first, ...Array<number>((count - first) / 3).fill(3)];
}

/** How much room the files of a message take, which is known before what draws them is loaded. */
export function roomOf(uploads: Upload[]) {
	const media = uploads.filter(isMedia);
	const [{ width: w = 320, height: h = 240 } = {}] = media;
	const lines = linesOf(media.length);
	const cards = uploads.length - media.length;
	// as wide as four thirds of its height, in a line of two or three
	if (media.length > 1)
		return { cards, width: gallery_width, ratio: (Math.min(3, lines.at(-1)!) * 4) / (lines.length * 3) };
	const ratio = Math.min(3, Math.max(0.5, w / h));
	return { cards, ratio, width: media.length && Math.max(least_width, Math.min(w, most_width, most_height * ratio)) };
}
