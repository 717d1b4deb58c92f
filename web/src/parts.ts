import { loadFormatting } from "./composer/formats.ts";
import { composerParts } from "./composer/composer-parts.ts";
import { loadPasting } from "./composer/paste.ts";
import { dialogs } from "./dialogs.ts";
import { directHeader } from "./directs/direct-header.ts";
import { loadActs } from "./directs/load-acts.ts";
import { profileParts } from "./members/profile-parts.ts";
import { emojiPicker } from "./emoji/picker.ts";
import { later as messageActs } from "./messages/actions.ts";
import { readingParts } from "./messages/reading-parts.ts";
import { pollBlock } from "./poll-block.ts";
import { pinsButton } from "./pins-button.ts";
import { quoteStrip } from "./quotes/quote-parts.ts";
import { panes, threadPane } from "./panes.ts";
import { topicParts } from "./topic-parts.ts";
import { uploadParts } from "./upload-parts.ts";
import { suggestions } from "./suggestions.ts";
import { loadIcons } from "./ui/icon-paths.svelte.ts";
import { myMenuItems, workspaceMenuItems } from "./workspaces/menu-items.ts";

/** Without them, what is typed first is not completed, and names of emoji stay as they are. */
export const soon = [suggestions, emojiPicker, { load: loadIcons }];

/** What may be opened next in a workspace, the likeliest first. */
export const later = [
	threadPane,
	directHeader,
	{ load: messageActs },
	pinsButton,
	quoteStrip,
	pollBlock,
	workspaceMenuItems,
	myMenuItems,
	{ load: () => import("./messages/copied-messages.ts") },
	...Object.values(panes).map(({ view }) => view),
	...Object.values(composerParts),
	...Object.values(dialogs),
	...Object.values(profileParts),
	...Object.values(readingParts),
	...Object.values(topicParts),
	...Object.values(uploadParts),
	{ load: loadFormatting },
	{ load: loadPasting },
	{ load: loadActs },
];
