/** How much of each thing there may be. */
export const caps = {
	/** workspaces that one person has founded */
	workspaces: { founder: 50 },
};
