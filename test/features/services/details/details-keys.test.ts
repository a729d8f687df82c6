/**
 * The keys in the details of a service or a server: they act on what the details show, and on nothing else.
 */
import {describe, expect, it, test} from 'vitest';
import {clickAt} from '../../../../source/console/mouse/click-at.ts';
import {handleMouse} from '../../../../source/console/mouse/handle-mouse.ts';
import {hintLine} from '../../../../source/console/screen/hint-line.tsx';
import {renderFrame} from '../../../../source/console/screen/render-frame.tsx';
import {receiveFacts, receivePoll} from '../../../../source/console/state/director-reducers.ts';
import type {LiveServer} from '../../../../source/director/polling/live.ts';
import {connections} from '../../../../source/features/connections/index.ts';
import {traffic} from '../../../../source/features/traffic/index.ts';
import {unknownSysctls} from '../../../../source/plans/known-row.ts';
import {eventually} from '../../../support/eventually.ts';
import {type Keyboard, keyboard} from '../../../support/keyboard.ts';
import {read} from '../../../support/open-console.ts';
import {director, server, service} from '../../../support/sample-director.ts';

const web = 'tcp:10.1.1.1:80';

/** Two services; `told` is about the first server, which is the one whose details are open. */
function twoServices(told: Partial<LiveServer> | null = {}) {
	return director([
		service('tcp:10.1.1.1:80', [
			...(told === null ? [] : [server('10.0.0.1:80', told)]),
			server('10.0.0.2:80', {activeConnections: 3}),
		]),
		service('tcp:10.1.1.2:443', [server('10.0.0.1:443'), server('10.0.0.3:443')]),
	]);
}

/** The details of the first server, opened. */
function openServer(options = {}): Keyboard {
	const opened = keyboard(twoServices({activeConnections: 9}), {theme: 'plain', ...options});
	opened.press('j<enter>');
	expect(opened.store.getState().overlay?.place).toBe('details');
	return opened;
}

/** The commands of the plan that is shown; null if none is. */
function planned({store}: Keyboard): readonly string[] | null {
	const {prompt} = store.getState();
	return prompt?.kind === 'confirm'
		? prompt.plan.steps.map(({command}) => command.slice(1).join(' '))
		: null;
}

/** Each key that changes the server of the details, and the commands of its plan. */
const changes = [
	['w5<enter>', ['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 5']],
	['+', ['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 2']],
	['-', ['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0']],
	['d', ['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0']],
	['x', ['-d -t 10.1.1.1:80 -r 10.0.0.1:80']],
	['z', ['-Z -t 10.1.1.1:80']],
	['e<tab><tab><tab>', null],
] as const;

describe.each(changes)('%s', (keys, commands) => {
	const expectPlan = (opened: Keyboard): void => {
		opened.press(keys);
		if (commands === null) {
			expect(renderFrame(opened.store.getState())).toContain('10.0.0.1:80');
			expect(opened.store.getState().overlay?.place).toBe('form');
		} else {
			expect(planned(opened)).toEqual(commands);
		}
	};

	it('acts on the server of the details', () => {
		expectPlan(openServer());
	});

	it('does so if others are marked', () => {
		const opened = keyboard(twoServices(), {theme: 'plain'});
		opened.press('jj<space>gj<enter>');
		expect(opened.store.getState().selection.row?.id).toBe(`${web} 10.0.0.1:80`);
		expectPlan(opened);
	});

	it('does so if the cursor has meanwhile gone to another row', () => {
		const opened = keyboard(twoServices({activeConnections: 9}), {theme: 'plain'});
		opened.press('/active>5<enter>');
		opened.press('j<enter>');
		expect(opened.store.getState().selection.row?.id).toBe(`${web} 10.0.0.1:80`);
		// Now the filter hides it.
		opened.store.update(receivePoll(read(twoServices({activeConnections: 0}))));
		expectPlan(opened);
	});

	it('says that the server is gone if it is, and does nothing to another one', () => {
		const opened = openServer();
		const {store, outside, press} = opened;
		store.update(receivePoll(read(twoServices(null))));
		press(keys.slice(0, 1));
		expect(store.getState()).toMatchObject({
			prompt: null,
			overlay: {place: 'details'},
			message: {text: `10.0.0.1:80 in ${web} is no longer in the table`},
		});
		expect(renderFrame(store.getState())).toContain('This row is no longer in the table.');
		press('y<enter>');
		expect(outside.asked).not.toContainEqual(expect.objectContaining({apply: expect.anything()}));
	});
});

test('the row that takes the place of one that is gone needs a second key, also after its details', () => {
	const opened = openServer();
	const {store, press} = opened;
	store.update(receivePoll(read(twoServices(null))));
	press('d<esc>d');
	expect(planned(opened)).toBeNull();
	expect(store.getState().message?.text).toContain(
		'the cursor moved to 10.0.0.2:80: press the key again if you mean this row',
	);
	press('d');
	expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.2:80 -m -w 0']);
});

