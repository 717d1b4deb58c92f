declare const storeFormat: string;

/** Differs when the shape of what is kept does: the build makes it of the files that define that (vite.config.ts). */
export const format = storeFormat;
