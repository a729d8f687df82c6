/**
 * Makes invisible characters in foreign text visible, so that an operator can see why a line that looks right is
 * refused.
 */

/** Unicode names of characters that are invisible or look like another one. */
const names: ReadonlyMap<number, string> = new Map([
	[0x00, 'null character'],
	[0x09, 'tab'],
	[0x0b, 'vertical tab'],
	[0x0c, 'form feed'],
	[0x0d, 'carriage return'],
	[0x1b, 'escape'],
	[0x85, 'next line'],
	[0xa0, 'no-break space'],
	[0xad, 'soft hyphen'],
	[0x200b, 'zero width space'],
	[0x200c, 'zero width non-joiner'],
	[0x200d, 'zero width joiner'],
	[0x200e, 'left-to-right mark'],
	[0x200f, 'right-to-left mark'],
	[0x2010, 'hyphen'],
	[0x2011, 'non-breaking hyphen'],
	[0x2012, 'figure dash'],
	[0x2013, 'en dash'],
	[0x2014, 'em dash'],
	[0x2028, 'line separator'],
	[0x2029, 'paragraph separator'],
	[0x202a, 'left-to-right embedding'],
	[0x202b, 'right-to-left embedding'],
	[0x202c, 'pop directional formatting'],
	[0x202d, 'left-to-right override'],
	[0x202e, 'right-to-left override'],
	[0x202f, 'narrow no-break space'],
	[0x2060, 'word joiner'],
	[0x2066, 'left-to-right isolate'],
	[0x2067, 'right-to-left isolate'],
	[0x2068, 'first strong isolate'],
	[0x2069, 'pop directional isolate'],
	[0x2212, 'minus sign'],
	[0x3000, 'ideographic space'],
	[0xfeff, 'byte order mark'],
	[0xfffd, 'replacement character: a byte that is not UTF-8'],
]);

/** Control and format characters, blanks, invisible characters, and dashes other than that of an option. */
const unclear = /[^\P{C}]|[^\P{Z} ]|[\p{Default_Ignorable_Code_Point}\u2212\ufffd]|[^\P{Pd}-]/gu;

/**
 * `-A<U+00A0 no-break space>-t`: every character that is invisible, or only looks like a dash, by its number and name.
 */
export function visibleText(text: string): string {
	return text.replaceAll(unclear, sign => {
		const code = sign.codePointAt(0) ?? 0;
		const number = code.toString(16).toUpperCase().padStart(4, '0');
		const name = names.get(code);
		return `<U+${number}${name === undefined ? '' : ` ${name}`}>`;
	});
}

/** The most characters of a line that a message quotes. */
const longestQuote = 200;

/** A line as quoted in messages: in quotes, and shortened. */
export function quotedLine(line: string): string {
	return visibleText(JSON.stringify(line.slice(0, longestQuote)));
}
