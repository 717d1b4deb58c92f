import { isRequestError } from "@clickclack/sdk";

/**
 * A removal whose answer was lost is asked for again, and then finds nothing: what was wanted is so.
 * @returns undefined then
 */
export async function unlessGone<T>(removal: Promise<T>): Promise<T | undefined> {
	try {
		return await removal;
	} catch (error) {
		if (!isRequestError(error, "not_found")) throw error;
		return undefined;
	}
}
