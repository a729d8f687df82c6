/**
 * Networks of addresses: `10.1.0.0/16`, `2001:db8::/32`.
 */
import {type AddressFamily, familyOf, type IpAddress, parseIpAddress} from './address.ts';
import {addressOf, wordsOf} from './address-words.ts';

/** A network of addresses. */
export interface Network {
	/** The lowest address, in canonical form. */
	readonly address: IpAddress;
	readonly prefix: number;
}

/** The four-word mask that keeps this many leading bits of an address. */
export function maskWords(prefix: number): Int32Array {
	return Int32Array.from({length: 4}, (_, word) => {
		const bits = Math.max(0, Math.min(32, prefix - word * 32));
		return bits === 0 ? 0 : -1 << (32 - bits);
	});
}

/** The number of bits of an address. */
export function addressBits(family: AddressFamily): number {
	return family === 'ipv4' ? 32 : 128;
}

/** `10.1.0.0/16`; just the address for a network of one. */
export function networkText({address, prefix}: Network): string {
	return prefix === addressBits(familyOf(address)) ? address : `${address}/${prefix}`;
}

const networkForm = /^(?<address>[^/]+)\/(?<prefix>\d{1,3})$/;

/** Parses `10.1.2.3/16` as a network, ignoring the bits after the prefix; null if it is not a network. */
export function parseNetwork(text: string): Network | null {
	const {address: addressText = '', prefix: prefixText = ''} = networkForm.exec(text)?.groups ?? {};
	const address = parseIpAddress(addressText);
	const prefix = Number(prefixText);
	if (address === null || prefixText === '' || prefix > addressBits(familyOf(address))) {
		return null;
	}

	const mask = maskWords(prefix);
	const words = wordsOf(address).map((word, index) => word & (mask[index] ?? 0));
	return {address: addressOf(words, 0, familyOf(address) === 'ipv6'), prefix};
}

/** Tests the address in the four words from `at` on. */
export type AddressTest = (words: Int32Array, at: number, ipv6: boolean) => boolean;

/** A test for addresses within a network. */
export function networkTest(network: Network): AddressTest {
	const wanted = wordsOf(network.address);
	const mask = maskWords(network.prefix);
	const isIpv6 = familyOf(network.address) === 'ipv6';
	return (words, at, ipv6) => {
		if (ipv6 !== isIpv6) {
			return false;
		}

		for (let word = 0; word < 4; word += 1) {
			if (((words[at + word] ?? 0) & (mask[word] ?? 0)) !== wanted[word]) {
				return false;
			}
		}

		return true;
	};
}
