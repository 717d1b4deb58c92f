import type { WorkspaceId } from "@clickclack/protocol";

/** How many files the bucket lists at once. */
const most_listed = 1_000;

/** Also those that no row knows. @returns whether there may be more */
export async function eraseFiles(bucket: R2Bucket, workspace_id: WorkspaceId): Promise<boolean> {
	const { objects, truncated } = await bucket.list({ prefix: `${workspace_id}/`, limit: most_listed });
	if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
	return truncated;
}
