import type { Upload } from "@clickclack/sdk";

/** What is drawn as a picture; the rest, and what browsers cannot draw, is a card. */
export const isMedia = ({ content_type }: Upload): boolean =>
	/^(?:image\/(?:png|jpeg|gif|webp|avif)|video\/(?:mp4|webm))$/.test(content_type);

/** Of several, the width of all; one alone is not larger than this. In px. */
const [gallery_width, most_width, most_height, least_width] = [440, 400, 320, 96];

/** How much room the files of a message take, which is known before what draws them is loaded. */
export function roomOf(uploads: Upload[]) {
	const media = uploads.filter(isMedia);
	const [{ width: w = 320, height: h = 240 } = {}] = media;
	const one = Math.min(3, Math.max(0.5, w / h));
	const columns = media.length > 2 && media.length !== 4 ? 3 : Math.min(2, media.length);
	return {
		columns,
		cards: uploads.length - media.length,
		ratio: columns > 1 ? (columns * 4) / (Math.ceil(media.length / columns) * 3) : one,
		width: columns > 1 ? gallery_width : media.length && Math.max(least_width, Math.min(w, most_width, most_height * one)),
	};
}
