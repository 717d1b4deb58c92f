import type { Files } from "./assets.ts";
import { escapeHtml } from "./html.ts";
import { layout } from "./layout.ts";
import { repository } from "./links.ts";
import { large, phone, widths } from "./pictures.ts";

/** What it is, in a heading and a sentence or two; where that is shown. */
interface Fact {
	title: string;
	/** HTML */
	text: string;
}

const facts: Fact[] = [
	{
		title: "No message is lost or doubled",
		text: `Once a message is confirmed, it is stored, whatever stops right after. Sending it again after a lost connection
			never makes a second one. <a href="/docs/reliability/">How that is tested</a>`,
	},
	{
		title: "Unread counts are true",
		text: "Each person has one place in each channel, the same on every device. Unread messages are counted from there.",
	},
	{
		title: "Idle costs nothing",
		text: "When nothing happens in a workspace, nothing runs: no timers, and open connections sleep.",
	},
	{
		title: "Threads that stay together",
		text: "Replies open beside the channel, and the channel shows how many there are. A mention finds the person it means.",
	},
	{
		title: "Everything is in the API",
		text: `The app uses the same HTTP API that you can use, described in OpenAPI. An SDK for TypeScript and a command line
			stand on it too. <a href="/api/docs">API reference</a>`,
	},
	{
		title: "Yours",
		text: `Run it on one machine, or on your own Cloudflare account. The server sends no requests to anybody else. MIT licence.
			<a href="/docs/trust/">Trust model</a>`,
	},
	{
		title: "Search that finds it",
		text: "Search is part of every workspace. It finds naïve when you type naive, and two characters of Japanese.",
	},
	{
		title: "For every reader",
		text: "It works with the keyboard alone and with screen readers, on a phone, in light and dark.",
	},
];

const fact = ({ title, text }: Fact): string => `<li><h3>${title}</h3><p>${text}</p></li>`;

/** A picture in both themes; the browser loads one of them. */
function shot(picture: (name: string) => string): string {
	const set = (theme: string) => widths.map((width) => `${picture(`app-${theme}-${width}.webp`)} ${width}w`).join(", ");
	const source = (theme: string, media: string) =>
		`<source media="${media}" srcset="${set(theme)}" sizes="(max-width: 1160px) 94vw, 1100px">`;
	const small = (theme: string, media: string) =>
		`<source media="${media}" srcset="${picture(`phone-${theme}.webp`)}" width="${phone.width}" height="${phone.height}">`;
	const isNarrow = "(max-width: 560px)";
	const isDark = "(prefers-color-scheme: dark)";
	return `<picture>
		${small("dark", `${isNarrow} and ${isDark}`)}
		${small("light", isNarrow)}
		${source("dark", isDark)}
		${source("light", "all")}
		<img src="${picture(`app-light-${widths[0]}.webp`)}" width="${large.width}" height="${large.height}" fetchpriority="high"
			alt="ClickClack: the channel engineering with messages, a table and reactions, and a thread open beside it">
	</picture>`;
}

const clone = repository ? `git clone ${repository} clickclack` : "git clone <address of this repository> clickclack";
const source = repository ? `<a href="${escapeHtml(repository)}">Source</a>` : "";

const commands = (...lines: string[]): string =>
	`<pre tabindex="0"><code>${lines.map(escapeHtml).join("\n")}</code></pre>`;

const hero = (picture: (name: string) => string): string => `
	<section class="hero">
		<h1>Team chat that you host yourself</h1>
		<p class="lead">Channels, threads, reactions and search, in real time, on your Cloudflare account or on one machine.
			Everything that the app does is in the API.</p>
		<p class="actions"><a class="button" href="#run">Run it</a> <a class="button quiet" href="/docs/">Read the docs</a> ${source}</p>
		<figure class="shot">${shot(picture)}</figure>
	</section>`;

const steps = `
	<section class="steps" aria-label="Get it">
		<div>
			<h2 id="run">Run it</h2>
			<p>You need Node and npm; the rest is installed on the first run.</p>
			${commands(clone, "cd clickclack", "npm start")}
			<p>It runs at localhost:8787, with a demo and sign-in links for two people.
				<a href="/docs/#run-it">All about running it</a></p>
		</div>
		<div>
			<h2 id="deploy">Deploy it</h2>
			<p>To your Cloudflare account; the free plan is enough.</p>
			${commands("npm run deploy")}
			<p>It creates the operator's token and prints how to become the owner of the first workspace.
				<a href="/docs/#deploy-it">All about deploying it</a></p>
		</div>
	</section>`;

export const homePage = (files: Files, picture: (name: string) => string): string =>
	layout(files, {
		kind: "home",
		path: "/",
		title: "ClickClack: team chat that you host yourself",
		description:
			"Self-hosted team chat with channels, threads and search, on your Cloudflare account or on one machine. Everything that the app does is in its API.",
		main: `
<main id="main" tabindex="-1">
	${hero(picture)}
	<section aria-labelledby="why">
		<h2 id="why">What you can rely on</h2>
		<ul class="facts" role="list">${facts.map(fact).join("\n")}</ul>
	</section>
	${steps}
</main>`,
	});
