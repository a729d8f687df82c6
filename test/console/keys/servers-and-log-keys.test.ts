import {beforeEach, describe, expect, test} from 'vitest';
import {pressKey} from '../../../source/console/keys/dispatch.ts';
import {parseKeyScript} from '../../../source/console/keys/key-script.ts';
import {hintsFor} from '../../../source/console/screen/hint-line.tsx';
import {createConsoleStore} from '../../../source/console/state/console-store.ts';
import {receivePoll} from '../../../source/console/state/director-reducers.ts';
import type {ConsoleStore} from '../../../source/console/state/model.ts';
import {log} from '../../../source/features/log/log-list.ts';
import {assembly} from '../../../source/program/features.ts';
import {loggedEntry} from '../../support/logged-entry.ts';
import {fakeOutside, read} from '../../support/open-console.ts';
import {partsOf} from '../../support/parts-of.ts';
import {director, server, service} from '../../support/sample-director.ts';

let store: ConsoleStore;

function open(options = {}): void {
	store = createConsoleStore(assembly, fakeOutside(), options);
	store.update(
		receivePoll(
			read(
				director([
					service('tcp:10.1.1.1:80', [server('10.0.0.1:80'), server('10.0.0.2:80')]),
					service('udp:10.1.1.1:53', [server('10.0.0.1:53', {weight: 4})]),
				]),
			),
		),
	);
}

function press(script: string): void {
	const terminal = {quit() {}, suspend() {}, redraw() {}};
	for (const step of parseKeyScript(script)) {
		if ('press' in step) {
			pressKey({store, terminal}, step.press);
		}
	}
}

function commands(): readonly string[] {
	const {prompt} = store.getState();
	return prompt?.kind === 'confirm' ? prompt.plan.steps.map(({command}) => command.join(' ')) : [];
}

beforeEach(() => open());

test.each(['2', '4', '5', '6'])('from view %s Esc leads back to the services', view => {
	press(`j${view}<esc>`);
	expect(store.getState().view).toBe('services');
	expect(partsOf(store).services.cursor.index).toBe(1);
});

test('if rows are filtered Esc first shows all again', () => {
	press('2/10.0.0.2<enter>');
	expect(partsOf(store).servers.rows).toHaveLength(1);
	press('<esc>');
	expect(store.getState().view).toBe('servers');
	expect(partsOf(store).servers.filter).toBe('');
	expect(partsOf(store).servers.rows).toHaveLength(2);
	press('<esc>');
	expect(store.getState().view).toBe('services');
});

describe('in the Servers view', () => {
	test.each([
		[
			'w9<enter>',
			['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 9', '-e -u 10.1.1.1:53 -r 10.0.0.1:53 -m -w 9'],
		],
		[
			'++',
			['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 3', '-e -u 10.1.1.1:53 -r 10.0.0.1:53 -m -w 6'],
		],
		['j-', ['-e -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 0']],
		['d', ['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0', '-e -u 10.1.1.1:53 -r 10.0.0.1:53 -m -w 0']],
		['x', ['-d -t 10.1.1.1:80 -r 10.0.0.1:80', '-d -u 10.1.1.1:53 -r 10.0.0.1:53']],
		[
			'*w9<enter>',
			[
				'-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 9',
				'-e -u 10.1.1.1:53 -r 10.0.0.1:53 -m -w 9',
				'-e -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 9',
			],
		],
		['*Uj w9<enter>', ['-e -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 9']],
	])('%s makes one plan of all entries', (keys, expected) => {
		press(`2${keys}`);
		expect(commands()).toEqual(expected.map(words => `ipvsadm ${words}`));
	});

	test('Enter and Esc go to the entries and back, s on to the Services view', () => {
		press('2<enter>');
		expect(store.getState()).toMatchObject({
			overlay: {place: 'real-server'},
			selection: {isOpened: true, address: '10.0.0.1'},
		});
		press('<esc>');
		expect(store.getState()).toMatchObject({overlay: null, view: 'servers'});
		press('js');
		expect(store.getState().view).toBe('services');
		expect(partsOf(store).services.filter).toBe('10.0.0.2:');
	});

	test('a change that is not allowed says why', () => {
		open({readOnly: true});
		press('2w');
		expect(store.getState().message?.text).toMatch(/^read-only/);
		expect(hintsFor(store.getState()).map(({text}) => text)).not.toContain('weight');
	});
});

describe('in the Log view', () => {
	beforeEach(() => {
		store.update(log.change(() => ({log: {entries: [loggedEntry(1, 5)], unreadable: 0}})));
	});

	test('u undoes the plan of the entry, not the last one', () => {
		press('6u');
		expect(commands()).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 4 -x 1000 -y 800',
		]);
	});

	test('u is a change: it is not there in a read-only console', () => {
		open({readOnly: true});
		store.update(log.change(() => ({log: {entries: [loggedEntry(1, 5)], unreadable: 0}})));
		press('6u');
		expect(store.getState().prompt).toBeNull();
		expect(store.getState().message?.text).toMatch(/^read-only/);
	});

	test('Enter opens the entry, Esc leaves it', () => {
		press('6<enter>');
		expect(store.getState().overlay?.place).toBe('log-entry');
		press('<esc>');
		expect(store.getState()).toMatchObject({overlay: null, view: 'log'});
	});
});
