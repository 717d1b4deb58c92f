/** The short public form of an id for links (`T…`, `C…`, `D…`, `M…`): tag and counter, upper-case; derived, never stored. */
export const routeId = (letter: "T" | "C" | "D" | "M", id: string): string => letter + id.slice(-16).toUpperCase();

/** Whether a public route id is that of this id. */
export const isRouteOf = (route_id: string, id: string): boolean => route_id.slice(1).toLowerCase() === id.slice(-16);
