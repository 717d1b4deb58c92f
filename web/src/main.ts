import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { session } from "./state/session.svelte.ts";
import { toast } from "./state/toasts.svelte.ts";

// Parts of the app are loaded when they are needed, and a server that was updated has only the new ones.
addEventListener("vite:preloadError", () =>
	toast.error("Couldn't load this part: ClickClack may have been updated.", {
		label: "Reload",
		run: () => location.reload(),
	}),
);

mount(App, { target: document.querySelector("#app")! });
await session.load();
