import { can } from "@clickclack/sdk";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/uploads.ts";
import { trayOf } from "./tray.svelte.ts";

export const mayUpload = ({ uploads, me }: WorkspaceState): boolean => !!uploads && can("upload.create", me);

/** Uploads files for the next message of a timeline, or says why not. */
export function takeFiles({ uploads, me, workspace }: WorkspaceState, timeline: string, files: File[]): void {
	if (files.length === 0) return;
	if (!uploads) toast.error(strings.off);
	else if (!can("upload.create", me)) toast.error(strings.notForGuests);
	else trayOf(timeline, workspace.id).add(files, uploads.file_bytes);
}
