# bash completion for lvstop. Generated from its options by "npm run docs".

# Adds those of the words that begin like the one at the cursor.
_lvstop_words() {
	local word
	for word; do
		[[ $word == "$current"* ]] && COMPREPLY+=("$word")
	done
}

# The same of words that have descriptions, which bash does not show.
_lvstop_described() {
	while (( $# )); do
		_lvstop_words "$1"
		shift 2
	done
}

_lvstop_options() {
	_lvstop_described "$@"
}

# Asks lvstop itself. It ends by itself after two seconds and says nothing if it may not read the table.
_lvstop_live() {
	local word about
	while IFS=$'\t' read -r word about; do
		_lvstop_words "$word"
	done < <("$program" complete "$1" -- "${typed[@]}" </dev/null 2>/dev/null)
}

_lvstop_files() {
	local file
	compopt -o filenames 2>/dev/null
	while IFS= read -r file; do
		COMPREPLY+=("$file")
	done < <(compgen -f -- "$current")
}

_lvstop_hosts() {
	local host
	while IFS= read -r host; do
		_lvstop_words "$host"
	done < <(compgen -A hostname -- "$current")
}

_lvstop_programs() {
	local program
	while IFS= read -r program; do
		_lvstop_words "$program"
	done < <(compgen -c -- "$current")
}

_lvstop_argument() {
	case $1 in
		--via) _lvstop_programs ;;
		--host) _lvstop_hosts ;;
		--netns) _lvstop_files ;;
		--container) : ;;
		--source) _lvstop_words 'auto' 'netlink' 'ipvsadm' ;;
		--config) _lvstop_files ;;
		-n|--count) : ;;
		-d|--interval) : ;;
		--view) _lvstop_words 'services' 'servers' 'connections' 'traffic' 'snapshots' 'log' 'checks' ;;
		--filter) : ;;
		--sort) _lvstop_live columns ;;
		--units) _lvstop_words 'bits' 'bytes' ;;
		--budget) : ;;
		--keys) : ;;
		--timeout) : ;;
		--only) _lvstop_words 'ip-forward-off' 'ipv6-forward-off' 'nat-server-route' 'nat-client-same-network' 'nat-conntrack-off' 'dr-server-not-connected' 'vip-many-macs' 'tun-no-route' 'tun-mtu' 'tun-module' 'tun-pmtu-disc' 'dr-port-differs' 'tun-port-differs' 'vip-missing' 'neighbour-failed' 'rp-filter' 'syn-recv-piling' 'fwmark-without-rule' 'service-without-servers' 'service-all-zero' 'scheduler-missing' 'fallback-missing' 'threshold-reached' 'persistence-never-empties' 'one-server-carries' 'weights-differ' 'reuse-slow' 'conn-tab-small' 'timeout-zero' 'estimation-off' 'defence-active' 'sync-one-side' 'owner-manual-edits' 'local-server' 'vip-unused' ;;
		--peer) _lvstop_programs ;;
		-t|--tcp-service) : ;;
		-u|--udp-service) : ;;
		--sctp-service) : ;;
		-f|--fwmark-service) : ;;
		-r|--real-server) : ;;
		-s|--scheduler) _lvstop_words 'rr' 'wrr' 'lc' 'wlc' 'lblc' 'lblcr' 'dh' 'sh' 'sed' 'nq' 'fo' 'ovf' 'mh' 'twos' 'none' ;;
		-M|--netmask) : ;;
		--pe) _lvstop_words 'sip' ;;
		-b|--sched-flags) : ;;
		-w|--weight) : ;;
		-x|--u-threshold) : ;;
		-y|--l-threshold) : ;;
		--tun-type) _lvstop_words 'ipip' 'gue' 'gre' ;;
		--tun-port) : ;;
		--mcast-interface) : ;;
		--syncid) : ;;
		--sync-maxlen) : ;;
		--mcast-group) : ;;
		--mcast-port) : ;;
		--mcast-ttl) : ;;
		--note) : ;;
		--service) _lvstop_live services ;;
		--keepalived) _lvstop_files ;;
		--ldirectord) _lvstop_files ;;
		--config-id) : ;;
		--demo) _lvstop_words 'nat' 'every-kind' 'large' 'incident' 'tour' ;;
		--names) _lvstop_words 'beside' 'instead' 'off' ;;
		-p|--persistent) : ;;
		*) return 1 ;;
	esac
}

