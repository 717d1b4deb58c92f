/* Of the page before the app is there: the build puts them into index.html, where each stands as its name in braces. */

export const description = "ClickClack: team chat that you host yourself";
export const notLoaded = "ClickClack couldn't load";
export const whyNotLoaded = "It may have been updated, or there is no connection. Reload the page to try again.";
export const reload = "Reload";
export const starting = "Loading ClickClack…";
export const needsScript = "ClickClack is an app that runs in your browser: please allow JavaScript for this page.";
