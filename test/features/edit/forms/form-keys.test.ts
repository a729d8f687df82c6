import {describe, expect, test} from 'vitest';
import {pressKey} from '../../../../source/console/keys/dispatch.ts';
import {pasteEvent} from '../../../../source/console/keys/key-events.ts';
import {placeOf} from '../../../../source/console/keys/place.ts';
import {receivePoll} from '../../../../source/console/state/director-reducers.ts';
import {eventually} from '../../../support/eventually.ts';
import type {Keyboard} from '../../../support/keyboard.ts';
import {read} from '../../../support/open-console.ts';
import {director} from '../../../support/sample-director.ts';
import {opened, result, shown, web} from './open-form.ts';

const place = ({store}: Keyboard): string => placeOf(store.getState());
const said = ({store}: Keyboard): string | undefined => store.getState().message?.text;

describe('keys in a form', () => {
	test('write in fields for text, at the insertion point, and do nothing else', () => {
		const console = opened('a1.0.0.9<home><right>0<end><backspace>8');
		expect(shown(console)).toContain('Address: 10.0.0.8');
		console.press('<ctrl-u>qxz:?');
		expect(shown(console)).toContain('Address: qxz:?');
		expect(place(console)).toBe('form');
	});

	test('a pasted text goes into a field for text as it is', () => {
		const console = opened('a');
		pressKey(console.context, pasteEvent(' 2001:db8::9\n'));
		expect(shown(console)).toContain('Address: 2001:db8::9');
	});

	test('go round the fields that apply, in both directions', () => {
		const console = opened('a<shift-tab>7<down>10.0.0.9<up><up>5');
		expect(shown(console)).toEqual([
			'Address: 10.0.0.9',
			'Port: 80',
			'Forwarding: route',
			'Weight: 1',
			'Upper threshold: 05',
			'Lower threshold: 07',
		]);
	});

	test('go round the choices, in both directions and by letters', () => {
		const protocol = (keys: string): string | undefined => shown(opened(`A${keys}`))[0];
		expect(protocol('<left>')).toBe('Protocol: fwmark');
		expect(protocol('<left> ')).toBe('Protocol: tcp');
		expect(protocol('<right><right>')).toBe('Protocol: sctp');
		expect(protocol('<end><home>')).toBe('Protocol: tcp');
		expect(protocol('U')).toBe('Protocol: udp');
		expect(protocol('q')).toBe('Protocol: tcp');
	});
});

describe('Enter', () => {
	test.each([
		['a field that was left empty', 'a<up><enter>10.0.0.9', 'Address: 10.0.0.9'],
		['a field that is wrong', 'a10.0.0.9<tab><tab><tab>x<tab>7<enter><backspace>5', 'Weight: 15'],
	])('goes to %s, so that it can be mended at once', (_, keys, mended) => {
		const console = opened(keys);
		expect(place(console)).toBe('form');
		expect(shown(console)).toContain(mended);
	});

	test('stays in the invalid field if another is invalid, too', () => {
		const console = opened('a10.0.0.9<tab><tab><tab>x<tab>7x<enter><backspace>');
		expect(shown(console)).toContain('Upper threshold: 07');
	});
});

describe('leaving a form', () => {
	test('leaves at once if nothing was changed', () => {
		const console = opened('je<tab>5<backspace><esc>');
		expect(place(console)).toBe('services');
	});

	test('asks twice if something would be lost', () => {
		const console = opened('je<tab>5<esc>');
		expect(said(console)).toMatch(/Esc again to leave/);
		expect(shown(console)).toContain('Weight: 35');
		console.press('<esc>');
		expect(place(console)).toBe('services');
	});

	test('is asked for twice again after another key', () => {
		const console = opened('je<tab>5<esc>1<esc>');
		expect(shown(console)).toContain('Weight: 351');
	});
});

describe('the plan of a form', () => {
	test('is shown and nothing is run before it is agreed to', () => {
		const console = opened('je<tab>5<enter>');
		expect(place(console)).toBe('confirm');
		expect(console.outside.asked).toEqual([]);
	});

	test('returns to the form as typed if it is not confirmed', () => {
		const console = opened('je<tab>5<enter>n');
		expect(place(console)).toBe('form');
		expect(result(console)).toBe('ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 35 -x 50 -y 20');
		console.press('<backspace>6');
		expect(shown(console)).toContain('Weight: 36');
	});

	test('that was run closes the form', async () => {
		const console = opened('je<tab>5<enter>y');
		await eventually(() => expect(place(console)).toBe('services'));
		expect(console.outside.asked).toContainEqual({
			apply: ['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 35 -x 50 -y 20'],
		});
	});

	test.each([
		{result: 'refused', reason: 'changed meanwhile'},
		{result: 'failed', reason: 'Memory allocation problem', done: 0, warnings: []},
	] as const)('that was $result leaves the form open', async outcome => {
		const console = opened('je<tab>5');
		console.outside.outcome = outcome;
		console.press('<enter>y');
		await eventually(() => expect(said(console)).toContain(outcome.reason));
		expect(shown(console)).toContain('Weight: 35');
	});

	test('waits while another plan runs', () => {
		const console = opened('jw5<enter>');
		console.outside.outcome = new Promise(() => {});
		console.press('y');
		// Until then e could be the rest of yes.
		console.outside.time += 2000;
		console.press('e');
		expect(said(console)).toMatch(/^wait: weight of/);
		console.press('x');
		expect(said(console)).toMatch(/^wait: weight of/);
		console.press('Z');
		expect(said(console)).toMatch(/^wait: weight of/);
	});

	test('cannot be asked for any more once the right to change is lost, and the form can be left', () => {
		const console = opened('je<tab>5');
		const access = {level: 'proc', missing: 'changes need root'} as const;
		console.store.update(receivePoll(read(director([web], {access}))));
		console.press('<enter>');
		expect(console.store.getState().prompt).toBeNull();
		expect(said(console)).toBe('read-only: changes need root');
		console.press('<esc><esc>');
		expect(place(console)).toBe('services');
	});
});

test('no form opens without a row to start from', () => {
	for (const key of ['a', 'e', 'x', 'z']) {
		const console = opened(key, []);
		expect(place(console)).toBe('services');
		expect(said(console)).toMatch(/^no /);
	}
});
