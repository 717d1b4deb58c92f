export const backToMessages = "Back to messages";

export const handle = "Handle";
export const pictureUrl = "Picture URL";
export const pictureUrlExample = "https://…";
export const pictureUrlFault = "A picture's address has to begin with https://.";

/** `{}` is an address, in bold. */
export const signsInAs = "You sign in as {}.";
export const otherDeviceTitle = "Sign in on another device";
export const otherDevice =
	"Open the link there. It works once, within 15 minutes. Don't give it to anyone: it opens your account.";
export const signInLink = "Sign-in link";
export const createSignInLink = "Create a sign-in link";
export const signOut = "Sign out";
export const signOutHint =
	"Signing out removes messages and drafts from this browser. Nothing is deleted on the server.";

export const mode = "Mode";
export const modes = { system: "System", light: "Light", dark: "Dark" };
export const theme = "Theme";
export const boards = { signal: "Signal", ember: "Ember", moss: "Moss", iris: "Iris" };
export const messages = "Messages";
export const layouts = { standard: "Standard", outlined: "Outlined" };
export const density = "Density";
export const densities = { comfortable: "Comfortable", compact: "Compact" };

export const sounds = "Sounds";
export const soundsHint =
	"A soft double click when someone mentions you, or writes in the open conversation while you're in another window. For this browser only.";
export const play = "Play";
export const sendMessagesWith = "Send messages with";
export const newLineWithShiftEnter = "Shift-Enter starts a new line";
export const newLineWithEnter = "Enter starts a new line";
