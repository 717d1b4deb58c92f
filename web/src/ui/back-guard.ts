/* What is written in a dialog is a step in the history, so that Back leads to a question and not away from it. */

import { stepBack } from "./step-back.ts";

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
		// unless an address that is gone to at the same time takes its place
		setTimeout(() => isCovered() && stepBack());
	};
}
