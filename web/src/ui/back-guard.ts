/* What is written in a dialog is a step in the history, so that Back leads to a question and not away from it. */

const isCovered = (): boolean => (history.state as { isCover?: boolean } | null)?.isCover === true;

/** @param ask called for Back, which has led nowhere. @returns what ends it */
export function guardBack(ask: () => void): () => void {
	const cover = () => history.pushState({ ...(history.state as object | null), isCover: true }, "");
	const back = () => {
		cover();
		ask();
	};
	cover();
	addEventListener("popstate", back);
	return () => {
		removeEventListener("popstate", back);
		// an address that was gone to has taken its place
		if (isCovered()) history.back();
	};
}
