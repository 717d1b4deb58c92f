/** The vowel am of Thai and Lao, typed as its two parts; a tone mark may stand between them. */
const parts = /[\u0e4d\u0ecd]([\u0e48-\u0e4b\u0ec8-\u0ecb]*)([\u0e32\u0eb2])/g;

/** Its two parts are one: readers see no difference. The whole follows its second part in Unicode. */
export const withAm = (text: string): string =>
	text.replace(parts, (_, tones: string, aa: string) => tones + String.fromCharCode(aa.charCodeAt(0) + 1));
