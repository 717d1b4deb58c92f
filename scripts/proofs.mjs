/** The harnesses that `npm test` runs in their short form: in three lanes, because some of them mostly wait. */
export const short_forms = [["content"], ["storm", "chaos"], ["authz", "fuzz"]];
