/**
 * Parses the text form of a service's key.
 */
import {familyOf, parseEndpoint} from './address.ts';
import {type Protocol, type ServiceId, type ServiceKey, serviceId} from './service.ts';

const protocols: readonly Protocol[] = ['tcp', 'udp', 'sctp'];
const markText = /^[1-9]\d{0,9}$/;

/** The largest firewall mark: marks are 32-bit numbers, and 0 means no mark. */
const largestFwmark = 0xffff_ffff;

function parseFwmarkKey(family: 'ipv4' | 'ipv6', text: string): ServiceKey | null {
	const fwmark = markText.test(text) ? Number(text) : 0;
	return fwmark >= 1 && fwmark <= largestFwmark ? {kind: 'fwmark', family, fwmark} : null;
}

/**
 * Parses `tcp:10.1.1.1:80`, `udp:[2001:db8::1]:53`, `sctp:…`, `fwm:7`, `fwm6:8`; null for anything else. An IPv6
 * address may have any spelling; the key contains its canonical form.
 */
export function parseServiceId(text: string): ServiceKey | null {
	const colon = text.indexOf(':');
	const kind = text.slice(0, colon);
	const rest = text.slice(colon + 1);
	if (kind === 'fwm' || kind === 'fwm6') {
		return parseFwmarkKey(kind === 'fwm' ? 'ipv4' : 'ipv6', rest);
	}

	const protocol = protocols.find(name => name === kind);
	const endpoint = protocol && parseEndpoint(rest);
	return protocol && endpoint
		? {kind: 'address', protocol, family: familyOf(endpoint.address), ...endpoint}
		: null;
}

/** Whether a text is the id of a service in the one form that {@link serviceId} gives it. */
export function isServiceId(text: string): text is ServiceId {
	const key = parseServiceId(text);
	return key !== null && serviceId(key) === text;
}
