import type { Picture, Upload, UploadId } from "@clickclack/protocol";
import type { WorkspaceClient } from "../workspace/client.ts";

/** One whose bytes are yet to come. */
export async function newUpload(client: WorkspaceClient, nonce?: string): Promise<UploadId> {
	const reserved = await client.createUpload({ nonce });
	if ("upload" in reserved) throw new Error("it was stored before");
	return reserved.upload_id;
}

/** One that is stored, as far as the workspace knows. */
export async function storedUpload(
	client: WorkspaceClient,
	{ nonce, ...more }: { nonce?: string; picture?: Picture } & Partial<Upload> = {},
): Promise<UploadId> {
	const upload_id = await newUpload(client, nonce);
	const about = { filename: "tides.png", content_type: "image/png", byte_size: 1_000, ...more };
	return (await client.storeUpload({ upload_id, ...about })).id;
}

export const picture: Picture = { type: "image/png", width: 128, height: 128 };
