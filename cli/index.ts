import { Command, Option } from "commander";
import { addAdmin } from "./admin.ts";
import { addChannels } from "./channels.ts";
import type { DeleteAccountFlags } from "./commands/account.ts";
import type { LoginFlags } from "./commands/login.ts";
import type { MarkFlags } from "./commands/reads.ts";
import type { SearchFlags } from "./commands/search.ts";
import type { DeleteFlags } from "./commands/workspaces.ts";
import type { TailFlags } from "./commands/tail.ts";
import { addDirects } from "./directs.ts";
import { dmFlag, does, limitFlag } from "./does.ts";
import { addExports } from "./exports.ts";
import { count } from "./input.ts";
import { addLater } from "./later.ts";
import { addMessages } from "./messages.ts";
import { addNotifications } from "./notifications.ts";
import { addMembers } from "./members.ts";
import { stderr, stdout } from "./output.ts";
import { addPins } from "./pins.ts";
import { addPolls } from "./polls.ts";
import { addGroups } from "./groups.ts";
import { addEmoji } from "./emoji.ts";
import { addReports } from "./reports.ts";
import { addTopics } from "./topics.ts";
import { addSections } from "./sections.ts";
import { addStatuses } from "./statuses.ts";
import { addThreads } from "./threads.ts";
import { addUploads } from "./uploads.ts";
import manifest from "./package.json" with { type: "json" };

const login = () => import("./commands/login.ts");
const reads = () => import("./commands/reads.ts");
const search = () => import("./commands/search.ts");
const tail = () => import("./commands/tail.ts");
const account = () => import("./commands/account.ts");
const whoami = () => import("./commands/whoami.ts");
const workspaces = () => import("./commands/workspaces.ts");

const flag = (flags: string, description: string, env: string) => new Option(flags, description).env(env);

export const program = new Command("clickclack")
	.description("ClickClack on the command line")
	.version(manifest.version)
	.addOption(flag("--server <url>", "the server's address", "CLICKCLACK_SERVER"))
	.addOption(flag("--token <token>", "a session's or a bot's token, instead of the stored one", "CLICKCLACK_TOKEN"))
	.addOption(flag("--user-id <id>", "development servers only: act as this person", "CLICKCLACK_USER_ID"))
	.addOption(flag("--admin-token <token>", "the operator's token, for `admin`", "CLICKCLACK_ADMIN_TOKEN"))
	.addOption(flag("--workspace <workspace>", "a workspace's slug or id", "CLICKCLACK_WORKSPACE"))
	.addOption(flag("--channel <channel>", "a channel's name or id", "CLICKCLACK_CHANNEL"))
	.option("--json", "print the API's resource as JSON")
	.option("--plain", "print tab-separated values, for scripts")
	.option("--no-input", "never ask")
	.option("--verbose", "say more when something fails")
	.configureHelp({ showGlobalOptions: true })
	.configureOutput({ writeOut: stdout, writeErr: stderr })
	.exitOverride();

program
	.command("login")
	.description("sign in with a sign-in link, and store the session")
	.option("--magic-token <token>", "the link, or the token in it; prompted for when absent")
	.option("--no-store", "print the session's token instead of storing it")
	.action(does(async (flags: LoginFlags) => (await login()).login(flags)));
program
	.command("logout")
	.description("end the session")
	.action(does(async (flags) => (await login()).logout(flags)));
program
	.command("whoami")
	.description("show who is signed in")
	.action(does(async (flags) => (await whoami()).whoami(flags)));
program
	.command("account")
	.description("your account")
	.command("delete")
	.description("delete it for good; what you wrote stays, without your name")
	.option("--yes", "without asking")
	.action(does(async (flags: DeleteAccountFlags) => (await account()).remove(flags)));
program
	.command("status")
	.description("show the server, who is signed in, and unread counts")
	.action(does(async (flags) => (await whoami()).status(flags)));

const workspacesCommand = program.command("workspaces").description("your workspaces");
workspacesCommand
	.command("list")
	.description("list all of them")
	.action(does(async (flags) => (await workspaces()).list(flags)));
workspacesCommand
	.command("icon")
	.description("make a picture that of the workspace; without one, take it away; moderators")
	.argument("[file]", "a PNG, JPEG, GIF or WebP of at most 1 MiB and 1,024 pixels a side")
	.action(does(async (flags, path?: string) => (await workspaces()).setIcon(flags, path)));
workspacesCommand
	.command("delete")
	.description("delete a workspace with everything in it; its owner")
	.argument("<workspace>", "its slug or id")
	.option("--yes", "do not ask for confirmation")
	.action(does(async (flags: DeleteFlags, workspace: string) => (await workspaces()).remove(flags, workspace)));
workspacesCommand
	.command("permissions")
	.description("show the lowest role for what the workspace decides for itself")
	.action(does(async (flags) => (await workspaces()).permissions(flags)));
workspacesCommand
	.command("permit")
	.description("say which role is the lowest that may do something; its owner")
	.argument("<permission>", "member.invite, channel.create, emoji.create or message.call_all")
	.argument("<role>", "owner, moderator, member or guest")
	.action(
		does(async (flags, permission: string, role: string) => (await workspaces()).permit(flags, permission, role)),
	);
const channelsCommand = addChannels(program);
addMessages(program);
addThreads(program);
addDirects(program);
addPins(program);
const readsCommand = program.command("reads").description("how far you have read");
readsCommand
	.command("mark")
	.description("mark a channel, or a direct conversation, as read")
	.addOption(dmFlag())
	.option("--up-to <number>", "only up to the message with this number", count)
	.action(does(async (flags: MarkFlags) => (await reads()).mark(flags)));
readsCommand
	.command("unread")
	.description("mark a message, and what others have written after it, as unread")
	.argument("<message>", "its id")
	.action(does(async (flags, message: string) => (await reads()).markUnread(flags, message)));
readsCommand
	.command("all")
	.description("mark everything as read, and list what was unread")
	.action(does(async (flags) => (await reads()).markAll(flags)));
program
	.command("search")
	.description(
		"find messages; operators such as from:ada, in:general, has:link, is:unread and before:2026-01-31 narrow it",
	)
	.argument("<words...>", "words and operators; put -- before one that begins with -")
	.option("--channels-only", "not in direct conversations")
	.option("--newest", "the newest first, instead of what fits best")
	.addOption(limitFlag(20))
	.action(does(async (flags: SearchFlags, ...words: string[]) => (await search()).find(flags, ...words)));
program
	.command("tail")
	.description("print events as they happen, one for each line")
	.option("--after <cursor>", "start after this cursor instead of now")
	.action(does(async (flags: TailFlags) => (await tail()).tail(flags)));

addPolls(program);
addTopics(program);
addGroups(program);
addEmoji(program);
addUploads(program);
addSections(program, channelsCommand);
addLater(program);
addNotifications(program);
addMembers(program);
addStatuses(program);
addExports(program);
addReports(program);
addAdmin(program);
