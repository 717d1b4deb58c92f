import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { session } from "./state/session.svelte.ts";
import { toast } from "./ui/toast.svelte.ts";

// Parts of the app are loaded when they are needed, and a server that was renewed has only the new ones.
addEventListener("vite:preloadError", () =>
	toast.error("This part could not be loaded: ClickClack may have been renewed.", {
		label: "Reload",
		run: () => location.reload(),
	}),
);

mount(App, { target: document.querySelector("#app")! });
await session.load();
