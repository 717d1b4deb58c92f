import { crc32 } from "node:zlib";

const [end_signature, entry_signature] = [0x06054b50, 0x02014b50];

/** The files of a zip that is stored without compression, by the list at its end; each is checked against its checksum. */
export function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = bytes.length - 22;
	if (view.getUint32(end, true) !== end_signature) throw new Error("the zip has no end");
	const files = new Map<string, Uint8Array>();
	for (let at = view.getUint32(end + 16, true), left = view.getUint16(end + 10, true); left > 0; left--) {
		if (view.getUint32(at, true) !== entry_signature) throw new Error("not an entry");
		const [sum, size] = [view.getUint32(at + 16, true), view.getUint32(at + 20, true)];
		const [name_length, extra_length] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
		const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name_length));
		const head = view.getUint32(at + 42, true);
		const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
		const content = bytes.subarray(start, start + size);
		if (crc32(content) !== sum) throw new Error(`${name} is damaged`);
		files.set(name, content);
		at += 46 + name_length + extra_length;
	}
	return files;
}
