/**
 * What is in the program: a bill of materials in the format of CycloneDX.
 */
import {createHash} from 'node:crypto';
import {name, run} from './project.ts';

/** What npm's bill of materials says anew each time, or of the place where it was made. */
interface PassingParts {
	serialNumber: string;
	metadata: {timestamp?: string; component: {name: string; type: string}};
}

/**
 * The bill of materials of what is in the program. npm names it after the folder, and gives it a random number and the
 * time: here it gets a number that is made from the content, and no time.
 */
export function billOfMaterials(): string {
	const printed = run('npm', [
		...['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
		...['--omit', 'dev', '--omit', 'optional'],
	]);
	const bill = JSON.parse(printed) as PassingParts;
	delete bill.metadata.timestamp;
	bill.metadata.component.name = name;
	bill.metadata.component.type = 'application';
	bill.serialNumber = '';
	const sum = createHash('sha256').update(JSON.stringify(bill)).digest('hex');
	// A UUID of version 8: its bits are what its maker wants them to be.
	const parts = [
		sum.slice(0, 8),
		sum.slice(8, 12),
		`8${sum.slice(13, 16)}`,
		`8${sum.slice(17, 20)}`,
		sum.slice(20, 32),
	];
	bill.serialNumber = `urn:uuid:${parts.join('-')}`;
	return `${JSON.stringify(bill, null, '\t')}\n`;
}
