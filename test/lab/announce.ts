/**
 * Reports clearly, before the tests of the kernel lab, if they cannot run. With LVSTOP_LAB=require in the environment
 * that is an error.
 */
import {whyNoLab} from './requirements.ts';

export default function announce(): void {
	const obstacle = whyNoLab();
	if (obstacle === null) {
		return;
	}

	if (process.env['LVSTOP_LAB'] === 'require') {
		throw new Error(obstacle);
	}

	const bar = '!'.repeat(obstacle.length);
	process.stderr.write(
		`\n${bar}\nTHE TESTS ON A REAL KERNEL ARE SKIPPED:\n${obstacle}\n${bar}\n\n`,
	);
}
