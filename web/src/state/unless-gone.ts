import { isRequestError } from "@clickclack/sdk";

/**
 * What may not be there any more for me. A removal whose answer was lost is asked for again, and then finds nothing too: what
 * was wanted is so. @returns undefined then
 */
export async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (error) {
		if (!isRequestError(error, "not_found")) throw error;
		return undefined;
	}
}
