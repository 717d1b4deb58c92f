import { isolated, type Role } from "@clickclack/sdk";
import { count } from "./plural.ts";
import { aRole } from "./roles.ts";

export const invitation = "Invitation";
export const goToMyWorkspaces = "Go to my workspaces";
export const signIn = "Sign in";
/** Before the name of the workspace, which is a heading. */
export const invitesYouTo = (person: string): string => `${isolated(person)} invites you to`;
export const youAreInvitedTo = "You are invited to";
export const memberCount = (n: number): string => `${count(n, "member", "members")}.`;
export const youWillJoinAs = (role: Role): string => `You will join as ${aRole[role]}.`;
/** `{}` is the link to sign in. */
export const haveAccount = "Already have an account? {} to join with it.";

export const expiredTitle = "This invitation has expired";
export const expired = "It expired, was used up, or was revoked. Ask the person who sent it for a new one.";
export const notFoundTitle = "Invitation not found";
export const notFound = "The link may be incomplete. Open it again from the message you got.";
export const loadFailed = "Couldn't load the invitation";

export const openAs = (person: string): string => `Open as ${isolated(person)}`;
export const joinAs = (person: string): string => `Join as ${isolated(person)}`;

export const yourName = "Your name";
export const nameExample = "Ada Lovelace";
export const handle = "Handle";
export const handleHint = "What people type after @ to mention you.";
export const email = "Email (optional)";
export const emailHint = "Lets the person who runs this server reach you.";
