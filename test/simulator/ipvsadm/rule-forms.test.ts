import {expect, test} from 'vitest';
import {runIpvsadm} from '../../../source/simulator/ipvsadm/ipvsadm.ts';
import {Kernel} from '../../../source/simulator/kernel.ts';
import {type RuleForm, readRuleForms, showAndClear, verdictOf} from '../../support/rule-forms.ts';

/** ipvsadm itself crashes on this list; the simulator does not imitate that. */
const deadly = '-A -t 10.1.1.1:80 -s sh -b ,';

function simulated(form: RuleForm) {
	const director = {kernel: new Kernel(() => 0, ['lo']), connections: () => []};
	const run = (input: string) => runIpvsadm(director, ['/sbin/ipvsadm', '-R'], input);
	return verdictOf(form, run(form.text), run(showAndClear));
}

test.each(readRuleForms().filter(({written}) => written !== deadly))(
	'line $line: $written',
	form => {
		expect(simulated(form)).toEqual(form.verdict);
	},
);
