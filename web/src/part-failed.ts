import { toast } from "./state/toasts.svelte.ts";
import * as strings from "./strings/ui.ts";
import { isOutdated } from "./ui/part.ts";

/** Says that what somebody asked for could not be loaded, and what to do: offline, or after a new deployment. */
export async function partFailed(): Promise<void> {
	if (await isOutdated()) toast.error(strings.outdatedHere, { label: strings.reload, run: () => location.reload() });
	else toast.error(strings.partFailedHere);
}
