import {expect, test} from 'vitest';
import {assemble, defineFeature, withoutState} from '../../source/console/state/feature.ts';
import {assembly} from '../../source/program/features.ts';

test('the features derive their parts of the state in this order', () => {
	// Drains look at the rows only through what was read; what they say stands above what rows say.
	expect(assembly.features.map(({id}) => id)).toEqual([
		...['rows', 'services', 'servers', 'weight', 'drain', 'undo', 'edit', 'moving'],
		...[
			'names',
			'connections',
			'traffic',
			'snapshots',
			'log',
			'outside',
			'changes',
			'tour',
			'checks',
			'problems',
			'screen',
			'columns',
			'program',
			'typing',
			'plans',
		],
	]);
});

test('the views are in the order of their keys', () => {
	expect(assembly.views.map(({key, id}) => `${key} ${id}`)).toEqual([
		...['1 services', '2 servers', '3 connections', '4 traffic', '5 snapshots', '6 log'],
		'7 checks',
	]);
});

test('two features of the same id are refused', () => {
	const twice = defineFeature({slice: withoutState('twice')});
	expect(() => assemble([twice, twice])).toThrow('twice');
});

/** A view that draws nothing. */
const empty = () => null;

test('a new view is its own feature and one line in the list of features', () => {
	const dummy = defineFeature({
		slice: withoutState('dummy'),
		views: [{id: 'dummy', key: '8', title: 'Dummy', Body: empty}],
	});
	const more = assemble([...assembly.features, dummy]);
	expect(more.views.at(-1)).toMatchObject({id: 'dummy', title: 'Dummy'});
	expect(more.bindings.at(-1)).toMatchObject({keys: ['8'], command: 'dummy'});
});
