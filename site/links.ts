import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { addAsset } from "./assets.ts";
import { root } from "./paths.ts";

/** Files that are served under another form. */
const served: Record<string, string> = { "protocol/openapi.yaml": "/api/docs" };

const about = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
	repository?: string | { url: string };
};

/** The repository's web address, if package.json has one. */
export const repository: string | undefined = (
	typeof about.repository === "string" ? about.repository : about.repository?.url
)
	?.replace(/^git\+/, "")
	.replace(/\.git$/, "");

const isElsewhere = (href: string): boolean => /^(?:[a-z]+:|\/\/|#)/i.test(href);

/**
 * Where a link of a Markdown file leads on the site: undefined for a file of the repository that is no page, when the
 * repository has no address.
 * @param from the Markdown file, in the repository
 * @param paths the address of each page, by file
 * @throws Error for a file that does not exist
 */
export function target(href: string, from: string, paths: ReadonlyMap<string, string>): string | undefined {
	if (isElsewhere(href)) return href;
	const [path = "", anchor] = href.split("#");
	const file = posix.normalize(posix.join(posix.dirname(from), path));
	if (!existsSync(join(root, file))) throw new Error(`${from} links to ${href}, which does not exist`);
	const page = paths.get(file) ?? served[file];
	if (page !== undefined) return anchor === undefined ? page : `${page}#${anchor}`;
	return repository && `${repository}/blob/main/${file}`;
}

/** The address of a picture of a Markdown file. */
export function pictureTarget(href: string, from: string): string {
	if (isElsewhere(href)) return href;
	const file = join(root, posix.join(posix.dirname(from), href));
	return addAsset(posix.basename(href), readFileSync(file));
}
