import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const openReports = (total: number): string => `Reports (${total})`;
export const workspaces = "Workspaces";
export const home = "Home";
export const keyboardShortcuts = "Keyboard shortcuts";
export const withCalls = (workspace: string, n: number, hasMore: boolean): string =>
	`${isolated(workspace)}, ${count(n, "message for you", "messages for you", hasMore)}`;
export const withUnread = (workspace: string): string => `${isolated(workspace)}, unread messages`;

/** The tab of direct messages on a phone. */
export const dms = "DMs";

/** Names the tabs of a phone for screen readers. */
export const main = "Main";

export const youAs = (name: string): string => `You: ${isolated(name)}`;
export const appearance = "Appearance";
export const signOut = "Sign out";

export const workspace = "Workspace";
export const invitePeople = "Invite people";
export const workspaceSettings = "Workspace settings";
export const leaveWorkspace = (name: string): string => `Leave ${isolated(name)}`;
export const leaveTitle = (name: string): string => `Leave ${isolated(name)}?`;
export const leaveWarning = "You won't see it any more unless someone invites you again. Your messages stay.";

export const welcome = "Welcome to ClickClack";
export const noneYet = "You are not in a workspace yet. Open an invitation link to join one.";
export const noneYetCreate = "You are not in a workspace yet. Open an invitation link to join one, or create one.";

export const newWorkspace = "New workspace";
export const createWorkspace = "Create workspace";
export const nameExample = "Analytical Engines";
export const nameHint = "A workspace has its own members, channels and history. You will be its owner.";
