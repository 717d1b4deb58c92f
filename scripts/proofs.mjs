/** The harnesses of which `npm test` runs the short form: in three lanes, since some of them wait for much of their time. */
export const short_forms = [["content"], ["storm", "chaos"], ["authz", "fuzz"]];
