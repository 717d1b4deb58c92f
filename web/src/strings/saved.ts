export const saved = "Saved";
