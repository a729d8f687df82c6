/**
 * The bill of materials of the program, in CycloneDX format.
 */
import {createHash} from 'node:crypto';
import {name, run} from './project.ts';

/** The parts of npm's bill of materials that depend on the time or the place of the build. */
interface PassingParts {
	serialNumber: string;
	metadata: {timestamp?: string; component: {name: string; type: string}};
}

/**
 * The bill of materials of the program. npm names it after the folder and adds a random number and the time. Here the
 * number is a hash of the content, and there is no time.
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
	// A UUID of version 8: its bits are defined by the vendor.
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
