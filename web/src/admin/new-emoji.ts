/** What the server takes as it is. */
const most = { bytes: 262_144, side: 512 };
/** Larger than it is ever drawn. */
const small_side = 256;

/** `Tea Time!.png` → `tea-time` */
export const nameOf = (file: string): string =>
	file
		.replace(/\.[^.]*$/, "")
		.toLowerCase()
		.replaceAll(/[^a-z0-9_]+/g, "-")
		.replaceAll(/^-+|-+$/g, "")
		.slice(0, 32);

/** One that is too large is drawn smaller, where the browser can; what moves then stands still. */
export async function shrunk(file: File): Promise<Blob> {
	const picture = await createImageBitmap(file).catch(() => undefined);
	if (!picture) return file;
	const longest = Math.max(picture.width, picture.height);
	if (file.size <= most.bytes && longest <= most.side) return file;
	const scale = Math.min(1, small_side / longest);
	const canvas = new OffscreenCanvas(Math.max(1, picture.width * scale), Math.max(1, picture.height * scale));
	canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
	return await canvas.convertToBlob({ type: "image/png" });
}

/** To show it before it is sent: the page's policy knows no addresses of files. */
export const addressOf = (file: File): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.addEventListener("load", () => resolve(reader.result as string));
		reader.addEventListener("error", () => reject(reader.error!));
		reader.readAsDataURL(file);
	});
