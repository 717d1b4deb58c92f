// Keeps the app's page and code in the browser, so that it opens offline and at once. What the API answers is not its
// business: the app keeps that itself.
const worker = self as unknown as ServiceWorkerGlobalScope;
/** Put in front of this file by the build: a hash of all its files, and their addresses. */
declare const build: string;
declare const files: string[];

const prefix = "clickclack-app-";
const current = prefix + build;
/** The server answers every address of the app with the same page. */
const page = "/app";
const isPage = (path: string): boolean => /^\/(app|signin|invite|settings)(\/|$)/.test(path);
/** Whoever asks, a file is the same. */
const anyway = { ignoreVary: true, ignoreSearch: true };
/** Pages of earlier builds may still be open: so many of those keep their files. */
const earlier_builds = 2;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
	const { method, mode, url } = event.request;
	const { origin, pathname } = new URL(url);
	if (method !== "GET" || origin !== worker.location.origin) return;
	if (mode === "navigate" ? isPage(pathname) : files.includes(pathname) || pathname.startsWith("/assets/"))
		event.respondWith(answer(event.request, mode === "navigate" ? page : pathname));
});

/** Takes over when it has everything. Open pages go on with their own files, and the next one that is opened is new. */
async function install(): Promise<void> {
	const cache = await caches.open(current);
	await Promise.all([page, ...files].map((path) => fill(cache, path)));
	const text = await (await cache.match(page))?.text();
	// in the middle of a deployment: the next look finds both of one build
	for (const [path] of text?.matchAll(/\/assets\/[\w.-]+/g) ?? [])
		if (!files.includes(path)) throw new Error(`the page is of another build: ${path}`);
	await worker.skipWaiting();
}

/** Files with a hash in their name are the same in every build: what an earlier one has is not fetched again. */
async function fill(cache: Cache, path: string): Promise<void> {
	const known = path.startsWith("/assets/") ? await caches.match(path, anyway) : undefined;
	const found = known ?? (await fetch(path, { cache: "no-cache" }));
	if (!found.ok || found.redirected) throw new Error(`${path} cannot be kept: ${found.status}`);
	await cache.put(path, found);
}

async function activate(): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
	// in the order in which they were made
	await Promise.all(names.slice(0, -earlier_builds).map((name) => caches.delete(name)));
	await worker.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(current);
	const found = (await cache.match(path, anyway)) ?? (await caches.match(path, anyway));
	return found ?? (await fetch(request));
}
