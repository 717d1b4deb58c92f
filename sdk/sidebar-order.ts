// The rule is in protocol, where the server uses it too.
export { placeSection } from "../protocol/sidebar-order.ts";