test('a weight that was asked for before the server vanished is for that server only', () => {
	const opened = openServer();
	opened.press('w5');
	opened.store.update(receivePoll(read(twoServices(null))));
	opened.press('<enter>');
	// Applying it finds that the row is not as the plan expects: test/plans/apply.
	expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 5']);
});

test('after a plan the details are there again, live, and u undoes it', async () => {
	const opened = openServer();
	const {store, press, outside} = opened;
	press('w5<enter>y');
	await eventually(() => expect(store.getState().applying).toBeNull());
	expect(store.getState()).toMatchObject({prompt: null, overlay: {place: 'details'}});
	store.update(receivePoll(read(twoServices({weight: 5, activeConnections: 12}))));
	expect(renderFrame(store.getState())).toMatch(/weight +5, .*\n active +12/);
	press('u');
	expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 1']);
	press('y');
	await eventually(() => expect(store.getState().applying).toBeNull());
	expect(outside.asked).toContainEqual({
		apply: ['ipvsadm -e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 1'],
	});
	expect(store.getState().overlay?.place).toBe('details');
});

test('D restores what a drain of lvstop has taken', () => {
	const opened = keyboard(twoServices({weight: 0}), {theme: 'plain'});
	opened.store.update(
		receiveFacts({
			sysctls: unknownSysctls,
			owners: null,
			drains: [{service: web, server: '10.0.0.1:80', weight: 4, since: 0}],
		}),
	);
	opened.press('j<enter>D');
	expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 4']);
});

test('a form is left back to the details, and so is one whose plan was run', async () => {
	const opened = openServer();
	const {store, press} = opened;
	press('e<esc>');
	expect(store.getState().overlay?.place).toBe('details');
	press('e<down>7<esc><esc>');
	expect(store.getState().overlay?.place).toBe('details');
	press('a');
	press('10.0.0.7<enter>');
	expect(planned(opened)?.[0]).toContain('-a -t 10.1.1.1:80 -r 10.0.0.7:80');
	press('y');
	await eventually(() => expect(store.getState().applying).toBeNull());
	expect(store.getState()).toMatchObject({
		overlay: {place: 'details'},
		awaited: `${web} 10.0.0.7:80`,
	});
	// The cursor of the view waits for the new row; the details are about their own.
	press('d');
	expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0']);
});

test('the help has the keys of the details, and leads back to them', () => {
	const {store, press} = openServer({size: {columns: 80, rows: 200}});
	press('?');
	const help = renderFrame(store.getState());
	expect(help).toMatch(/ w +set the weight of this server/);
	expect(help).toMatch(/ d +drain this server/);
	expect(help).toMatch(/ Esc q Enter +go back to the view/);
	expect(help).not.toContain('mark this server');
	expect(help).not.toContain('save the rules');
	press('/weight<enter><esc>');
	expect(store.getState().overlay?.place).toBe('details');
	press('<esc>');
	expect(store.getState().overlay).toBeNull();
});

describe('a command by name', () => {
	it('acts on the row of the details', () => {
		const opened = openServer();
		opened.press(':weight 5<enter>');
		expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 5']);
		expect(opened.store.getState().overlay?.place).toBe('details');
	});

	it('does so after the cursor of the view has gone to another row', () => {
		const opened = keyboard(twoServices({activeConnections: 9}), {theme: 'plain'});
		opened.press('/active>5<enter>');
		opened.press('j<enter>');
		opened.store.update(receivePoll(read(twoServices({activeConnections: 0}))));
		opened.press(':drain<enter>');
		expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0']);
	});

	it('says that the row is gone, and does not act on another one', () => {
		const opened = openServer();
		opened.store.update(receivePoll(read(twoServices(null))));
		opened.press(':drain<enter>');
		expect(planned(opened)).toBeNull();
		expect(opened.store.getState()).toMatchObject({
			overlay: {place: 'details'},
			message: {text: `10.0.0.1:80 in ${web} is no longer in the table`},
		});
	});

	it('of the view leaves the details, unless it is wrong', () => {
		const {store, press} = openServer();
		press(':sort actve<enter>');
		expect(store.getState()).toMatchObject({
			prompt: {name: 'command'},
			overlay: {place: 'details'},
			message: {text: "there is no column 'actve'; did you mean active?"},
		});
		press('<ctrl-u>sort active<enter>');
		expect(store.getState()).toMatchObject({prompt: null, overlay: null});
		press('<enter>:log<enter>');
		expect(store.getState()).toMatchObject({view: 'log', overlay: null});
	});

	it('is completed with the names of both', () => {
		const {store, press} = openServer();
		const typed = () => {
			const {prompt} = store.getState();
			return prompt?.kind === 'text' ? prompt.input.text : null;
		};
		press(':undr<tab>');
		expect(typed()).toBe('undrain');
		press('<ctrl-u>prob<tab>');
		expect(typed()).toBe('problems');
	});

	it('has its place in the line of hints', () => {
		const {store} = openServer({size: {columns: 200, rows: 60}});
		expect(renderFrame(store.getState()).split('\n').at(-1)).toContain(': command');
	});
});

