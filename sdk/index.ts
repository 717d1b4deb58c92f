export { ClickClack } from "./clickclack.ts";
export type { ClientOptions } from "./client.ts";
export { apply, fill, project, type Projection, type Timeline } from "./projection.ts";
export { ConnectionError, RequestError, isConnectionError, isRequestError } from "./errors.ts";
export type { Pages } from "./pages.ts";
export type { Wire } from "./socket.ts";
export type { StreamOptions, StreamState } from "./stream.ts";
export type * from "./types.ts";
