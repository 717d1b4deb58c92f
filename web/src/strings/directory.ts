/** The title of the view. */
export const people = "People";