_lvstop_options_of() {
	case $1 in
		'') _lvstop_options \
				'--once' 'print the table once as plain text and exit' \
				'-b' 'print the table as plain text at every reading' \
				'--batch' 'print the table as plain text at every reading' \
				'--json' 'print one JSON object for each reading, on one line; with --once only one' \
				'--events' 'print a line for every change that was made without lvstop' \
				'-n' 'exit after N readings' \
				'--count' 'exit after N readings' \
				'-d' 'seconds between readings (2)' \
				'--interval' 'seconds between readings (2)' \
				'--view' 'the first view' \
				'--filter' 'show only the rows that match, such as state:draining (docs/filter.md)' \
				'--sort' 'sort by a column; -COLUMN largest first, +COLUMN smallest first' \
				'--units' 'unit of traffic, bits or bytes (bits)' \
				'--budget' 'time limit for one reading of the connection table, in seconds (1)' \
				'--names' 'look up names of addresses in /etc/hosts and DNS; show them beside or instead, or off' \
				'--keys' 'press these keys first; with --once, then print the screen' \
				'--dry-run' 'show the commands of every change but change nothing'
			;;
		weight) _lvstop_options \
				'--dry-run' 'print the commands but change nothing' \
				'-y' 'change without asking' \
				'--yes' 'change without asking'
			;;
		drain) _lvstop_options \
				'--wait' 'wait until the server is empty' \
				'--timeout' 'wait at most S seconds; the server stays drained after that' \
				'--delete' 'wait until the server is empty, then delete it' \
				'-d' 'seconds between readings while waiting (2)' \
				'--interval' 'seconds between readings while waiting (2)' \
				'--dry-run' 'print the commands but change nothing' \
				'-y' 'change without asking' \
				'--yes' 'change without asking'
			;;
		undrain) _lvstop_options \
				'--dry-run' 'print the commands but change nothing' \
				'-y' 'change without asking' \
				'--yes' 'change without asking'
			;;
		check) _lvstop_options \
				'--only' 'run only this check' \
				'--arping' 'send two ARP probes for each virtual address, to see who else answers for it' \
				'--peer' 'compare the sync daemons with another director, which this command reaches' \
				'--json' 'print the findings as one JSON object'
			;;
		add) _lvstop_options \
				'-t' 'the TCP service' \
				'--tcp-service' 'the TCP service' \
				'-u' 'the UDP service' \
				'--udp-service' 'the UDP service' \
				'--sctp-service' 'the SCTP service' \
				'-f' 'the service of a firewall mark' \
				'--fwmark-service' 'the service of a firewall mark' \
				'-6' 'the firewall mark is for IPv6' \
				'--ipv6' 'the firewall mark is for IPv6' \
				'-r' 'the server; without PORT, the service'\''s port' \
				'--real-server' 'the server; without PORT, the service'\''s port' \
				'-s' 'service: scheduler (default for add: wlc)' \
				'--scheduler' 'service: scheduler (default for add: wlc)' \
				'-p' 'service: keep clients on their server for S seconds (360)' \
				'--persistent' 'service: keep clients on their server for S seconds (360)' \
				'-M' 'service: clients of one network stay together; for IPv6 a prefix length' \
				'--netmask' 'service: clients of one network stay together; for IPv6 a prefix length' \
				'--pe' 'service: persistence engine' \
				'-o' 'service: one-packet scheduling' \
				'--ops' 'service: one-packet scheduling' \
				'-b' 'service: scheduler flags, separated by commas' \
				'--sched-flags' 'service: scheduler flags, separated by commas' \
				'-m' 'server: masquerading (NAT)' \
				'--masquerading' 'server: masquerading (NAT)' \
				'-g' 'server: direct routing (default for add)' \
				'--gatewaying' 'server: direct routing (default for add)' \
				'-i' 'server: tunnel' \
				'--ipip' 'server: tunnel' \
				'-w' 'server: weight (default for add: 1)' \
				'--weight' 'server: weight (default for add: 1)' \
				'-x' 'server: upper threshold of connections; 0 is none' \
				'--u-threshold' 'server: upper threshold of connections; 0 is none' \
				'-y' 'server: lower threshold of connections; 0 is none' \
				'--l-threshold' 'server: lower threshold of connections; 0 is none' \
				'--tun-type' 'server: tunnel type (default for add: ipip)' \
				'--tun-port' 'server: port of a gue tunnel' \
				'--tun-nocsum' 'server: tunnel without checksums' \
				'--tun-csum' 'server: tunnel with checksums' \
				'--tun-remcsum' 'server: tunnel with remote checksums' \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		edit) _lvstop_options \
				'-t' 'the TCP service' \
				'--tcp-service' 'the TCP service' \
				'-u' 'the UDP service' \
				'--udp-service' 'the UDP service' \
				'--sctp-service' 'the SCTP service' \
				'-f' 'the service of a firewall mark' \
				'--fwmark-service' 'the service of a firewall mark' \
				'-6' 'the firewall mark is for IPv6' \
				'--ipv6' 'the firewall mark is for IPv6' \
				'-r' 'the server; without PORT, the service'\''s port' \
				'--real-server' 'the server; without PORT, the service'\''s port' \
				'-s' 'service: scheduler (default for add: wlc)' \
				'--scheduler' 'service: scheduler (default for add: wlc)' \
				'-p' 'service: keep clients on their server for S seconds (360)' \
				'--persistent' 'service: keep clients on their server for S seconds (360)' \
				'-M' 'service: clients of one network stay together; for IPv6 a prefix length' \
				'--netmask' 'service: clients of one network stay together; for IPv6 a prefix length' \
				'--pe' 'service: persistence engine' \
				'-o' 'service: one-packet scheduling' \
				'--ops' 'service: one-packet scheduling' \
				'-b' 'service: scheduler flags, separated by commas' \
				'--sched-flags' 'service: scheduler flags, separated by commas' \
				'-m' 'server: masquerading (NAT)' \
				'--masquerading' 'server: masquerading (NAT)' \
				'-g' 'server: direct routing (default for add)' \
				'--gatewaying' 'server: direct routing (default for add)' \
				'-i' 'server: tunnel' \
				'--ipip' 'server: tunnel' \
				'-w' 'server: weight (default for add: 1)' \
				'--weight' 'server: weight (default for add: 1)' \
				'-x' 'server: upper threshold of connections; 0 is none' \
				'--u-threshold' 'server: upper threshold of connections; 0 is none' \
				'-y' 'server: lower threshold of connections; 0 is none' \
				'--l-threshold' 'server: lower threshold of connections; 0 is none' \
				'--tun-type' 'server: tunnel type (default for add: ipip)' \
				'--tun-port' 'server: port of a gue tunnel' \
				'--tun-nocsum' 'server: tunnel without checksums' \
				'--tun-csum' 'server: tunnel with checksums' \
				'--tun-remcsum' 'server: tunnel with remote checksums' \
				'--no-persistent' 'service: remove the persistence' \
				'--no-pe' 'service: remove the persistence engine' \
				'--no-ops' 'service: switch one-packet scheduling off' \
				'--no-sched-flags' 'service: remove the scheduler flags' \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		delete) _lvstop_options \
				'-t' 'the TCP service' \
				'--tcp-service' 'the TCP service' \
				'-u' 'the UDP service' \
				'--udp-service' 'the UDP service' \
				'--sctp-service' 'the SCTP service' \
				'-f' 'the service of a firewall mark' \
				'--fwmark-service' 'the service of a firewall mark' \
				'-6' 'the firewall mark is for IPv6' \
				'--ipv6' 'the firewall mark is for IPv6' \
				'-r' 'the server; without PORT, the service'\''s port' \
				'--real-server' 'the server; without PORT, the service'\''s port' \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		zero) _lvstop_options \
				'-t' 'the TCP service' \
				'--tcp-service' 'the TCP service' \
				'-u' 'the UDP service' \
				'--udp-service' 'the UDP service' \
				'--sctp-service' 'the SCTP service' \
				'-f' 'the service of a firewall mark' \
				'--fwmark-service' 'the service of a firewall mark' \
				'-6' 'the firewall mark is for IPv6' \
				'--ipv6' 'the firewall mark is for IPv6' \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		timeouts) _lvstop_options \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		sync) _lvstop_options \
				'--mcast-interface' 'network interface; required' \
				'--syncid' 'sync id, 0 to 255 (0)' \
				'--sync-maxlen' 'largest message in bytes' \
				'--mcast-group' 'multicast group (224.0.0.81)' \
				'--mcast-port' 'UDP port (8848)' \
				'--mcast-ttl' 'time to live (1)' \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		ipvsadm) _lvstop_options \
				'-t' 'the TCP service' \
				'--tcp-service' 'the TCP service' \
				'-u' 'the UDP service' \
				'--udp-service' 'the UDP service' \
				'--sctp-service' 'the SCTP service' \
				'-f' 'the service of a firewall mark' \
				'--fwmark-service' 'the service of a firewall mark' \
				'-6' 'the firewall mark is for IPv6' \
				'--ipv6' 'the firewall mark is for IPv6' \
				'-r' 'the server; without PORT, the service'\''s port' \
				'--real-server' 'the server; without PORT, the service'\''s port' \
				'-s' 'service: scheduler (default for add: wlc)' \
				'--scheduler' 'service: scheduler (default for add: wlc)' \
				'-p' 'service: keep clients on their server for S seconds (360)' \
				'--persistent' 'service: keep clients on their server for S seconds (360)' \
				'-M' 'service: clients of one network stay together; for IPv6 a prefix length' \
				'--netmask' 'service: clients of one network stay together; for IPv6 a prefix length' \
				'--pe' 'service: persistence engine' \
				'-o' 'service: one-packet scheduling' \
				'--ops' 'service: one-packet scheduling' \
				'-b' 'service: scheduler flags, separated by commas' \
				'--sched-flags' 'service: scheduler flags, separated by commas' \
				'-m' 'server: masquerading (NAT)' \
				'--masquerading' 'server: masquerading (NAT)' \
				'-g' 'server: direct routing (default for add)' \
				'--gatewaying' 'server: direct routing (default for add)' \
				'-i' 'server: tunnel' \
				'--ipip' 'server: tunnel' \
				'-w' 'server: weight (default for add: 1)' \
				'--weight' 'server: weight (default for add: 1)' \
				'-x' 'server: upper threshold of connections; 0 is none' \
				'--u-threshold' 'server: upper threshold of connections; 0 is none' \
				'-y' 'server: lower threshold of connections; 0 is none' \
				'--l-threshold' 'server: lower threshold of connections; 0 is none' \
				'--tun-type' 'server: tunnel type (default for add: ipip)' \
				'--tun-port' 'server: port of a gue tunnel' \
				'--tun-nocsum' 'server: tunnel without checksums' \
				'--tun-csum' 'server: tunnel with checksums' \
				'--tun-remcsum' 'server: tunnel with remote checksums' \
				'--mcast-interface' 'network interface; required' \
				'--syncid' 'sync id, 0 to 255 (0)' \
				'--sync-maxlen' 'largest message in bytes' \
				'--mcast-group' 'multicast group (224.0.0.81)' \
				'--mcast-port' 'UDP port (8848)' \
				'--mcast-ttl' 'time to live (1)' \
				'--dry-run' 'print the commands but change nothing' \
				'--yes' 'change without asking'
			;;
		undo) _lvstop_options \
				'--dry-run' 'print the commands but change nothing' \
				'-y' 'change without asking' \
				'--yes' 'change without asking'
			;;
		log) _lvstop_options \
				'-n' 'print only the last N commands' \
				'--count' 'print only the last N commands' \
				'--json' 'print each command as a JSON object on one line, as in the file'
			;;
		save) _lvstop_options \
				'--force' 'replace the file if it exists' \
				'--note' 'save a note with the snapshot' \
				'--partial' 'save the readable rules if some could not be read'
			;;
		diff) _lvstop_options \
				'--service' 'only this service; may be repeated' \
				'--keep-weights' 'keep the current weights of servers that both sides have' \
				'--keepalived' 'compare with what this keepalived.conf wants; - is standard input' \
				'--ldirectord' 'compare with what this ldirectord.cf wants; - is standard input' \
				'--config-id' 'lines of keepalived.conf that begin with @: for which machine' \
				'--json' 'print the difference as one JSON object'
			;;
		restore) _lvstop_options \
				'--service' 'only this service; may be repeated' \
				'--keep-weights' 'keep the current weights of servers that both sides have' \
				'--rollback-on-error' 'roll back to the previous rules if a command fails' \
				'--finish' 'run the rest of an interrupted restore' \
				'--roll-back' 'go back to the rules from before an interrupted restore' \
				'--forget' 'leave everything as an interrupted restore left it' \
				'--dry-run' 'print the commands but change nothing' \
				'-y' 'change without asking' \
				'--yes' 'change without asking'
			;;
		snapshots) _lvstop_options \
				'--json' 'print the list as JSON, one line for each snapshot' \
				'--dry-run' 'print the commands but change nothing' \
				'-y' 'change without asking' \
				'--yes' 'change without asking'
			;;
		config) _lvstop_options \
				'-d' 'seconds between readings (2)' \
				'--interval' 'seconds between readings (2)' \
				'--view' 'the first view' \
				'--filter' 'show only the rows that match, such as state:draining (docs/filter.md)' \
				'--sort' 'sort by a column; -COLUMN largest first, +COLUMN smallest first' \
				'--units' 'unit of traffic, bits or bytes (bits)' \
				'--budget' 'time limit for one reading of the connection table, in seconds (1)' \
				'--names' 'look up names of addresses in /etc/hosts and DNS; show them beside or instead, or off' \
				'--dry-run' 'show the commands of every change but change nothing' \
				'--json' 'print one JSON object'
			;;
	esac
	_lvstop_options \
		'--via' 'run every command through COMMAND, such as --via sudo' \
		'--host' 'use the director on another host, over ssh' \
		'--netns' 'use the director in another network namespace, by its name or its file' \
		'--container' 'use the director in the network namespace of a docker or podman container' \
		'--demo' 'use a simulated director with traffic; nothing is real' \
		'--local' 'use the director on this host, even if the configuration names another one' \
		'--source' 'read a local director by netlink or by ipvsadm (auto)' \
		'--read-only' 'allow no changes' \
		'--no-read-only' 'allow changes even if the configuration says read-only' \
		'--config' 'read this file instead of the configuration files' \
		'--no-color' 'no colours (NO_COLOR in the environment does the same)' \
		'-V' 'print the version and exit' \
		'--version' 'print the version and exit' \
		'-h' 'print this help and exit' \
		'--help' 'print this help and exit'
}

