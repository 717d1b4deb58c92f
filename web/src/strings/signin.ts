import { isolated } from "@clickclack/sdk";
export const signIn = "Sign in";
export const signInTo = (host: string): string => `Sign in to ${isolated(host)}`;
export const aboutLink = "Sign-in links work once. Press the button to use yours.";
export const sessionEnded =
	"Your session has ended. Sign in again to go back to where you were. What you wrote is still there.";
/** In the dialog over the app. */
export const signInToGoOn = "Sign in again to go on where you were. What you wrote is still there.";
export const aboutLinks =
	"ClickClack has no passwords. Open the sign-in link you got, or paste it here. Each link works once and expires after 15 minutes.";
export const signInLink = "Sign-in link";
export const signInLinkExample = "https://…/signin?token=mgt_…";
export const noLink =
	"No link? Create one under Settings, Account, where you are still signed in, or ask the person who invited you or who runs this server.";

export const signedInAs = (person: string): string => `You are signed in as ${isolated(person)}`;
export const otherAccount =
	"This sign-in link may be for another account, and works once. Use it only if you asked for it.";
export const stayAs = (person: string): string => `Stay signed in as ${isolated(person)}`;
export const useLink = "Use the link";

export const developmentSignIn = "Development sign-in";
export const email = "Email";
export const nameHint = "Only for a new account.";
export const signInAsThisPerson = "Sign in as this person";
