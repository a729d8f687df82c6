/**
 * Changes in words.
 */
import {type RowId, serverIdOfRow, serviceOfRowId} from '../../console/state/console-row.ts';
import type {Change, ChangedBy} from './slice.ts';

const names: Readonly<Record<ChangedBy, string>> = {
	'this-console': 'you',
	'other-lvstop': 'others, with lvstop',
	outside: 'others',
};

/** Who made a change: `you`, `others`. */
export function changedByWords({by}: Change): string {
	return names[by];
}

/** The text without the names of services that the reader knows. */
function withoutService(text: string, service: string): string {
	return text.replaceAll(` in ${service}`, '');
}

/**
 * A change as far as it concerns a row, or the whole director (null), without the time: the title of a plan, or the first
 * changed row and how many more there are. The name of the given service, or server, is left out.
 */
export function changeInWords({plan, services}: Change, row: RowId | null): string {
	const service = row === null ? null : serviceOfRowId(row);
	if (plan !== null) {
		return service === null ? plan : withoutService(plan, service);
	}

	const rows =
		service === null
			? [...services.values()].flatMap(ofService => [...ofService])
			: [...(services.get(service) ?? [])].filter(
					([changed]) => row === service || changed === row || changed === service,
				);
	const [first] = rows;
	if (first === undefined) {
		return '';
	}

	const [changed, what] = first;
	const server = serverIdOfRow(changed);
	const owner = serviceOfRowId(changed);
	const name =
		changed === row
			? ''
			: server === null
				? `${owner} `
				: `${server}${owner === service ? '' : ` in ${owner}`} `;
	const more = rows.length === 1 ? '' : `, and ${rows.length - 1} more`;
	return `${name}${what}${more}`;
}
