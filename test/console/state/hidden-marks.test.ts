/**
 * Marks that a filter or a fold hides are told before anything is done to their servers.
 */
import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {shownPlan} from '../../../source/console/state/prompt.ts';
import {keyboard} from '../../support/keyboard.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';

const one = '1 marked server of this plan is not shown: a filter or a fold hides it';

function warnings(script: string): readonly string[] {
	const {press, store} = keyboard(sampleDirector());
	press(script);
	const plan = shownPlan(store.getState())?.plan;
	expect(plan?.steps.length).toBeGreaterThan(0);
	return plan?.warnings ?? [];
}

test.each([
	['a weight', 'w7<enter>'],
	['a weight by name', ':weight 7<enter>'],
	['a step', '+'],
	['a drain', 'd'],
	['a deletion', 'x'],
])('%s of marked servers names those that the filter hides', (_, keys) => {
	expect(warnings(`j<space><space>/10.0.0.8<enter>${keys}`)).toContain(one);
	expect(warnings(`j<space><space>${keys}`)).not.toContain(one);
});

test('marks that a fold hides are told as well', () => {
	expect(warnings('j<space><space>gg[w7<enter>')).toContain(
		'2 marked servers of this plan are not shown: a filter or a fold hides them',
	);
});

test('marks of the Servers view count each entry', () => {
	expect(warnings('2<space>/10.0.0.9<enter>w7<enter>')[0]).toMatch(
		/^[2-9] marked servers of this plan are not shown/,
	);
	expect(warnings('2<space>w7<enter>').join()).not.toContain('not shown');
});

test('the prompt for a weight says how many are not shown', () => {
	const {press, store} = keyboard(sampleDirector());
	press('j<space><space>/10.0.0.8<enter>w');
	const {prompt} = store.getState();
	expect(prompt?.kind === 'text' && prompt.question(store.getState())).toContain(
		'(1 not shown; now ',
	);
});

test.each([
	[60, ' weight of 40,000 servers (40,000 not shown): 2'],
	[80, ' weight of 40,000 servers (40,000 not shown; now 1–4): 2'],
])('and is not cut for that at %d columns, even with very many', (columns, line) => {
	const services = Array.from({length: 400}, (_, at) =>
		service(
			`tcp:10.1.${at >> 8}.${at & 255}:80`,
			Array.from({length: 100}, (__, host) =>
				server(`10.0.0.${host}:80`, {weight: 1 + (host % 4)}),
			),
		),
	);
	const {press, store} = keyboard(director(services), {size: {columns, rows: 15}});
	press('[*w2');
	expect(stripVTControlCharacters(renderFrame(store.getState()))).toContain(`\n${line}`);
});