test('y and Y copy the row of the details', () => {
	const {press, terminal, store} = openServer();
	press('yY');
	expect(terminal).toEqual([
		`copy ${web} 10.0.0.1:80`,
		'copy ipvsadm -a -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 1',
	]);
	store.update(receivePoll(read(twoServices(null))));
	press('yY');
	expect(terminal).toHaveLength(2);
});

test('c and t open the views with the row of the details', () => {
	for (const [key, view] of [
		['c', 'connections'],
		['t', 'traffic'],
	] as const) {
		const {press, store} = openServer();
		press(key);
		expect(store.getState()).toMatchObject({view, overlay: null});
	}

	const {press, store} = openServer();
	press('t');
	expect(traffic.see(store.getState()).own.subject).toBe(`${web} 10.0.0.1:80`);
	expect(connections.see(store.getState()).own.place.scopes).toEqual([]);
});

describe('the line of hints', () => {
	it('names the keys', () => {
		const {store} = openServer({size: {columns: 120, rows: 40}});
		const text = hintLine(store.getState())
			.map(piece => piece.text)
			.join('');
		expect(text).toMatch(/^ Esc back {2}w weight {2}d drain {2}a add {2}e edit {2}x delete/);
	});

	it('says why some cannot be used on a service', () => {
		const {store, press} = keyboard(twoServices(), {size: {columns: 120, rows: 40}});
		press('<enter>');
		const text = hintLine(store.getState())
			.map(piece => piece.text)
			.join('');
		expect(text).toContain('(w d D +: a service)');
		press('w');
		expect(store.getState().message?.text).toBe('this is a service: open one of its servers');
	});

	it('can be clicked', () => {
		const opened = openServer({size: {columns: 120, rows: 40}});
		const {store, context} = opened;
		const y = 39;
		const x = renderFrame(store.getState()).split('\n')[y]?.indexOf('d drain') ?? -1;
		expect(clickAt(store.getState(), {x, y})).toEqual({kind: 'run', command: 'drain'});
		handleMouse(context, {kind: 'press', x, y});
		expect(planned(opened)).toEqual(['-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0']);
	});

	it('has none of them in a read-only console', () => {
		const {store, press} = openServer({readOnly: true, size: {columns: 200, rows: 60}});
		expect(renderFrame(store.getState()).split('\n').at(-1)).not.toMatch(/weight|drain|edit/);
		press('d');
		expect(store.getState()).toMatchObject({prompt: null, overlay: {place: 'details'}});
		expect(store.getState().message?.text).toContain('read-only');
	});
});

describe('the details of a service', () => {
	it('can be edited and deleted, and get a server', async () => {
		const opened = keyboard(twoServices(), {theme: 'plain'});
		opened.press('<enter>x');
		expect(planned(opened)).toEqual(['-D -t 10.1.1.1:80']);
		opened.press('<esc>e');
		expect(opened.store.getState().overlay?.place).toBe('form');
		opened.press('<esc>');
		expect(opened.store.getState().overlay?.place).toBe('details');
	});
});

describe('the details of a real server', () => {
	const open = (): Keyboard => {
		const opened = keyboard(twoServices(), {theme: 'plain'});
		opened.press('2<enter>');
		expect(opened.store.getState().overlay?.place).toBe('real-server');
		return opened;
	};

	it('take commands by name', () => {
		const opened = open();
		opened.press(':weight 3<enter>');
		expect(planned(opened)).toEqual([
			'-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 3',
			'-e -t 10.1.1.2:443 -r 10.0.0.1:443 -m -w 3',
		]);
	});

	it('act on all its entries, whatever is marked', () => {
		const opened = keyboard(twoServices(), {theme: 'plain'});
		opened.press('2j<space>g<enter>d');
		expect(planned(opened)).toEqual([
			'-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0',
			'-e -t 10.1.1.2:443 -r 10.0.0.1:443 -m -w 0',
		]);
	});

	it('say that it is gone', () => {
		const opened = open();
		opened.store.update(
			receivePoll(read(director([service('tcp:10.1.1.1:80', [server('10.0.0.2:80')])]))),
		);
		for (const key of ['w', 'd', 'x', '+', 's', 'c']) {
			opened.press(key);
			expect(opened.store.getState()).toMatchObject({
				prompt: null,
				overlay: {place: 'real-server'},
				message: {text: '10.0.0.1 is no longer in any service'},
			});
		}
	});
});
