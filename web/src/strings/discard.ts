export const discard = "Discard";
export const title = "Discard what you wrote?";
export const about = "It isn't kept anywhere.";
