import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {call, restore, sequence} from './sequence.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/linux-6.1-ipvsadm-1.31');

function fixture(path: string): string {
	return readFileSync(join(fixtures, path), 'utf8');
}

const commands = fixture('errors.tsv')
	.trimEnd()
	.split('\n')
	.map(line => (line.split('\t')[1] ?? '').replace(/^ipvsadm /, ''));

/** The commands that failed when the fixtures were recorded, on the table of that time. */
export const recordedErrors = [
	sequence(
		'the recorded errors',
		restore(fixture('every-kind/ipvsadm-Sn.txt')),
		'--start-daemon master --mcast-interface br0 --syncid 5',
		...commands.map(call),
	),
];
