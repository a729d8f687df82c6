/**
 * A process that saves rules and kills itself at its nth operation on files. Words: the file, which
 * operation (0 is none), `keep` or `replace`, and the address of the one server that is saved.
 */
import {saveRulesFile} from '../../../../source/features/snapshots/files/rules-file.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {killAtOperation} from '../restore/kill-at-operation.ts';

const [, , path = '', killAt = '0', existing = 'keep', server = ''] = process.argv;
const operations = killAtOperation(Number(killAt));
await saveRulesFile(
	path,
	{
		rules: rulesOf('-A -t 10.1.1.1:80 -s rr', `-a -t 10.1.1.1:80 -r ${server}:80 -m -w 1`),
		time: 0,
		host: 'lb1',
		occasion: 'saved',
		note: server,
		settings: null,
	},
	existing === 'replace' ? 'replace' : 'keep',
);
process.stdout.write(String(operations.count()));