_lvstop_place() {
	case $1:$3:$2 in
		weight:0:*) _lvstop_live services ;;
		weight:1:*) _lvstop_live servers ;;
		weight:2:*) _lvstop_words '+1' '-1' '50%' 'x2' '0' '1' ;;
		drain:0:*) _lvstop_live services ;;
		drain:1:*) _lvstop_live servers ;;
		undrain:0:*) _lvstop_live services ;;
		undrain:1:*) _lvstop_live servers ;;
		add:0:*) _lvstop_words 'service' 'server' ;;
		add:1:service) _lvstop_live services ;;
		add:1:server) _lvstop_live services ;;
		edit:0:*) _lvstop_words 'service' 'server' ;;
		edit:1:service) _lvstop_live services ;;
		edit:1:server) _lvstop_live services ;;
		edit:2:server) _lvstop_live servers ;;
		delete:0:*) _lvstop_words 'service' 'server' ;;
		delete:1:service) _lvstop_live services ;;
		delete:1:server) _lvstop_live services ;;
		delete:2:server) _lvstop_live servers ;;
		zero:0:*) _lvstop_live services ;;
		sync:0:*) _lvstop_words 'start' 'stop' ;;
		sync:1:start) _lvstop_words 'master' 'backup' ;;
		sync:1:stop) _lvstop_words 'master' 'backup' ;;
		save:0:*) _lvstop_files ;;
		diff:0:*) _lvstop_live snapshots; _lvstop_files ;;
		diff:1:*) _lvstop_live snapshots; _lvstop_files ;;
		restore:0:*) _lvstop_live snapshots; _lvstop_files ;;
		snapshots:0:*) _lvstop_words 'show' 'delete' 'rename' 'note' ;;
		snapshots:[1-9]*:show) _lvstop_live snapshots ;;
		snapshots:[1-9]*:delete) _lvstop_live snapshots ;;
		snapshots:1:rename) _lvstop_live snapshots ;;
		snapshots:1:note) _lvstop_live snapshots ;;
		help:0:*) _lvstop_commands ;;
	esac
}

