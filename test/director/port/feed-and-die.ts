/**
 * A process that feeds many lines to a program which kills it at the first one. Words: how many lines, and
 * the port on this machine that the program then tells what it has read.
 */
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {linesFor} from './feed-lines.ts';

const [, , count = '', listener = ''] = process.argv;
const program = `
	const {readFileSync, readSync} = require('node:fs');
	const first = Buffer.alloc(1);
	readSync(0, first);
	process.kill(process.ppid, 'SIGKILL');
	const rest = readFileSync(0, 'utf8');
	require('node:net').connect(${listener}, '127.0.0.1').end(first + rest);
`;
await createLocalPort().run([process.execPath, '-e', program], {input: linesFor(Number(count))});
