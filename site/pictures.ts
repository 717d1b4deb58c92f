// The pictures of the app that the product page and the README show; `npm run pictures` takes them anew.

export const large = { width: 1440, height: 900 };
/** The files of the large picture, in pixels. */
export const widths = [1100, 2200] as const;
/** The size of the phone's picture on the page; its file has twice as many pixels. */
export const phone = { width: 390, height: 760 };
