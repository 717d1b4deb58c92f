import { isId, type MyChannel } from "@clickclack/sdk";
import { channelsOf } from "@clickclack/sdk/grammar";
import { untrack } from "svelte";
import { router } from "../router.svelte.ts";
import { conversationPath, withPane } from "../routes.ts";
import type { Holder } from "../state/handles.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { decorateCode } from "./code-blocks.ts";

/** Adds to rendered Markdown what its author may not write. */
export function decorateHtml(body: HTMLElement, workspace: WorkspaceState): void {
	decorateCode(body);
	nameMentions(body, workspace);
	linkChannels(body, workspace);
}

/** In letters: a longer one may be wider than a phone, and is cut. */
const longest_mention = 24;

const anchor = (href: string, textContent: string) => Object.assign(document.createElement("a"), { href, textContent });

/** Mentions show names, as everywhere, and lead to profiles and groups; those of the reader stand out. */
function nameMentions(body: HTMLElement, { handles, me }: WorkspaceState): void {
	for (const mark of body.querySelectorAll<HTMLElement>("mark:not([title])")) {
		const holder = handles.get(mark.textContent.slice(1).toLowerCase());
		if (!holder) continue;
		mark.title = mark.textContent;
		mark.replaceChildren(anchor(pathOf(holder), `@${holder.display_name}`));
		mark.classList.toggle("long", mark.textContent.length > longest_mention);
		mark.classList.toggle("mine", holder.id === me.user.id || holder.my_role !== undefined);
	}
}

const pathOf = ({ id }: Holder) => untrack(() => withPane(router.url, isId("grp", id) ? "group" : "profile", id));

/** What is written like a channel leads there, if there is one that I can see. */
function linkChannels(body: HTMLElement, workspace: WorkspaceState): void {
	const spans = [...body.querySelectorAll<HTMLElement>(".channel:not(:has(a))")];
	const rest = spans.filter((span) => !linkChannel(span, (name) => workspace.channelNamed(name)));
	// what knows other spellings is large, and few messages need it
	if (rest.length > 0)
		void import("./spelled.ts").then((it) => it.linkSpelled(rest, workspace, linkChannel)).catch(() => {});
}

export type LinkChannel = typeof linkChannel;

/** @returns whether there is a channel of all that is written */
function linkChannel(span: HTMLElement, named: (name: string) => MyChannel | undefined): boolean {
	const typed = span.textContent.slice(1);
	const name = channelsOf(typed).find(named);
	const channel = name === undefined ? undefined : named(name);
	if (channel) span.replaceChildren(anchor(conversationPath(channel), `#${name}`), typed.slice(name!.length));
	return name === typed;
}
