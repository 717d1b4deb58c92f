/**
 * No spaces, controls, joiners, fillers or marks without a letter; U+2800 is an empty Braille cell, U+1D159 an empty note
 * head, U+FFF9 to U+FFFB begin and end notes.
 */
const pattern = /[^\p{Z}\p{M}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\u{1d159}]/u;
export const visible = pattern.source;

/** Whether there is anything to see. */
export const isVisible = (text: string): boolean => pattern.test(text);
