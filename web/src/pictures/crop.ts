/** A square of a picture: how far it is enlarged, and where it lies, from 0 to 1 of what is left on both sides. */
export interface View {
	zoom: number;
	x: number;
	y: number;
}
interface Size {
	width: number;
	height: number;
}

export const largest_zoom = 4;
/** The side of what is sent, in pixels. */
const longest = 512;

const clamped = (part: number): number => Math.min(1, Math.max(0, part));

/** Where it is in the picture, in its pixels. */
export function squareOf({ width, height }: Size, { zoom, x, y }: View): { left: number; top: number; side: number } {
	const side = Math.min(width, height) / zoom;
	return { left: (width - side) * x, top: (height - side) * y, side };
}

/** After the picture was dragged by so much of the side of the square. */
export function moved({ width, height }: Size, view: View, by: { x: number; y: number }): View {
	const { side } = squareOf({ width, height }, view);
	const along = (at: number, part: number, length: number) =>
		length > side ? clamped(at - (part * side) / (length - side)) : at;
	return { ...view, x: along(view.x, by.x, width), y: along(view.y, by.y, height) };
}

export function drawView(canvas: HTMLCanvasElement, picture: ImageBitmap, view: View): void {
	const { left, top, side } = squareOf(picture, view);
	canvas.width = canvas.height = Math.min(longest, Math.round(Math.min(picture.width, picture.height)));
	canvas.getContext("2d")!.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

/** As WebP where the browser writes that, otherwise as PNG. */
export const toBlob = (canvas: HTMLCanvasElement): Promise<Blob> =>
	new Promise((resolve, reject) => {
		const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error("the picture cannot be drawn")));
		canvas.toBlob(done, "image/webp", 0.9);
	});
