import { Command, Option } from "commander";
import type {
	BootstrapFlags,
	InviteFlags,
	MagicLinkFlags,
	RotateFlags,
	UserFlags,
	WorkspaceFlags,
} from "./commands/admin.ts";
import type { DeleteFlags } from "./commands/channels.ts";
import type { JobFlags } from "./commands/jobs.ts";
import type { LoginFlags } from "./commands/login.ts";
import type { ListFlags, SendFlags } from "./commands/messages.ts";
import type { TailFlags } from "./commands/tail.ts";
import { count, minutes } from "./input.ts";
import { type Report, print, stderr, stdout } from "./output.ts";
import manifest from "./package.json" with { type: "json" };
import type { Flags } from "./session.ts";

const admin = () => import("./commands/admin.ts");
const channels = () => import("./commands/channels.ts");
const jobs = () => import("./commands/jobs.ts");
const login = () => import("./commands/login.ts");
const messages = () => import("./commands/messages.ts");
const tail = () => import("./commands/tail.ts");
const whoami = () => import("./commands/whoami.ts");
const workspaces = () => import("./commands/workspaces.ts");

/** Runs a command with its flags and arguments, and prints its report. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- commander does not type flags; each command does
function does<F extends Flags>(run: (flags: F, ...args: string[]) => Promise<Report | void>) {
	return async function action(this: Command): Promise<void> {
		const flags = this.optsWithGlobals<F>();
		const report = await run(flags, ...this.args);
		if (report) print(report, flags);
	};
}

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
	.action(does(async (flags) => (await workspaces()).list(flags)));
const channelsCommand = program.command("channels").description("channels that you can see");
channelsCommand.command("list").action(does(async (flags) => (await channels()).list(flags)));
channelsCommand
	.command("delete")
	.description("delete a channel with all its messages, permanently; owners")
	.argument("<channel>", "its name or id")
	.option("--yes", "do not ask for confirmation")
	.action(does(async (flags: DeleteFlags, channel: string) => (await channels()).remove(flags, channel)));

const sends = (command: Command) =>
	command
		.description("send a message")
		.argument("[body]", "the message, in Markdown")
		.option("--body <text>", "the message")
		.option("--file <path>", "send the contents of this file")
		.option("--stdin", "send what is piped in")
		.option("--reply-to <message>", "reply in the thread of the message with this id")
		.option("--nonce <key>", "a key of your own: the same one never sends twice")
		.action(does(async (flags: SendFlags, body?: string) => (await messages()).send(flags, body)));
sends(program.command("send"));
const messagesCommand = program.command("messages").description("read and send messages");
sends(messagesCommand.command("send"));
messagesCommand
	.command("list")
	.description("the newest messages of a channel, or those after a number")
	.addOption(new Option("--limit <number>", "how many").argParser(count).default(20))
	.option("--after-seq <number>", "messages after the one with this number", count)
	.action(does(async (flags: ListFlags) => (await messages()).list(flags)));
program
	.command("tail")
	.description("print events as they happen, one for each line")
	.option("--after <cursor>", "start after this cursor instead of now")
	.action(does(async (flags: TailFlags) => (await tail()).tail(flags)));

const adminCommand = program.command("admin").description("commands for the operator: need --admin-token");
adminCommand
	.command("bootstrap")
	.description("create the first user and their workspace; safe to repeat")
	.requiredOption("--name <name>", "their display name")
	.requiredOption("--email <email>", "their e-mail address")
	.option("--workspace-name <name>", "the workspace's name")
	.action(does(async (flags: BootstrapFlags) => (await admin()).bootstrap(flags)));
adminCommand
	.command("workspace")
	.command("create")
	.description("create a workspace for an account, which owns it")
	.requiredOption("--name <name>", "the workspace's name")
	.requiredOption("--owner <id>", "the account's id: usr_…")
	.option("--slug <slug>", "its slug; by default from the name")
	.action(does(async (flags: WorkspaceFlags) => (await admin()).createWorkspace(flags)));
adminCommand
	.command("user")
	.command("create")
	.description("create an account, in --workspace if given; safe to repeat")
	.requiredOption("--name <name>", "their display name")
	.requiredOption("--email <email>", "their e-mail address")
	.option("--role <role>", "their role in it")
	.action(does(async (flags: UserFlags) => (await admin()).createUser(flags)));
adminCommand
	.command("invite")
	.command("create")
	.description("create an invite to --workspace, and print its link")
	.option("--role <role>", "the role of those who accept")
	.option("--expires-in <time>", "90m, 12h, 7d, 2w", minutes)
	.option("--max-uses <number>", "how many people may use it", count)
	.action(does(async (flags: InviteFlags) => (await admin()).createInvite(flags)));
adminCommand
	.command("magic-link")
	.command("create")
	.description("create a sign-in link for an account")
	.option("--email <email>", "the account's e-mail address")
	.option("--user <id>", "or the account's id")
	.option("--name <name>", "creates the account if there is none")
	.action(does(async (flags: MagicLinkFlags) => (await admin()).createMagicLink(flags)));
adminCommand
	.command("keys")
	.command("rotate")
	.description("sign sessions with a new key from now on; existing ones stay valid")
	.option("--end-sessions", "delete older keys, for a leaked one; everybody has to sign in again")
	.action(does(async (flags: RotateFlags) => (await admin()).rotateKeys(flags)));
adminCommand
	.command("jobs")
	.description("list waiting and parked jobs of --workspace, or of the Directory")
	.option("--parked", "only parked jobs")
	.action(does(async (flags: JobFlags) => (await jobs()).list(flags)));
adminCommand
	.command("run-job")
	.description("run a job again, with no attempts counted")
	.argument("<job>", "its number")
	.action(does(async (flags, job: string) => (await jobs()).run(flags, job)));
