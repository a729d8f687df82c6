import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {KnownValues} from '../../../source/files/configuration/key.ts';
import {readConfiguration} from '../../../source/files/configuration/read-configuration.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

const known: KnownValues = {
	views: ['services', 'connections', 'traffic'],
	columns: {
		services: {all: ['service', 'active'], sortable: ['service', 'active']},
		connections: {all: ['client'], sortable: ['client']},
	},
	sources: ['auto', 'ipvsadm'],
	themes: ['dark', 'light', 'mono'],
	roles: ['cursor', 'bad'],
	isLook: text => text === 'bold',
	namesShown: ['beside', 'instead', 'off'],
	placeOf: text => (text.startsWith('10.') ? text : null),
};

/** The files for all users and of one user; null if there is none. */
async function files({system, own}: {system: string | null; own: string | null}) {
	const folder = await temporaryFolder();
	const place = {
		file: null,
		environment: {XDG_CONFIG_HOME: join(folder, 'home')},
		system: join(folder, 'system.toml'),
	};
	if (system !== null) {
		await writeFile(place.system, system);
	}

	const path = join(folder, 'home', 'lvstop', 'config.toml');
	await mkdir(join(folder, 'home', 'lvstop'), {recursive: true});
	if (own !== null) {
		await writeFile(path, own);
	}

	return {place, folder, path};
}

test('files need not be there', async () => {
	const {place} = await files({system: null, own: null});
	expect(readConfiguration(place, known)).toEqual({});
});

test("a person's own file wins key by key over the machine's", async () => {
	const {place} = await files({
		system: 'read-only = true\ninterval = 5\n',
		own: 'interval = 1\nunits = "bytes"\n',
	});
	expect(readConfiguration(place, known)).toEqual({
		readOnly: true,
		readOnlyFile: place.system,
		interval: 1000,
		units: 'bytes',
	});
});

test('the file that decides about changes is the one that wins', async () => {
	const {place, path} = await files({system: 'read-only = true\n', own: 'read-only = false\n'});
	expect(readConfiguration(place, known)).toEqual({readOnly: false, readOnlyFile: path});
});

test('a file that is named is read instead of both', async () => {
	const {place, folder} = await files({system: 'read-only = true\n', own: 'interval = 1\n'});
	const file = join(folder, 'other.toml');
	await writeFile(file, 'theme = "mono"\n');
	expect(readConfiguration({...place, file}, known)).toEqual({theme: 'mono'});
});

test('a file that is named has to be there', async () => {
	const {place, folder} = await files({system: null, own: null});
	const file = join(folder, 'other.toml');
	expect(() => readConfiguration({...place, file}, known)).toThrow(
		/^the configuration cannot be read: .*other\.toml/,
	);
});

test('a mistake names the file that it is in', async () => {
	const {place, path} = await files({system: 'interval = 5\n', own: 'colour = "red"\n'});
	expect(() => readConfiguration(place, known)).toThrow(`${path}: unknown key colour`);
});

test('a folder in place of a file is reported, and not treated as a missing file', async () => {
	const {place, folder} = await files({system: null, own: null});
	await mkdir(join(folder, 'system.toml'));
	expect(() => readConfiguration(place, known)).toThrow('the configuration cannot be read');
});

test('tables are put together key by key', async () => {
	const {place} = await files({
		system: '[sort]\nservices = "active"\nconnections = "client"\n',
		own: '[sort]\nservices = "-service"\n',
	});
	expect(readConfiguration(place, known)).toEqual({
		sort: {services: '-service', connections: 'client'},
	});
});

test('a plain order or filter is that of the view that opens first, in whichever file that stands', async () => {
	const {place} = await files({
		system: 'view = "connections"\nfilter = "tcp"\n',
		own: 'sort = "-client"\n',
	});
	expect(readConfiguration(place, known)).toEqual({
		view: 'connections',
		filter: {connections: 'tcp'},
		sort: {connections: '-client'},
	});
	const without = await files({system: null, own: 'sort = "active"\n'});
	expect(readConfiguration(without.place, known)).toEqual({sort: {services: 'active'}});
});

test.each([
	[
		'view = "connections"\nsort = "active"\n',
		'sort of the view connections must be a column name, with - or + before it for a direction: client, not "active"',
	],
	[
		'view = "traffic"\nsort = "active"\n',
		'sort is for the view that opens first, and traffic has none; use [sort]',
	],
])('%j is refused, and not dropped', async (own, message) => {
	const {place, path} = await files({system: null, own});
	expect(() => readConfiguration(place, known)).toThrow(`${path}: ${message}`);
});

test("a person's own choice of a director replaces the machine's, whatever it is", async () => {
	const {place} = await files({system: 'via = "sudo"\n', own: 'host = "lb1"\n'});
	expect(readConfiguration(place, known)).toEqual({host: 'lb1'});
});

test('a theme of one file takes the place of the other one, and looks add to it', async () => {
	const named = await files({system: '[theme]\ncursor = "bold"\n', own: 'theme = "light"\n'});
	expect(readConfiguration(named.place, known)).toEqual({theme: 'light'});
	const looks = await files({system: 'theme = "light"\n', own: '[theme]\ncursor = "bold"\n'});
	expect(readConfiguration(looks.place, known)).toEqual({
		theme: 'light',
		looks: {cursor: 'bold'},
	});
});
