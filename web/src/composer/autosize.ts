import type { Attachment } from "svelte/attachments";

/** Makes a field as high as its text; CSS limits it. */
export const autosize =
	(value: () => string): Attachment<HTMLTextAreaElement> =>
	(field) => {
		void value();
		field.style.height = "auto";
		field.style.height = `${field.scrollHeight}px`;
	};
