/**
 * The fields of rules in words.
 */
import type {ServerChange, ServiceChange} from '../ipvs/diff.ts';
import type {Tunnel} from '../ipvs/server.ts';
import type {Persistence} from '../ipvs/service.ts';

type Field = (ServiceChange | ServerChange)['field'];

const names: Readonly<Record<Field, string>> = {
	scheduler: 'scheduler',
	schedulerFlags: 'scheduler flags',
	persistence: 'persistence',
	engine: 'persistence engine',
	onePacket: 'one-packet scheduling',
	forwarding: 'forwarding',
	tunnel: 'tunnel',
	weight: 'weight',
	upperThreshold: 'upper threshold',
	lowerThreshold: 'lower threshold',
};

/** The name of the field as shown. */
export function fieldName(field: Field): string {
	return names[field];
}

function isList(value: unknown): value is readonly string[] {
	return Array.isArray(value);
}

function tunnelText({type, port, checksum}: Tunnel): string {
	return [type, port, checksum].filter(part => part !== null).join(':');
}

/** The value of a field as shown: `none`, `5`, `300 s mask 255.255.255.0`, `gue:6080:csum`. */
export function fieldValue(
	value: string | number | boolean | readonly string[] | Persistence | Tunnel | null,
): string {
	if (value === null || value === false) {
		return 'none';
	}

	if (isList(value)) {
		return value.length === 0 ? 'none' : value.join(',');
	}

	if (typeof value !== 'object') {
		return value === true ? 'on' : String(value);
	}

	return 'netmask' in value ? `${value.timeout} s mask ${value.netmask}` : tunnelText(value);
}
