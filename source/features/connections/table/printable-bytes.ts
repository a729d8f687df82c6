/**
 * Bytes that came over the network, as text that is safe on any terminal.
 */

/** Printable ASCII as it is, every other byte as `\x1b`. A backslash is doubled, so that the text is unambiguous. */
export function printableBytes(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) {
		if (byte === 0x5c) {
			text += '\\\\';
		} else {
			text +=
				byte >= 0x20 && byte <= 0x7e
					? String.fromCharCode(byte)
					: `\\x${byte.toString(16).padStart(2, '0')}`;
		}
	}

	return text;
}
