import { isolated } from "@clickclack/sdk";

export const aboutMe = (workspace: string): string => `About me in ${isolated(workspace)}`;
export const aboutMeHint = "Everyone in this workspace can read it in your profile.";
export const inWorkspace = "Workspace";
export const title = "Title";
export const titleExample = "What you do here";
export const pronouns = "Pronouns";
export const pronounsExample = "Such as she/her";
export const timeZone = "Time zone";
export const noTimeZone = "Don't show my local time";
export const links = "Links";
export const linksHint = "Up to three web addresses, one per line.";
