import { expect, test } from "vitest";
import { Multipart } from "./multipart.ts";
import { arriving } from "./test/files.ts";

const content = "kelp\r\n--\r\n----tid\r\r\n\r\n";
const body = new TextEncoder().encode(
	[
		"a preamble\r\n----tide\r\n",
		'Content-Disposition: form-data; name="workspace_id"\r\n\r\nwsp_1\r\n----tide  \r\n'.replace("  ", ""),
		'content-disposition: form-data; name="file"; filename="潮 \\"1\\" %22.png"\r\nContent-Type: Image/PNG; x=y\r\n\r\n',
		`${content}\r\n----tide--\r\nan epilogue`,
	].join(""),
);

async function read(pieces: Uint8Array[]): Promise<unknown[]> {
	const form = new Multipart(arriving(pieces), 'multipart/form-data; boundary="--tide"', 10_000);
	const found: unknown[] = [];
	for (let part = await form.next(); part; part = await form.next()) found.push({ ...part, text: await form.text() });
	return found;
}

test("a form is read the same wherever its pieces end", async () => {
	const whole = [
		{ name: "workspace_id", filename: undefined, type: undefined, text: "wsp_1" },
		{ name: "file", filename: '潮 "1" ".png', type: "image/png", text: content },
	];
	expect(await read([body])).toEqual(whole);
	for (let at = 1; at < body.length; at++)
		expect(await read([body.slice(0, at), body.slice(at)]), `at ${at}`).toEqual(whole);
	for (let size = 1; size < 20; size++) {
		const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, n) =>
			body.slice(n * size, (n + 1) * size),
		);
		expect(await read(pieces), `each of ${size}`).toEqual(whole);
	}
});
