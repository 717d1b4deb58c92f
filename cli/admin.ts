import { type Command, Option } from "commander";
import type {
	BootstrapFlags,
	DeleteUserFlags,
	InviteFlags,
	MagicLinkFlags,
	RotateFlags,
	UserFlags,
	WorkspaceFlags,
} from "./commands/admin.ts";
import type { AuditFlags, ExportFlags } from "./commands/audit-log.ts";
import type { JobFlags } from "./commands/jobs.ts";
import { does, limitFlag } from "./does.ts";
import { count, minutes } from "./input.ts";

const admin = () => import("./commands/admin.ts");
const auditLog = () => import("./commands/audit-log.ts");
const jobs = () => import("./commands/jobs.ts");

/** The commands of the operator. */
export function addAdmin(program: Command): void {
	const adminCommand = program
		.command("admin")
		.description("commands for the operator, which need --admin-token, and the audit log for moderators and owners");
	adminCommand
		.command("bootstrap")
		.description("create the first user and their workspace; safe to repeat")
		.requiredOption("--name <name>", "their display name")
		.requiredOption("--email <email>", "their e-mail address")
		.option("--workspace-name <name>", "the workspace's name")
		.action(does(async (flags: BootstrapFlags) => (await admin()).bootstrap(flags)));
	const workspace = adminCommand.command("workspace").description("workspaces");
	workspace
		.command("restore")
		.description("undo the deletion of a workspace, for seven days")
		.argument("<workspace>", "its id: wsp_…")
		.action(does(async (flags, id: string) => (await admin()).restoreWorkspace(flags, id)));
	workspace
		.command("create")
		.description("create a workspace for an account, which owns it")
		.requiredOption("--name <name>", "the workspace's name")
		.requiredOption("--owner <id>", "the account's id: usr_…")
		.option("--slug <slug>", "its slug; by default from the name")
		.action(does(async (flags: WorkspaceFlags) => (await admin()).createWorkspace(flags)));
	const user = adminCommand.command("user").description("accounts");
	user
		.command("delete")
		.description("delete an account that owns no workspace, for good; what they wrote stays, without their name")
		.argument("<user>", "its id: usr_…")
		.option("--yes", "without asking")
		.action(does(async (flags: DeleteUserFlags, id: string) => (await admin()).deleteUser(flags, id)));
	user
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
	addAudit(adminCommand.command("audit").description("the audit log of --workspace, as a moderator or an owner of it"));
}

function addAudit(auditCommand: Command): void {
	filtered(auditCommand.command("list").description("list its entries, newest first"))
		.addOption(limitFlag(50))
		.action(does(async (flags: AuditFlags) => (await auditLog()).list(flags)));
	filtered(auditCommand.command("export").description("write its entries to a file"))
		.requiredOption("--out <file>", "where to write them")
		.addOption(new Option("--format <format>", "of the file").choices(["json", "csv"]).default("json"))
		.action(does(async (flags: ExportFlags) => (await auditLog()).exportTo(flags)));
}

const filtered = (command: Command): Command =>
	command
		.option("--actor <id>", "only what this person did: usr_…")
		.option("--action <action>", "only these acts: channel.deleted, or channel. for all of channels")
		.option("--target <id>", "only what was done to this")
		.option("--since <time>", "from then on: 2026-12-01, or 7d for the last seven days")
		.option("--until <time>", "before then");
