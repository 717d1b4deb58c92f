/** The pages of the web app that accept a token; web/src/routes.ts parses them. */
export const signInPath = (token: string): string => `/signin?token=${token}`;
export const invitePath = (token: string): string => `/invite/${token}`;
