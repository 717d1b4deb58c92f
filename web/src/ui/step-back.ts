/* A step back in the history is taken by the browser a moment after it was asked for. */

let isSteppingBack = false;
// loaded before whatever else listens, which asks after the step whether it is over
addEventListener("popstate", () => (isSteppingBack = false));

export function stepBack(): void {
	isSteppingBack = true;
	history.back();
}

/** What changes the history in this moment would be undone by the step. */
export const isStepPending = (): boolean => isSteppingBack;
