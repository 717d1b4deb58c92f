import { isolated } from "@clickclack/sdk";

/** Where one cannot write. */
export const isArchived = "This channel is archived. You can read it, but you can't post.";
export const onlyModeratorsPost = "Only moderators can post here. You can react, and reply in threads.";
export const isPaused = "A moderator has paused your account. You can read, but you can't post for now.";
export const nobodyLeft = "Everyone else has left the workspace. You can read this conversation, but you can't post.";
export const previewOf = (channel: string): string => `This is a preview of ${isolated(channel)}.`;
export const joinChannel = "Join channel";
