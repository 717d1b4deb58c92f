import * as strings from "../strings/state.ts";
import { toast } from "./toasts.svelte.ts";

const look_every_ms = 60 * 60_000;

/** The one script that this page registers: the page's policy lets no other address through. */
function scriptUrl(): string {
	const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
	const policy = trustedTypes?.createPolicy("clickclack-service-worker", { createScriptURL: (url) => url });
	return (policy?.createScriptURL("/sw.js") as string | undefined) ?? "/sw.js";
}
interface TrustedTypes {
	createPolicy: (
		name: string,
		rules: { createScriptURL: (url: string) => string },
	) => { createScriptURL: (url: string) => unknown };
}

/** Lets the app open offline, and tells when there is a new version. Without a service worker it works as it is. */
export async function followUpdates(): Promise<void> {
	if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
	const { serviceWorker } = navigator;
	let isUpdate = serviceWorker.controller !== null;
	serviceWorker.addEventListener("controllerchange", () => {
		if (isUpdate) toast.offer(strings.updateReady, { label: strings.reload, run: () => location.reload() });
		isUpdate = true;
	});
	const registration = await serviceWorker.register(scriptUrl(), { updateViaCache: "none" }).catch(() => undefined);
	let looked = Date.now();
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState !== "visible" || Date.now() - looked < look_every_ms) return;
		looked = Date.now();
		registration?.update().catch(() => {}); // offline: the next time
	});
}
