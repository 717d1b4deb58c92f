import type { WorkspaceId } from "@clickclack/sdk";

const target = /^(?:chn|dm|msg|wsp)_[0-9a-z]{10}([0-9a-z]{8})[0-9a-z]{8}$/;

/** The part of an id that all of one workspace have; undefined for edits and quotes, which are kept like drafts. */
export const tagOf = (id: string): string | undefined => target.exec(id)?.[1];

/** Whether it is a conversation or a thread of this workspace. */
export const isIn = (workspace_id: WorkspaceId, timeline: string): boolean => tagOf(timeline) === tagOf(workspace_id);
