import { env } from "cloudflare:workers";
import type { Upload, WorkspaceId } from "@clickclack/sdk";
import { type Person, request } from "./people.ts";

/** How PNG begins. */
export const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const boundary = "--tide";

/** A part of a form, as it is written. */
export const field = (head: string, content: string | Uint8Array = "", type?: string): Uint8Array =>
	Buffer.concat([
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: ${head}\r\n${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n`,
		),
		Buffer.from(content),
		Buffer.from("\r\n"),
	]);
export const file = (content: string | Uint8Array = "kelp", name = "notes.txt", type = "text/plain"): Uint8Array =>
	field(`form-data; name="file"; filename="${name}"`, content, type);
const end = Buffer.from(`--${boundary}--\r\n`);

/** A body of these pieces, of which each arrives alone. */
export const arriving = (pieces: Uint8Array[]): ReadableStream<Uint8Array> =>
	new ReadableStream({
		pull(controller) {
			const next = pieces.shift();
			if (next) controller.enqueue(next);
			else controller.close();
		},
	});

/** Sends a form. Without a length it arrives in pieces. */
export const sendForm = (
	{ token }: Pick<Person, "token">,
	path: string,
	parts: Uint8Array[],
	{ ending = end, type = `multipart/form-data; boundary=${boundary}` }: { ending?: Uint8Array; type?: string } = {},
): Promise<Response> =>
	request(path, {
		method: "POST",
		headers: { authorization: `Bearer ${token}`, "content-type": type },
		body: arriving([...parts, ending]),
	});

export const uploadsOf = (workspace_id: WorkspaceId, query = ""): string =>
	`/api/uploads?workspace_id=${workspace_id}${query}`;

/** Stores a file. */
export async function store(who: Person, workspace_id: WorkspaceId, ...as: Parameters<typeof file>): Promise<Upload> {
	const answer = await sendForm(who, uploadsOf(workspace_id), [file(...as)]);
	if (answer.status !== 201) throw new Error(await answer.text());
	return (await answer.json<{ upload: Upload }>()).upload;
}

/** Everything that the bucket has. */
export const inBucket = async (): Promise<string[]> => (await env.UPLOADS.list()).objects.map(({ key }) => key);
