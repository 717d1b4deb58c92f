import { Command, Option } from "commander";
import { addAdmin } from "./admin.ts";
import type { DeleteFlags, UpdateFlags } from "./commands/channels.ts";
import type { LoginFlags } from "./commands/login.ts";
import type { ForwardFlags, ListFlags } from "./commands/messages.ts";
import type { MarkFlags } from "./commands/reads.ts";
import type { PlaceFlags } from "./commands/places.ts";
import type { SearchFlags } from "./commands/search.ts";
import type { SendFlags } from "./commands/sending.ts";
import type { TailFlags } from "./commands/tail.ts";
import type { ThreadFlags } from "./commands/threads.ts";
import { dmFlag, does, limitFlag } from "./does.ts";
import { count } from "./input.ts";
import { addLater } from "./later.ts";
import { addNotifications } from "./notifications.ts";
import { addMembers } from "./members.ts";
import { stderr, stdout } from "./output.ts";
import { addPolls } from "./polls.ts";
import { addTopics } from "./topics.ts";
import { addSections } from "./sections.ts";
import { addStatuses } from "./statuses.ts";
import manifest from "./package.json" with { type: "json" };

const channels = () => import("./commands/channels.ts");
const directs = () => import("./commands/directs.ts");
const login = () => import("./commands/login.ts");
const messages = () => import("./commands/messages.ts");
const pins = () => import("./commands/pins.ts");
const reads = () => import("./commands/reads.ts");
const threads = () => import("./commands/threads.ts");
const search = () => import("./commands/search.ts");
const tail = () => import("./commands/tail.ts");
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
	.command("status")
	.description("show the server, who is signed in, and unread counts")
	.action(does(async (flags) => (await whoami()).status(flags)));

program
	.command("workspaces")
	.description("your workspaces")
	.command("list")
	.description("list all of them")
	.action(does(async (flags) => (await workspaces()).list(flags)));
const channelsCommand = program.command("channels").description("channels that you can see");
channelsCommand
	.command("list")
	.description("list all of them, with unread counts")
	.action(does(async (flags) => (await channels()).list(flags)));
const holders = (flag: string, what: string): Option =>
	new Option(`${flag} <who>`, `who may ${what}`).choices(["everyone", "moderators"]);
channelsCommand
	.command("update")
	.description("rename, describe, archive or reopen a channel, or say who may do what in it")
	.argument("<channel>", "its name or id")
	.option("--name <name>", "its new name")
	.option("--title <text>", "what it is shown as instead of its name; empty for none")
	.option("--topic <text>", "what it is about")
	.addOption(new Option("--archive", "archive it").conflicts("reopen"))
	.option("--reopen", "reopen an archived one")
	.option("--default", "new members of the workspace join it; owners")
	.option("--no-default", "they join it no longer")
	.addOption(holders("--who-can-post", "post; replies in threads stay open to everyone"))
	.addOption(holders("--who-can-add-members", "add people"))
	.addOption(holders("--who-can-pin", "pin messages"))
	.action(does(async (flags: UpdateFlags, channel: string) => (await channels()).update(flags, channel)));
channelsCommand
	.command("delete")
	.description("delete a channel with all its messages, permanently; owners")
	.argument("<channel>", "its name or id")
	.option("--yes", "do not ask for confirmation")
	.action(does(async (flags: DeleteFlags, channel: string) => (await channels()).remove(flags, channel)));

const takesText = (command: Command) =>
	command
		.argument("[body]", "the message, in Markdown")
		.option("--body <text>", "the message")
		.option("--file <path>", "send the contents of this file")
		.option("--stdin", "send what is piped in")
		.option("--nonce <key>", "a key of your own: the same one never sends twice");
const takesBody = (command: Command) =>
	takesText(command).option(
		"--reply-to <message>",
		"quote the message with this id, of the same conversation or thread",
	);
