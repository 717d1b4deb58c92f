/** Spreadsheets run a cell that begins so as a formula. */
const formula = /^[=+\-@\t\r]/;

const quoted = (cell: string): string => `"${(formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;

/** A line of comma-separated values (RFC 4180). What would be a formula has an apostrophe before it. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(",")}\r\n`;
