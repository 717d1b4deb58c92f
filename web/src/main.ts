import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { session } from "./state/session.svelte.ts";

mount(App, { target: document.querySelector("#app")! });
await session.load();