const sends = (command: Command) =>
	takesBody(command.description("send a message"))
		.option("--topic <topic>", "the topic that it gets: its name or id")
		.action(does(async (flags: SendFlags, body?: string) => (await messages()).send(flags, body)));
const replies = (command: Command) =>
	takesBody(command.description("reply in a thread").argument("<message>", "the id of the message to reply to"))
		.option("--also-send", "send it to the conversation too")
		.action(does(async (flags: SendFlags, root: string, body?: string) => (await messages()).reply(flags, root, body)));
sends(program.command("send"));
replies(program.command("reply"));
const threadsCommand = program.command("threads").description("threads that you follow");
replies(threadsCommand.command("reply"));
threadsCommand
	.command("list")
	.description("list them, with unread replies and mentions; the newest activity comes first")
	.addOption(limitFlag(20))
	.option("--unread", "only those with something unread")
	.action(does(async (flags: ThreadFlags) => (await threads()).list(flags)));
for (const [name, description] of [
	["follow", "follow a thread from now on"],
	["unfollow", "stop following it, until you reply or are mentioned"],
	["markRead", "mark it as read"],
	["markUnread", "mark it as unread from a reply on"],
] as const)
	threadsCommand
		.command(name.replace("mark", "").toLowerCase())
		.description(description)
		.argument("<message>", "the id of its root or of a reply")
		.action(does(async (flags, message: string) => (await threads())[name](flags, message)));
const messagesCommand = program.command("messages").description("read and send messages");
sends(messagesCommand.command("send"));
messagesCommand
	.command("list")
	.description("the newest messages of a channel or a direct conversation, or those after a number")
	.addOption(dmFlag())
	.addOption(limitFlag(20))
	.option("--topic <topic>", "only those with this topic: its name or id")
	.option("--after-seq <number>", "messages after the one with this number", count)
	.action(does(async (flags: ListFlags) => (await messages()).list(flags)));
takesText(
	messagesCommand
		.command("forward")
		.description("forward a message to a channel or a direct conversation")
		.argument("<message>", "the id of the message to forward"),
)
	.addOption(dmFlag())
	.action(
		does(async (flags: ForwardFlags, message: string, body?: string) =>
			(await messages()).forward(flags, message, body),
		),
	);
const directsCommand = program.command("dms").description("your direct conversations");
directsCommand
	.command("list")
	.description("list them, with unread counts; the newest activity comes first")
	.addOption(limitFlag(100))
	.action(does(async (flags: ListFlags) => (await directs()).list(flags)));
directsCommand
	.command("open")
	.description("open the one with these people, and print its id")
	.argument("<handle...>", "their handles")
	.action(does(async (flags, ...handles: string[]) => (await directs()).open(flags, ...handles)));
takesBody(
	directsCommand
		.command("send")
		.description("send a direct message")
		.argument("<to>", "a handle, several with commas between them, or the conversation's id"),
).action(does(async (flags: SendFlags, to: string, text?: string) => (await directs()).send(flags, to, text)));
const pinsCommand = program.command("pins").description("pinned messages of a channel or a direct conversation");
pinsCommand
	.command("list")
	.description("list them, the one pinned last first")
	.addOption(dmFlag())
	.addOption(limitFlag(100))
	.action(does(async (flags: ListFlags) => (await pins()).list(flags)));
pinsCommand
	.command("add")
	.description("pin a message or a reply for everybody in the conversation")
	.argument("<message>", "its id")
	.addOption(dmFlag())
	.action(does(async (flags: PlaceFlags, message: string) => (await pins()).add(flags, message)));
pinsCommand
	.command("remove")
	.description("unpin a message")
	.argument("<message>", "its id")
	.addOption(dmFlag())
	.action(does(async (flags: PlaceFlags, message: string) => (await pins()).remove(flags, message)));
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
addSections(program, channelsCommand);
addLater(program);
addNotifications(program);
addMembers(program);
addStatuses(program);
addAdmin(program);
