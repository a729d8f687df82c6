/**
 * Services for tests, in few words.
 */

import type {ConfiguredService} from '../../../../source/features/connections/table/configuration.ts';
import {parseEndpoint} from '../../../../source/ipvs/address.ts';
import {serverId} from '../../../../source/ipvs/server.ts';
import type {ServiceId} from '../../../../source/ipvs/service.ts';
import {parseServiceId} from '../../../../source/ipvs/service-id.ts';

/** The other fields of a server. */
const usual = {
	forwarding: 'masq',
	tunnel: null,
	inactiveConnections: 0,
} as const;

/** A service; each server is `10.0.0.8:80`, `10.0.0.8:80 0` with a weight other than 1, or with active connections too. */
export function configured(
	id: ServiceId,
	servers: readonly string[],
	options: Partial<Pick<ConfiguredService, 'scheduler' | 'persistence' | 'familyKnown'>> = {},
): ConfiguredService {
	const key = parseServiceId(id);
	if (key === null) {
		throw new Error(`no service: ${id}`);
	}

	return {
		id,
		key,
		familyKnown: true,
		scheduler: 'wrr',
		persistence: null,
		...options,
		servers: servers.map(text => {
			const [server = '', weight = '1', active = '0'] = text.split(' ');
			const endpoint = parseEndpoint(server);
			if (endpoint === null) {
				throw new Error(`no server: ${server}`);
			}

			return {
				...endpoint,
				id: serverId(endpoint),
				weight: Number(weight),
				activeConnections: Number(active),
				...usual,
			};
		}),
	};
}
