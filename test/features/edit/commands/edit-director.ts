/**
 * A simulated director with one row of each kind that edits distinguish.
 */
import {quietScene} from '../../../plans/apply/changing-director.ts';
import {type SubcommandDirector, subcommandDirector} from '../../../support/subcommand-director.ts';

export const web = 'tcp:172.16.249.138:80';

/** The rules of {@link editDirector}, thresholds included. */
export const rules = `-A -t 172.16.249.138:80 -s sh -p 300 -M 255.255.255.0 -b sh-port
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 5 -x 100 -y 80
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
-a -t 172.16.249.138:80 -r 10.0.0.9:8080 -m -w 1
-A -u 172.16.249.138:53 -s rr -o
-A -f 7 -s wlc
-a -f 7 -r 10.0.0.8:0 -g -w 1
`;

/** Opens it without traffic. */
export function editDirector(options = {}): Promise<SubcommandDirector> {
	return subcommandDirector(quietScene(rules), options);
}

/** The rules of a director and its thresholds, as ipvsadm prints them. */
export async function printed(director: SubcommandDirector): Promise<string> {
	return `${await director.ipvsadm('-Sn')}${await director.ipvsadm('-Ln --thresholds')}`;
}
