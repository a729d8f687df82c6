/** IPv4 addresses as 32-bit numbers, and as text. */

/** `10.0.0.8`. */
export type Ipv4Address = `${number}.${number}.${number}.${number}`;

const octet = String.raw`(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])`;
const dottedQuad = new RegExp(String.raw`^${octet}\.${octet}\.${octet}\.${octet}$`);

/** Whether the text is four decimal numbers without leading zeros: the only form of an IPv4 address here. */
export function isIpv4(text: string): text is Ipv4Address {
	return dottedQuad.test(text);
}

/**
 * The number of a dotted address, or null. Only four decimal numbers without leading zeros are accepted. The short and
 * octal forms of inet_aton are not, because they rarely mean what the writer intended.
 */
export function parseIpv4(text: string): number | null {
	if (!isIpv4(text)) {
		return null;
	}

	let number = 0;
	let part = 0;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code === 46) {
			number = number * 256 + part;
			part = 0;
		} else {
			part = part * 10 + code - 48;
		}
	}

	return number * 256 + part;
}

/** `10.0.0.8` */
export function formatIpv4(number: number): Ipv4Address {
	return `${number >>> 24}.${(number >>> 16) & 0xff}.${(number >>> 8) & 0xff}.${number & 0xff}`;
}
