/**
 * docs/checks.md, from the checks themselves.
 */
import type {Check, Concern} from './check.ts';
import {checks} from './registry.ts';

const headings: Readonly<Record<Concern, string>> = {
	nat: 'LVS-NAT',
	dr: 'Direct routing (LVS-DR)',
	tun: 'Tunnels (LVS-TUN)',
	all: 'All directors',
};

const introduction = `# Checks

This page is generated from the checks of lvstop. They run in the Checks view (key \`7\`) and with \`lvstop check\`, and
change nothing.

Every finding has a severity. An **error** means that traffic fails. A **warning** means that some traffic fails or
will, or that figures cannot be trusted. A **note** may be intended. \`lvstop check\` ends with exit code 1 if there is an
error or a warning, and with 0 otherwise. \`--only ID\` runs one check. With \`--json\` it prints one object:

\`\`\`json
{"findings":[{"id","severity","about","found","why","mend"}],"unknown":[{"id","reason"}]}
\`\`\`

\`about\` is a service, a server of a service, an address, or \`director\`. \`mend\` is the command that mends it, or what
to do; several commands are on a line each.

A check that cannot be done says why, in \`unknown\`: no permission, a program that is missing (\`ip\` of iproute2, \`nft\`,
\`iptables-save\`), a file that the director does not have. A check that concerns nothing of the table, such as a check of
tunnels without a tunnel, says nothing.

Each source is read once: one \`sh\` with \`grep\` for the files below /proc, \`ip -json\` for addresses, neighbours and
routes, the packet filters that the kernel has loaded, the connection table, the log. The console checks shortly after
its start, when the rules change, when the Checks view is opened, with \`n\`, and every minute while that view is open. \`lvstop check
--arping\` also sends two ARP probes for each virtual address, and \`--peer COMMAND\` runs \`COMMAND ipvsadm -Ln --daemon\`
on the director to see the sync daemons of the other one.
`;

function checkLines(check: Check): string {
	const {id, severity, rule, why, source, mends} = check;
	return `### ${id}

${rule}

- severity: ${severity}
- why: ${why}
- source: ${source}
- mended by: ${mends}
`;
}

/** The page: each check with its rule, where the rule comes from, and what mends it. */
export function checksDocument(): string {
	const concerns: readonly Concern[] = ['nat', 'dr', 'tun', 'all'];
	return [
		introduction,
		...concerns.flatMap(concern => [
			`## ${headings[concern]}\n`,
			...checks.filter(check => check.concerns === concern).map(checkLines),
		]),
	].join('\n');
}
