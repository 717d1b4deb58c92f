import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { router } from "./router.svelte.ts";
import { routes } from "./routes.ts";
import { sanitiserIsThere } from "./sanitise.ts";
import { showLastAppearance } from "./state/appearance.ts";
import { session } from "./state/session.svelte.ts";
import { leaveKeysToInputMethods } from "./ui/composing.ts";
import { watchFocusSource } from "./ui/focus-source.ts";

showLastAppearance();
// Asked for while the session is: on a slow line, one after the other takes noticeably longer. A failure is shown by Lazy.
void routes[router.url.name].page?.load().catch(() => {});
leaveKeysToInputMethods();
watchFocusSource();
const start = () => mount(App, { target: document.querySelector("#app")! });
// without it messages have no form, which is better than none
void sanitiserIsThere().then(start, start);
// Not awaited: what a part imports of this file would wait as long, and a server may take its time.
void session
	.start(router.url)
	.then(() => import("./state/app-updates.ts"))
	.then(
		({ followUpdates }) => followUpdates(),
		// A page that is left before has nothing to be told.
		() => {},
	);
