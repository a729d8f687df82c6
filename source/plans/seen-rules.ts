/**
 * The rules of services as they are seen.
 */
import type {RuleSet} from '../ipvs/rule-set.ts';
import type {SeenService} from './seen.ts';

/** The rules of the services as they are seen, and the names of rows that are not known in full. */
export function seenRules(services: readonly SeenService[]): {
	readonly rules: RuleSet;
	readonly unknown: readonly string[];
} {
	const unknown: string[] = [];
	const rules = services.flatMap(({id, rule, servers}) => {
		const known = servers.flatMap(server => {
			if (!server.rule) {
				unknown.push(`${server.id} in ${id}`);
			}

			return server.rule ?? [];
		});
		if (!rule) {
			unknown.push(id);
		}

		return rule ? {service: rule, servers: known} : [];
	});
	return {rules, unknown};
}
