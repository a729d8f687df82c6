import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readConfiguration} from '../../../source/files/configuration/read-configuration.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

const known = {views: ['services'], columns: ['service']};

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
