import { toast } from "../state/toasts.svelte.ts";
import * as strings from "../strings/uploads.ts";

interface Intake {
	take: (files: File[]) => void;
	/** a text that may be better off as a file */
	paste: (text: string) => void;
	/** that files are held over the region, or no longer */
	hover: (region: DOMRect | undefined) => void;
}

const isOfFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;

// One that misses would take the place of the app.
for (const kind of ["dragover", "drop"] as const)
	addEventListener(kind, (event) => {
		if (!isOfFiles(event) || event.defaultPrevented) return;
		event.preventDefault();
		event.dataTransfer!.dropEffect = "none";
	});

/** While nothing is said of what is held over it any more, it has gone. */
const gone_ms = 150;

/** Takes what is dropped on the part of the page that an element is in. @returns what ends it */
export function takeDrops(element: HTMLElement, { take, hover }: Intake): () => void {
	const region = element.closest<HTMLElement>("main, aside")!;
	const listening = new AbortController();
	const { signal } = listening;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const leave = () => hover(undefined);
	region.addEventListener(
		"dragover",
		(event) => {
			if (!isOfFiles(event)) return;
			event.preventDefault();
			event.dataTransfer!.dropEffect = "copy";
			clearTimeout(timer);
			timer = setTimeout(leave, gone_ms);
			hover(region.getBoundingClientRect());
		},
		{ signal },
	);
	region.addEventListener(
		"drop",
		(event) => {
			if (!isOfFiles(event)) return;
			event.preventDefault();
			clearTimeout(timer);
			leave();
			take(filesIn(event.dataTransfer!));
		},
		{ signal },
	);
	return () => {
		clearTimeout(timer);
		listening.abort();
	};
}

/** A folder looks like a file without a type. */
function filesIn({ items }: DataTransfer): File[] {
	return [...items].flatMap((item) => {
		const file = item.getAsFile();
		if (!file) return [];
		if (item.webkitGetAsEntry()?.isDirectory) return (toast.error(strings.isFolder(file.name)), []);
		return [file];
	});
}

/** Takes files that are pasted into the field beside an element, and is told of texts. @returns what ends it */
export function takePastes(element: HTMLElement, { take, paste }: Intake): () => void {
	const box = element.parentElement!;
	const pasted = (event: ClipboardEvent) => {
		const { clipboardData: clipboard } = event;
		if (!clipboard) return;
		const text = clipboard.getData("text/plain");
		// a sheet or a document brings a picture of itself along
		const isText = text.trim() !== "" && clipboard.types.includes("text/html");
		if (clipboard.files.length === 0 || isText) return paste(text);
		event.preventDefault();
		event.stopPropagation();
		take([...clipboard.files].map(named));
	};
	// before the field reads it
	box.addEventListener("paste", pasted, { capture: true });
	return () => box.removeEventListener("paste", pasted, { capture: true });
}

/** Every picture of a clipboard is `image.png`. */
function named(file: File): File {
	if (file.name !== "image.png") return file;
	const time = new Date().toLocaleString("sv").replaceAll(":", ".");
	return new File([file], strings.pastedPicture(time), { type: file.type });
}
