import { removeConfig } from "../config.ts";
import { confirm } from "../confirm.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";

export interface DeleteAccountFlags extends Flags {
	yes?: boolean;
}

/** For good; the session that is stored here goes with it. */
export async function remove({ yes, ...flags }: DeleteAccountFlags): Promise<Report> {
	const chat = signedIn(flags);
	const { handle } = await chat.me.get();
	const what = `your account @${handle} will be deleted, which nobody can undo`;
	const isRight = (typed: string) => typed.trim().replace(/^@/, "") === handle;
	if (!yes) await confirm({ what, type: `Type ${handle}`, isRight }, flags);
	await chat.me.delete();
	if (flags.token === undefined) removeConfig();
	return { resource: { ok: true }, rows: [[`@${handle} is deleted`]] };
}
