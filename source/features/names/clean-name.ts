/**
 * Checks names that come from other machines.
 */
import {parseIpAddress} from '../../ipvs/address.ts';

/** The longest name that DNS allows. */
const longestName = 253;

/**
 * A host name as it can be shown; null if it is not one. Whoever owns an address chooses the name that DNS has for it, so
 * anything but letters, digits, dashes, underscores and dots is refused, and so is a name that looks like an address: it
 * would be taken for one.
 */
export function cleanName(name: string): string | null {
	const bare = name.replace(/\.$/, '');
	return bare.length <= longestName &&
		/^[\w-]+(\.[\w-]+)*$/.test(bare) &&
		!/^[\d.]*$/.test(bare) &&
		parseIpAddress(bare) === null
		? bare
		: null;
}
