import {describe, expect, test} from 'vitest';
import type {LiveService} from '../../../../source/director/polling/live.ts';
import {jsonReading} from '../../../../source/features/services/output/json-reading.ts';
import {withNoAnswers} from '../../../../source/features/services/output/no-answers.ts';
import {textTable} from '../../../../source/features/services/output/text-table.ts';
import {readersOrder} from '../../../../source/features/services/sort-rows.ts';
import {director, server, service} from '../../../support/sample-director.ts';

const id = 'tcp:10.1.1.1:80';
const web = service(id, [
	server('10.0.0.8:80', {weight: 1}),
	server('10.0.0.9:80', {weight: 2}),
	server('10.0.0.10:80', {weight: 0}),
]);
const found = [{service: id, servers: ['10.0.0.10:80', '10.0.0.9:80']}] as const;

async function judged(
	services: readonly LiveService[],
	look: (services: readonly LiveService[]) => Promise<typeof found | null>,
) {
	async function* all() {
		yield* services;
	}

	const answers = [];
	for await (const each of withNoAnswers(all(), look)) {
		answers.push([each.service.id, each.noAnswers]);
	}

	return answers;
}

describe('a service in JSON', () => {
	const ofService = (noAnswers: typeof found | null) =>
		JSON.parse(jsonReading(director([web]), undefined, undefined, noAnswers)).services[0];

	test('says how many servers have weight, and which of those do not answer', () => {
		expect(ofService(found)).toMatchObject({
			state: 'normal',
			weightedServers: 2,
			noAnswer: ['10.0.0.9:80'],
		});
	});

	test('says that it does not know what was not looked at', () => {
		expect(ofService(null)).toMatchObject({weightedServers: 2, noAnswer: null});
	});
});

test('a printed table says it on the row, and below its head', () => {
	const text = textTable(director([web]), {
		...{filter: '', sort: readersOrder, units: 'bits', columns: 80, noAnswers: found},
	});
	expect(text).toMatch(/TCP 10\.1\.1\.1:80 .* 1 dead\?$/m);
	expect(text).toMatch(/10\.0\.0\.9:80 .* dead\?$/m);
	expect(text).toContain('connections stay in SYN_RECV (lvstop --view connections)');
});

describe('the services of a single reading', () => {
	test('are looked at together if they are few, and keep their order', async () => {
		const services = [web, service('tcp:10.1.1.2:80', [server('10.0.0.8:80')])];
		const seen: string[] = [];
		const answers = await judged(services, async all => {
			seen.push(...all.map(each => each.id));
			return found;
		});
		expect(seen).toEqual(services.map(each => each.id));
		expect(answers).toEqual(services.map(each => [each.id, found]));
	});

	test('are not kept and not looked at if they are many', async () => {
		const services = Array.from({length: 1001}, (_, at) =>
			service(`tcp:10.2.${at >> 8}.${at & 255}:80`, [server('10.0.0.8:80')]),
		);
		const answers = await judged(services, () => {
			throw new Error('looked');
		});
		expect(answers).toEqual(services.map(each => [each.id, null]));
	});
});
