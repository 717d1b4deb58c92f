import type { Command } from "commander";
import type {
	BootstrapFlags,
	InviteFlags,
	MagicLinkFlags,
	RotateFlags,
	UserFlags,
	WorkspaceFlags,
} from "./commands/admin.ts";
import type { JobFlags } from "./commands/jobs.ts";
import { does, limitFlag } from "./does.ts";
import { count, minutes } from "./input.ts";

const admin = () => import("./commands/admin.ts");
const jobs = () => import("./commands/jobs.ts");

/** The commands of the operator. */
export function addAdmin(program: Command): void {
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
		.description("workspaces")
		.command("create")
		.description("create a workspace for an account, which owns it")
		.requiredOption("--name <name>", "the workspace's name")
		.requiredOption("--owner <id>", "the account's id: usr_…")
		.option("--slug <slug>", "its slug; by default from the name")
		.action(does(async (flags: WorkspaceFlags) => (await admin()).createWorkspace(flags)));
	adminCommand
		.command("user")
		.description("accounts")
		.command("create")
		.description("create an account, in --workspace if given; safe to repeat")
		.requiredOption("--name <name>", "their display name")
		.requiredOption("--email <email>", "their e-mail address")
		.option("--role <role>", "their role in it: moderator, member or guest (default: member)")
		.action(does(async (flags: UserFlags) => (await admin()).createUser(flags)));
	adminCommand
		.command("invite")
		.description("invites")
		.command("create")
		.description("create an invite to --workspace, and print its link")
		.option("--role <role>", "what those who accept become: moderator, member or guest (default: member)")
		.option("--expires-in <time>", "how long: 90m, 12h, 7d, 2w (default: 7d)", minutes)
		.option("--max-uses <number>", "how many people may use it (default: any number)", count)
		.action(does(async (flags: InviteFlags) => (await admin()).createInvite(flags)));
	adminCommand
		.command("magic-link")
		.description("sign-in links")
		.command("create")
		.description("create a sign-in link for an account")
		.option("--email <email>", "the account's e-mail address")
		.option("--user <id>", "or the account's id")
		.option("--name <name>", "creates the account if there is none")
		.action(does(async (flags: MagicLinkFlags) => (await admin()).createMagicLink(flags)));
	adminCommand
		.command("keys")
		.description("keys that sign sessions")
		.command("rotate")
		.description("sign sessions with a new key from now on; existing ones stay valid")
		.option("--end-sessions", "delete older keys, for a leaked one; everybody has to sign in again")
		.action(does(async (flags: RotateFlags) => (await admin()).rotateKeys(flags)));
	adminCommand
		.command("jobs")
		.description("list waiting and parked jobs of --workspace, or of the Directory")
		.option("--parked", "only parked jobs")
		.addOption(limitFlag(100))
		.action(does(async (flags: JobFlags) => (await jobs()).list(flags)));
	adminCommand
		.command("run-job")
		.description("run a job again, with no attempts counted")
		.argument("<job>", "its number")
		.action(does(async (flags, job: string) => (await jobs()).run(flags, job)));
}
