/**
 * `npm run soak [-- MINUTES]`: runs the console on a real kernel whose table and traffic change all the time, by
 * default for an hour. Prints one line for each round, then what grew and what was missed; fails if there was either.
 */
import {bootKernel} from '../test/lab/kernel.ts';
import {whyNoLab} from '../test/lab/requirements.ts';
import {soak} from '../test/lab/soak/soak.ts';

const minutes = Number(process.argv[2] ?? 60);
const obstacle = whyNoLab();
if (obstacle !== null || !(minutes > 0)) {
	console.error(obstacle ?? 'usage: npm run soak [-- MINUTES]');
	process.exit(2);
}

const guest = await bootKernel({lifetime: minutes * 60 + 900});
try {
	const report = await soak(guest, {minutes, onRound: line => console.log(line)});
	console.log(JSON.stringify(report, null, '\t'));
	process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
	await guest.close();
}
