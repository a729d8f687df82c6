import {expect, test} from 'vitest';
import {completeFilter} from '../../../source/console/filter/complete-filter.ts';
import {parseFilter} from '../../../source/console/filter/parse-filter.ts';
import {assembly} from '../../../source/program/features.ts';

const services = assembly.views.find(({id}) => id === 'services')?.filter ?? {
	title: '',
	terms: [],
};

const known: Readonly<Record<string, readonly string[]>> = {
	port: ['80', '443', '8080'],
	service: ['tcp:10.1.1.1:80'],
	name: ['web1', 'front end'],
};

function texts(before: string): readonly string[] {
	const {from, items} = completeFilter(before, services, name => known[name] ?? []);
	return items.map(({text}) => before.slice(0, from) + text);
}

test.each([
	['stat', ['state:']],
	['tcp we', ['tcp weight=', 'tcp weighted=']],
	['not via', ['not via:']],
	['state:drainin', ['state:draining']],
	['tcp proto:', ['tcp proto:tcp', 'tcp proto:udp', 'tcp proto:sctp', 'tcp proto:fwm']],
	['port:80', ['port:80', 'port:8080']],
	['service:10.1', ['service:tcp:10.1.1.1:80']],
	['n', ['net:', 'name:', 'not ']],
	['name:', ['name:web1', 'name:"front end"']],
	['10.0', []],
	['qqq:', []],
	['"stat', []],
])('%j can go on as %j', (before, expected) => {
	expect(texts(before)).toEqual(expected);
});

test('everything is offered at the beginning of a word', () => {
	expect(texts('tcp ')).toHaveLength(services.terms.length + 1);
});

test.each(assembly.views.flatMap(({id, filter}) => (filter === null ? [] : [{id, filter}])))(
	'every word that is offered in $id is accepted there',
	({filter}) => {
		for (const {name, words = []} of filter.terms) {
			for (const word of words) {
				expect(parseFilter(`${name}:${word}`, filter).problem).toBeNull();
			}
		}
	},
);
