export const drafts = "Drafts";
