const boundary = "----tide";

export const form_type = `multipart/form-data; boundary=${boundary}`;

/** One field of a form, as it goes over the wire. */
export const field = (disposition: string, content: string | Uint8Array): Uint8Array =>
	Buffer.concat([
		Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\n\r\n`),
		Buffer.from(content),
		Buffer.from("\r\n"),
	]);

export const formOf = (...fields: Uint8Array[]): Buffer =>
	Buffer.concat([...fields, Buffer.from(`--${boundary}--\r\n`)]);

/** A file by this name. */
export const file = (name: string, content: string | Uint8Array): Uint8Array =>
	field(`form-data; name="file"; filename="${name}"`, content);

/** How a picture begins: as much as a server reads to know what it is, and that it has 64 pixels a side. */
export const picture = Uint8Array.from([
	0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 64, 0, 0, 0, 64, 8, 6,
	0, 0, 0,
]);
