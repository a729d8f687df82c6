/**
 * The prompt for a filter: what is applied while it is typed, and what comes back.
 */
import {expect, test} from 'vitest';
import {noNames} from '../../../source/director/names.ts';
import {receiveNames} from '../../../source/features/names/slice.ts';
import {keyboard} from '../../support/keyboard.ts';
import {partsOf} from '../../support/parts-of.ts';
import {sampleDirector} from '../../support/sample-director.ts';

function typing(script: string) {
	const {press, store} = keyboard(sampleDirector());
	press(script);
	const {prompt} = store.getState();
	return {
		filter: partsOf(store).services.filter,
		text: prompt?.kind === 'text' ? prompt.input.text : null,
	};
}

test.each([
	['/tcp', 'tcp'],
	['/tcp st', 'tcp st'],
	['/tcp state:', 'tcp'],
	['/tcp not state:drain', 'tcp'],
	['/tcp stae:draining', 'tcp'],
	['/tcp state:draining', 'tcp state:draining'],
	['/weight=0 tcp<home><delete><delete>', 'weight=0 tcp'],
])('%s applies %j', (script, filter) => {
	expect(typing(script).filter).toBe(filter);
});

test('a wrong filter is not accepted, and Esc restores the one before', () => {
	expect(typing('/tcp<enter>/ stae:x<enter>').text).toBe('tcp stae:x');
	expect(typing('/tcp<enter>/ stae:x<enter><esc>')).toEqual({filter: 'tcp', text: null});
});

test('earlier filters come back and are applied, but not the present one', () => {
	expect(typing('/udp<enter>/<ctrl-u>tcp<enter>/<up>')).toEqual({filter: 'udp', text: 'udp'});
	expect(typing('/udp<enter>/<ctrl-u>tcp<enter>/<up><down>')).toEqual({
		filter: 'tcp',
		text: 'tcp',
	});
});

test('a completed term is applied', () => {
	expect(typing('/stat<tab>drai<tab><tab>')).toEqual({
		filter: 'state:draining',
		text: 'state:draining',
	});
});

test.each([
	['/name:<tab>', 'name:"front end"'],
	['/name:we<tab>', 'name:web1'],
	['7/check:fwmark-w<tab>', 'check:fwmark-without-rule'],
	['/net:172<tab>', 'net:172.16.249.138'],
])('%s completes to what is known', (script, completed) => {
	const {press, store} = keyboard(sampleDirector());
	store.update(
		receiveNames({
			...noNames,
			shown: 'beside',
			ofAddress: (address: string) =>
				({'10.0.0.8': 'web1', '10.0.0.9': 'front end'})[address] ?? null,
		}),
	);
	press(script);
	expect(store.getState().prompt).toMatchObject({input: {text: completed}});
});

test('in the Connections view a filter is applied at Enter', () => {
	const {press, store} = keyboard(sampleDirector());
	press('3/state:syn_recv');
	expect(partsOf(store).connections.filter).toBe('');
	press('<enter>');
	expect(partsOf(store).connections.filter).toBe('state:syn_recv');
});