_lvstop_commands() {
	_lvstop_described \
		'weight' 'set the weight of a server' \
		'drain' 'take a server out of service without cutting connections' \
		'undrain' 'restore the weight of a drained server' \
		'check' 'find what is wrong on this director, and why' \
		'add' 'add a service or a server' \
		'edit' 'change the values of a service or a server' \
		'delete' 'delete a service with its servers, or a server' \
		'zero' 'zero the counters of a service, or all counters' \
		'timeouts' 'print or set the timeouts of idle connections' \
		'sync' 'print, start or stop the sync daemons' \
		'ipvsadm' 'run a command line of ipvsadm with a plan, a check and a log' \
		'undo' 'undo the last change that lvstop made' \
		'log' 'print the commands that lvstop has run' \
		'save' 'save the rules of the director' \
		'diff' 'compare the director with saved rules, or with a file of keepalived or ldirectord' \
		'restore' 'restore saved rules with the fewest changes' \
		'snapshots' 'list, show, rename, note and delete snapshots' \
		'config' 'print the effective configuration, and where each value comes from' \
		'help' 'show the options of a command'
}

# The words up to the cursor. Bash has parted them at colons as well, of which every service has two.
_lvstop_split() {
	local line=${COMP_LINE:0:COMP_POINT} word blank
	local -i index
	typed=()
	for (( index = 0; index <= COMP_CWORD; index++ )); do
		word=${COMP_WORDS[index]}
		blank=${line%%[![:blank:]]*}
		line=${line#"$blank"}
		if (( index == COMP_CWORD )); then
			word=$line
		fi
		line=${line#"$word"}
		if [[ -z $blank && index -gt 0 ]]; then
			typed[-1]+=$word
		else
			typed+=("$word")
		fi
	done
}

_lvstop() {
	local -a typed
	local current program
	COMPREPLY=()
	_lvstop_split
	program=${typed[0]/#\~/$HOME}
	current=${typed[-1]}
	typed=("${typed[@]:1:${#typed[@]}-2}")
	local command= first= option= word
	local -i count=0 plain=0
	for word in "${typed[@]}"; do
		if (( ! plain )); then
			case $option in
				'') ;;
				--demo|--names|-p|--persistent)
					option=
					case $word in
						-*|weight|drain|undrain|check|add|edit|delete|zero|timeouts|sync|ipvsadm|undo|log|save|diff|restore|snapshots|config|help) ;;
						*) continue ;;
					esac
					;;
				*) option=; continue ;;
			esac
			case $word in
				--) plain=1; continue ;;
				-b|-y)
					case $command in add|edit|ipvsadm) option=$word ;; esac
					continue
					;;
				--via|--host|--netns|--container|--source|--config|-n|--count|-d|--interval|--view|--filter|--sort|--units|--budget|--keys|--timeout|--only|--peer|-t|--tcp-service|-u|--udp-service|--sctp-service|-f|--fwmark-service|-r|--real-server|-s|--scheduler|-M|--netmask|--pe|--sched-flags|-w|--weight|-x|--u-threshold|--l-threshold|--tun-type|--tun-port|--mcast-interface|--syncid|--sync-maxlen|--mcast-group|--mcast-port|--mcast-ttl|--note|--service|--keepalived|--ldirectord|--config-id|--demo|--names|-p|--persistent) option=$word; continue ;;
				-?*) continue ;;
			esac
		fi
		if [[ -z $command ]]; then
			command=$word
		else
			(( count == 0 )) && first=$word
			count+=1
		fi
	done
	local whole=$current
	if [[ -n $option ]] && (( ! plain )); then
		_lvstop_argument "$option"
	fi
	if [[ -z $option || $option == --demo || $option == --names || $option == -p || $option == --persistent ]] || (( plain )); then
		if [[ $current == --*=* ]] && (( ! plain )); then
			current=${whole#*=}
			_lvstop_argument "${whole%%=*}"
			COMPREPLY=("${COMPREPLY[@]/#/${whole%%=*}=}")
			current=$whole
		elif [[ $current == -* ]] && (( ! plain )); then
			_lvstop_options_of "$command"
		elif [[ -z $command ]]; then
			_lvstop_commands
		else
			_lvstop_place "$command" "$first" "$count"
		fi
	fi
	# Bash replaces only what is behind the last character that parts words.
	local parting=${current%"${current##*[:=]}"}
	if [[ -n $parting && $COMP_WORDBREAKS == *"${parting: -1}"* ]]; then
		COMPREPLY=("${COMPREPLY[@]#"$parting"}")
	fi
}

complete -o nosort -F _lvstop lvstop 2>/dev/null || complete -F _lvstop lvstop
