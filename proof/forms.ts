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
