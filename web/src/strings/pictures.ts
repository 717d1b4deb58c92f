/** Pictures of people and of workspaces. */
export const uploadPicture = "Upload picture";
export const removePicture = "Remove picture";
export const yourPicture = "Your picture";
export const workspacePicture = "Picture of the workspace";
export const preview = "The square that others will see";
export const zoom = "Zoom";
export const across = "Left to right";
export const upAndDown = "Up and down";
export const noPicture = "This file can't be opened as a picture. Choose a PNG, JPEG, GIF or WebP.";
