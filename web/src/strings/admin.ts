import { isolated } from "@clickclack/sdk";
export const administration = "Administration";
export const backToMessages = "Back to messages";
export const notAllowedTitle = "You can't open this page";
export const notAllowed = (workspace: string): string =>
	`You don't have permission to open this page in ${isolated(workspace)}.`;

export const shortName = "Short name";
export const shortNameHint = (slug: string): string =>
	`For commands and scripts, such as clickclack --workspace ${slug}.`;

export const defaultChannels = "Channels for new members";
export const newMembersJoin = "Whoever joins the workspace is in these channels from the start. Guests aren't.";
export const newMembersJoinFirst = "None is chosen: new members join the oldest public channel.";

export const expiresAfter = "Expires after";
export const uses = "Uses";
export const createLink = "Create link";
export const newLink = "New link (shown only once)";

export const deleteWorkspace = "Delete workspace";
export const deleteWorkspaceTitle = (name: string): string => `Delete ${isolated(name)}?`;
export const deleteWorkspaceAbout =
	"Everyone loses access at once, to all channels, messages and files. Within seven days whoever runs this server can restore it; after that nobody can.";
export const typeWorkspaceToConfirm = (name: string): string => `Type ${isolated(name)} to confirm`;
export const typeWorkspace = (name: string): string => `That isn't its name: type ${isolated(name)}.`;
export const workspaceDeleted = (name: string): string => `${isolated(name)} is deleted.`;
