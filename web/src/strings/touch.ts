export const addReaction = "Add reaction";
