import { removeConfig, writeConfig } from "../config.ts";
import { Stop, exit } from "../exit.ts";
import { ask } from "../input.ts";
import { type Report, say } from "../output.ts";
import { type Flags, serverOf, signedIn, stranger, tokenOf } from "../session.ts";

export interface LoginFlags extends Flags {
	magicToken?: string;
	store: boolean;
}

/** Exchanges a sign-in link for a session, and stores it. */
export async function login(flags: LoginFlags): Promise<Report> {
	const link = flags.magicToken ?? (await askForLink(flags));
	const chat = stranger(flags);
	const signedIn = await chat.auth.consumeMagicLink(tokenIn(link));
	const { user, token } = signedIn;
	if (!flags.store) return { resource: signedIn, rows: [[token]] };
	const file = writeConfig({ server: serverOf(flags), token });
	say(`Signed in to ${serverOf(flags)}; the session is stored in ${file}`);
	const { token: _, ...session } = signedIn.session;
	return { resource: { user, session }, rows: [[user.id, `@${user.handle}`, user.display_name]] };
}

/** Ends the session on the server and deletes it here, even if the server cannot be reached. */
export async function logout(flags: Flags): Promise<void> {
	const server = serverOf(flags);
	if (tokenOf(flags) === undefined) return void say(`Not signed in to ${server}`);
	const chat = signedIn(flags);
	if (flags.token === undefined) removeConfig();
	await chat.auth.logout();
	say(`Signed out of ${server}`);
}

/** People paste the whole link. */
export const tokenIn = (link: string): string => /mgt_[\w-]+/.exec(link)?.[0] ?? link.trim();

function askForLink({ input }: LoginFlags): Promise<string> {
	if (!input || !process.stdin.isTTY) throw new Stop(exit.usage, "give the token of a sign-in link with --magic-token");
	return ask("Paste your sign-in link: ");
}
