/** Under a long text. */
export const charactersOf = (used: number, most: number): string =>
	`${used.toLocaleString()} of ${most.toLocaleString()} characters`;
