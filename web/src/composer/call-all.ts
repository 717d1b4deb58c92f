/** Whether a text may call several people: then it is read closely, and asked about if they are many. */
export const mayCallAll = (body: string): boolean => /@(?:channel|everyone|here)/i.test(body);
