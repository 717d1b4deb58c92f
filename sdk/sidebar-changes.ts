export { newSectionId } from "./section-id.ts";
// The rules are in protocol, where the server uses them too.
export { sidebarAfter } from "../protocol/sidebar-changes.ts";
