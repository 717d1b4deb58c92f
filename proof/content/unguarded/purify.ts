import { asHtml } from "./trust.ts";

/** In DOMPurify's place, for the build that has no sanitiser: it hands back what it was given. */
export default () => ({
	addHook: () => {},
	sanitize: asHtml,
});
