import { rgbaToThumbHash } from "thumbhash";
import { pause } from "@clickclack/sdk";

/** What a browser finds out of a picture, a video or a sound. */
export interface Measures {
	width?: number;
	height?: number;
	duration_ms?: number;
	/** a ThumbHash */
	placeholder?: string;
	/** small, as a data address */
	thumbnail?: string;
}

const [hash_side, thumbnail_side] = [100, 160];
/** What has not told its size by then is sent without. */
const longest_ms = 5_000;

/** Nothing of it is needed: what cannot be measured is sent as it is. */
export async function measure(file: File): Promise<Measures> {
	const [kind] = file.type.split("/");
	const measuring =
		kind === "image" ? ofImage(file) : kind === "video" || kind === "audio" ? ofMedia(file, kind) : undefined;
	if (!measuring) return {};
	return (await Promise.race([measuring.catch(() => undefined), pause(longest_ms)])) ?? {};
}

async function ofImage(file: File): Promise<Measures> {
	const image = await createImageBitmap(file);
	const { width, height } = image;
	const drawn = drawnOf(image, width, height);
	image.close();
	return { width, height, ...drawn };
}

async function ofMedia(file: File, kind: "video" | "audio"): Promise<Measures> {
	const media = document.createElement(kind);
	const source = URL.createObjectURL(file);
	try {
		Object.assign(media, { muted: true, preload: "auto", src: source });
		await happens(media, kind === "video" ? "loadeddata" : "loadedmetadata");
		const duration_ms = Number.isFinite(media.duration) ? Math.round(media.duration * 1_000) : undefined;
		const about = duration_ms === undefined ? {} : { duration_ms };
		if (!(media instanceof HTMLVideoElement) || media.videoWidth === 0) return about;
		// the first frame is often black
		media.currentTime = Math.min(1, media.duration / 4) || 0;
		await happens(media, "seeked");
		const { videoWidth: width, videoHeight: height } = media;
		return { ...about, width, height, ...drawnOf(media, width, height) };
	} finally {
		media.removeAttribute("src");
		URL.revokeObjectURL(source);
	}
}

const happens = (media: HTMLMediaElement, event: string): Promise<void> =>
	new Promise((resolve, reject) => {
		media.addEventListener(event, () => resolve(), { once: true });
		media.addEventListener("error", () => reject(new Error("it cannot be played")), { once: true });
	});

function drawnOf(image: CanvasImageSource, width: number, height: number): Measures {
	const small = canvasOf(image, width, height, hash_side);
	const { data } = small.getContext("2d")!.getImageData(0, 0, small.width, small.height);
	const hash = rgbaToThumbHash(small.width, small.height, data);
	return {
		placeholder: btoa(String.fromCharCode(...hash)),
		thumbnail: canvasOf(image, width, height, thumbnail_side).toDataURL("image/webp", 0.8),
	};
}

function canvasOf(image: CanvasImageSource, width: number, height: number, side: number): HTMLCanvasElement {
	const scale = Math.min(1, side / Math.max(width, height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(width * scale));
	canvas.height = Math.max(1, Math.round(height * scale));
	canvas.getContext("2d", { willReadFrequently: true })!.drawImage(image, 0, 0, canvas.width, canvas.height);
	return canvas;
}
