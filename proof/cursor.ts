/** The place in the log that a cursor names. */
export const numOf = (cursor: string): number => Number(cursor.slice(-12));
