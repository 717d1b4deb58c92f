import { Stop, exit } from "./exit.ts";
import { ask } from "./input.ts";
import type { Flags } from "./session.ts";

interface Question {
	/** what will happen: a sentence without its end */
	what: string;
	/** what is to be typed: "Type its name" */
	type: string;
	isRight: (typed: string) => boolean;
}

/** Before what the caller cannot undo. @throws Stop where nobody can be asked, or something else is typed */
export async function confirm({ what, type, isRight }: Question, { input }: Pick<Flags, "input">): Promise<void> {
	if (!input || !process.stdin.isTTY) throw new Stop(exit.usage, `${what}: confirm with --yes`);
	if (!isRight(await ask(`${what}. ${type} to continue: `)))
		throw new Stop(exit.failed, "that is something else: nothing was changed");
}
