# fish completion for lvstop. Generated from its options by "npm run docs".

# Prints the command before the cursor and the words after it, a line each.
function __lvstop_typed
	set -l option ''
	set -l plain 0
	set -l command ''
	for word in (commandline -opc)[2..-1]
		if test $plain = 0
			if contains -- $option --demo --names -p --persistent
				set option ''
				if not string match -q -- '-*' $word; and not contains -- $word weight drain undrain check add edit delete zero timeouts sync ipvsadm undo log save diff restore snapshots config help
					continue
				end
			else if test -n "$option"
				set option ''
				continue
			end
			if test "$word" = --
				set plain 1
				continue
			else if contains -- $word -b -y
				contains -- "$command" add edit ipvsadm; and set option $word
				continue
			else if contains -- $word --via --host --netns --container --source --config -n --count -d --interval --view --filter --sort --units --budget --keys --timeout --only --peer -t --tcp-service -u --udp-service --sctp-service -f --fwmark-service -r --real-server -s --scheduler -M --netmask --pe --sched-flags -w --weight -x --u-threshold --l-threshold --tun-type --tun-port --mcast-interface --syncid --sync-maxlen --mcast-group --mcast-port --mcast-ttl --note --service --keepalived --ldirectord --config-id --demo --names -p --persistent
				set option $word
				continue
			else if string match -q -- '-?*' $word
				continue
			end
		end
		test -n "$command"; or set command $word
		echo -- $word
	end
end

# Whether this is the command. Without a word: whether there is none yet.
function __lvstop_command
	set -l typed (__lvstop_typed)
	test "$typed[1]" = "$argv[1]"
end

# Whether the word at the cursor is this one (0 is the first) of a command; "more" is any after the first.
function __lvstop_at
	set -l typed (__lvstop_typed)
	set -l count (math (count $typed) - 1)
	test "$typed[1]" = $argv[1]; or return 1
	test $count = $argv[2]; or begin; test $argv[2] = more; and test $count -ge 1; end; or return 1
	test (count $argv) -lt 3; or test "$typed[2]" = $argv[3]
end

# Asks lvstop itself. It ends by itself after two seconds and says nothing if it may not read the table.
function __lvstop_live
	set -l typed (commandline -opc)
	set -l program (string replace -r '^~(?=/)' -- $HOME $typed[1])
	command $program complete $argv[1] -- $typed[2..-1] </dev/null 2>/dev/null
end

complete -c lvstop -f
complete -c lvstop -n __lvstop_command -a weight -d 'set the weight of a server'
complete -c lvstop -n __lvstop_command -a drain -d 'take a server out of service without cutting connections'
complete -c lvstop -n __lvstop_command -a undrain -d 'restore the weight of a drained server'
complete -c lvstop -n __lvstop_command -a check -d 'find what is wrong on this director, and why'
complete -c lvstop -n __lvstop_command -a add -d 'add a service or a server'
complete -c lvstop -n __lvstop_command -a edit -d 'change the values of a service or a server'
complete -c lvstop -n __lvstop_command -a delete -d 'delete a service with its servers, or a server'
complete -c lvstop -n __lvstop_command -a zero -d 'zero the counters of a service, or all counters'
complete -c lvstop -n __lvstop_command -a timeouts -d 'print or set the timeouts of idle connections'
complete -c lvstop -n __lvstop_command -a sync -d 'print, start or stop the sync daemons'
complete -c lvstop -n __lvstop_command -a ipvsadm -d 'run a command line of ipvsadm with a plan, a check and a log'
complete -c lvstop -n __lvstop_command -a undo -d 'undo the last change that lvstop made'
complete -c lvstop -n __lvstop_command -a log -d 'print the commands that lvstop has run'
complete -c lvstop -n __lvstop_command -a save -d 'save the rules of the director'
complete -c lvstop -n __lvstop_command -a diff -d 'compare the director with saved rules, or with a file of keepalived or ldirectord'
complete -c lvstop -n __lvstop_command -a restore -d 'restore saved rules with the fewest changes'
complete -c lvstop -n __lvstop_command -a snapshots -d 'list, show, rename, note and delete snapshots'
complete -c lvstop -n __lvstop_command -a config -d 'print the effective configuration, and where each value comes from'
complete -c lvstop -n __lvstop_command -a help -d 'show the options of a command'
complete -c lvstop -n '__lvstop_at help 0' -a weight -d 'set the weight of a server'
complete -c lvstop -n '__lvstop_at help 0' -a drain -d 'take a server out of service without cutting connections'
complete -c lvstop -n '__lvstop_at help 0' -a undrain -d 'restore the weight of a drained server'
complete -c lvstop -n '__lvstop_at help 0' -a check -d 'find what is wrong on this director, and why'
complete -c lvstop -n '__lvstop_at help 0' -a add -d 'add a service or a server'
complete -c lvstop -n '__lvstop_at help 0' -a edit -d 'change the values of a service or a server'
complete -c lvstop -n '__lvstop_at help 0' -a delete -d 'delete a service with its servers, or a server'
complete -c lvstop -n '__lvstop_at help 0' -a zero -d 'zero the counters of a service, or all counters'
complete -c lvstop -n '__lvstop_at help 0' -a timeouts -d 'print or set the timeouts of idle connections'
complete -c lvstop -n '__lvstop_at help 0' -a sync -d 'print, start or stop the sync daemons'
complete -c lvstop -n '__lvstop_at help 0' -a ipvsadm -d 'run a command line of ipvsadm with a plan, a check and a log'
complete -c lvstop -n '__lvstop_at help 0' -a undo -d 'undo the last change that lvstop made'
complete -c lvstop -n '__lvstop_at help 0' -a log -d 'print the commands that lvstop has run'
complete -c lvstop -n '__lvstop_at help 0' -a save -d 'save the rules of the director'
complete -c lvstop -n '__lvstop_at help 0' -a diff -d 'compare the director with saved rules, or with a file of keepalived or ldirectord'
complete -c lvstop -n '__lvstop_at help 0' -a restore -d 'restore saved rules with the fewest changes'
complete -c lvstop -n '__lvstop_at help 0' -a snapshots -d 'list, show, rename, note and delete snapshots'
complete -c lvstop -n '__lvstop_at help 0' -a config -d 'print the effective configuration, and where each value comes from'

complete -c lvstop -l via -x -a '(__fish_complete_command)' -d 'run every command through COMMAND, such as --via sudo'
complete -c lvstop -l host -x -a '(__fish_print_hostnames)' -d 'use the director on another host, over ssh'
complete -c lvstop -l netns -x -a '(__fish_complete_path (commandline -ct))' -d 'use the director in another network namespace, by its name or its file'
complete -c lvstop -l container -x -d 'use the director in the network namespace of a docker or podman container'
complete -c lvstop -l demo -a 'nat every-kind large incident tour' -d 'use a simulated director with traffic; nothing is real'
complete -c lvstop -l local -d 'use the director on this host, even if the configuration names another one'
complete -c lvstop -l source -x -a 'auto netlink ipvsadm' -d 'read a local director by netlink or by ipvsadm (auto)'
complete -c lvstop -l read-only -d 'allow no changes'
complete -c lvstop -l no-read-only -d 'allow changes even if the configuration says read-only'
complete -c lvstop -l config -x -a '(__fish_complete_path (commandline -ct))' -d 'read this file instead of the configuration files'
complete -c lvstop -l no-color -d 'no colours (NO_COLOR in the environment does the same)'
complete -c lvstop -s V -l version -d 'print the version and exit'
complete -c lvstop -s h -l help -d 'print this help and exit'

complete -c lvstop -n '__lvstop_command' -l once -d 'print the table once as plain text and exit'
complete -c lvstop -n '__lvstop_command' -s b -l batch -d 'print the table as plain text at every reading'
complete -c lvstop -n '__lvstop_command' -l json -d 'print one JSON object for each reading, on one line; with --once only one'
complete -c lvstop -n '__lvstop_command' -l events -d 'print a line for every change that was made without lvstop'
complete -c lvstop -n '__lvstop_command' -s n -l count -x -d 'exit after N readings'
complete -c lvstop -n '__lvstop_command' -s d -l interval -x -d 'seconds between readings (2)'
complete -c lvstop -n '__lvstop_command' -l view -x -a 'services servers connections traffic snapshots log checks' -d 'the first view'
complete -c lvstop -n '__lvstop_command' -l filter -x -d 'show only the rows that match, such as state:draining (docs/filter.md)'
complete -c lvstop -n '__lvstop_command' -l sort -x -a '(__lvstop_live columns)' -d 'sort by a column; -COLUMN largest first, +COLUMN smallest first'
complete -c lvstop -n '__lvstop_command' -l units -x -a 'bits bytes' -d 'unit of traffic, bits or bytes (bits)'
complete -c lvstop -n '__lvstop_command' -l budget -x -d 'time limit for one reading of the connection table, in seconds (1)'
complete -c lvstop -n '__lvstop_command' -l names -a 'beside instead off' -d 'look up names of addresses in /etc/hosts and DNS; show them beside or instead, or off'
complete -c lvstop -n '__lvstop_command' -l keys -x -d 'press these keys first; with --once, then print the screen'
complete -c lvstop -n '__lvstop_command' -l dry-run -d 'show the commands of every change but change nothing'

complete -c lvstop -n '__lvstop_command weight' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command weight' -s y -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at weight 0' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at weight 1' -a '(__lvstop_live servers)'
complete -c lvstop -k -n '__lvstop_at weight 2' -a '+1 -1 50% x2 0 1'

complete -c lvstop -n '__lvstop_command drain' -l wait -d 'wait until the server is empty'
complete -c lvstop -n '__lvstop_command drain' -l timeout -x -d 'wait at most S seconds; the server stays drained after that'
complete -c lvstop -n '__lvstop_command drain' -l delete -d 'wait until the server is empty, then delete it'
complete -c lvstop -n '__lvstop_command drain' -s d -l interval -x -d 'seconds between readings while waiting (2)'
complete -c lvstop -n '__lvstop_command drain' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command drain' -s y -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at drain 0' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at drain 1' -a '(__lvstop_live servers)'

complete -c lvstop -n '__lvstop_command undrain' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command undrain' -s y -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at undrain 0' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at undrain 1' -a '(__lvstop_live servers)'

complete -c lvstop -n '__lvstop_command check' -l only -x -a 'ip-forward-off ipv6-forward-off nat-server-route nat-client-same-network nat-conntrack-off dr-server-not-connected vip-many-macs tun-no-route tun-mtu tun-module tun-pmtu-disc dr-port-differs tun-port-differs vip-missing neighbour-failed rp-filter syn-recv-piling fwmark-without-rule service-without-servers service-all-zero scheduler-missing fallback-missing threshold-reached persistence-never-empties one-server-carries weights-differ reuse-slow conn-tab-small timeout-zero estimation-off defence-active sync-one-side owner-manual-edits local-server vip-unused' -d 'run only this check'
complete -c lvstop -n '__lvstop_command check' -l arping -d 'send two ARP probes for each virtual address, to see who else answers for it'
complete -c lvstop -n '__lvstop_command check' -l peer -x -a '(__fish_complete_command)' -d 'compare the sync daemons with another director, which this command reaches'
complete -c lvstop -n '__lvstop_command check' -l json -d 'print the findings as one JSON object'

complete -c lvstop -n '__lvstop_command add' -s t -l tcp-service -x -d 'the TCP service'
complete -c lvstop -n '__lvstop_command add' -s u -l udp-service -x -d 'the UDP service'
complete -c lvstop -n '__lvstop_command add' -l sctp-service -x -d 'the SCTP service'
complete -c lvstop -n '__lvstop_command add' -s f -l fwmark-service -x -d 'the service of a firewall mark'
complete -c lvstop -n '__lvstop_command add' -s 6 -l ipv6 -d 'the firewall mark is for IPv6'
complete -c lvstop -n '__lvstop_command add' -s r -l real-server -x -d 'the server; without PORT, the service\'s port'
complete -c lvstop -n '__lvstop_command add' -s s -l scheduler -x -a 'rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh twos none' -d 'service: scheduler (default for add: wlc)'
complete -c lvstop -n '__lvstop_command add' -s p -l persistent -d 'service: keep clients on their server for S seconds (360)'
complete -c lvstop -n '__lvstop_command add' -s M -l netmask -x -d 'service: clients of one network stay together; for IPv6 a prefix length'
complete -c lvstop -n '__lvstop_command add' -l pe -x -a 'sip' -d 'service: persistence engine'
complete -c lvstop -n '__lvstop_command add' -s o -l ops -d 'service: one-packet scheduling'
complete -c lvstop -n '__lvstop_command add' -s b -l sched-flags -x -d 'service: scheduler flags, separated by commas'
complete -c lvstop -n '__lvstop_command add' -s m -l masquerading -d 'server: masquerading (NAT)'
complete -c lvstop -n '__lvstop_command add' -s g -l gatewaying -d 'server: direct routing (default for add)'
complete -c lvstop -n '__lvstop_command add' -s i -l ipip -d 'server: tunnel'
complete -c lvstop -n '__lvstop_command add' -s w -l weight -x -d 'server: weight (default for add: 1)'
complete -c lvstop -n '__lvstop_command add' -s x -l u-threshold -x -d 'server: upper threshold of connections; 0 is none'
complete -c lvstop -n '__lvstop_command add' -s y -l l-threshold -x -d 'server: lower threshold of connections; 0 is none'
complete -c lvstop -n '__lvstop_command add' -l tun-type -x -a 'ipip gue gre' -d 'server: tunnel type (default for add: ipip)'
complete -c lvstop -n '__lvstop_command add' -l tun-port -x -d 'server: port of a gue tunnel'
complete -c lvstop -n '__lvstop_command add' -l tun-nocsum -d 'server: tunnel without checksums'
complete -c lvstop -n '__lvstop_command add' -l tun-csum -d 'server: tunnel with checksums'
complete -c lvstop -n '__lvstop_command add' -l tun-remcsum -d 'server: tunnel with remote checksums'
complete -c lvstop -n '__lvstop_command add' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command add' -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at add 0' -a 'service server'
complete -c lvstop -k -n '__lvstop_at add 1 service' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at add 1 server' -a '(__lvstop_live services)'

complete -c lvstop -n '__lvstop_command edit' -s t -l tcp-service -x -d 'the TCP service'
complete -c lvstop -n '__lvstop_command edit' -s u -l udp-service -x -d 'the UDP service'
complete -c lvstop -n '__lvstop_command edit' -l sctp-service -x -d 'the SCTP service'
complete -c lvstop -n '__lvstop_command edit' -s f -l fwmark-service -x -d 'the service of a firewall mark'
complete -c lvstop -n '__lvstop_command edit' -s 6 -l ipv6 -d 'the firewall mark is for IPv6'
complete -c lvstop -n '__lvstop_command edit' -s r -l real-server -x -d 'the server; without PORT, the service\'s port'
complete -c lvstop -n '__lvstop_command edit' -s s -l scheduler -x -a 'rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh twos none' -d 'service: scheduler (default for add: wlc)'
complete -c lvstop -n '__lvstop_command edit' -s p -l persistent -d 'service: keep clients on their server for S seconds (360)'
complete -c lvstop -n '__lvstop_command edit' -s M -l netmask -x -d 'service: clients of one network stay together; for IPv6 a prefix length'
complete -c lvstop -n '__lvstop_command edit' -l pe -x -a 'sip' -d 'service: persistence engine'
complete -c lvstop -n '__lvstop_command edit' -s o -l ops -d 'service: one-packet scheduling'
complete -c lvstop -n '__lvstop_command edit' -s b -l sched-flags -x -d 'service: scheduler flags, separated by commas'
complete -c lvstop -n '__lvstop_command edit' -s m -l masquerading -d 'server: masquerading (NAT)'
complete -c lvstop -n '__lvstop_command edit' -s g -l gatewaying -d 'server: direct routing (default for add)'
complete -c lvstop -n '__lvstop_command edit' -s i -l ipip -d 'server: tunnel'
complete -c lvstop -n '__lvstop_command edit' -s w -l weight -x -d 'server: weight (default for add: 1)'
complete -c lvstop -n '__lvstop_command edit' -s x -l u-threshold -x -d 'server: upper threshold of connections; 0 is none'
complete -c lvstop -n '__lvstop_command edit' -s y -l l-threshold -x -d 'server: lower threshold of connections; 0 is none'
complete -c lvstop -n '__lvstop_command edit' -l tun-type -x -a 'ipip gue gre' -d 'server: tunnel type (default for add: ipip)'
complete -c lvstop -n '__lvstop_command edit' -l tun-port -x -d 'server: port of a gue tunnel'
complete -c lvstop -n '__lvstop_command edit' -l tun-nocsum -d 'server: tunnel without checksums'
complete -c lvstop -n '__lvstop_command edit' -l tun-csum -d 'server: tunnel with checksums'
complete -c lvstop -n '__lvstop_command edit' -l tun-remcsum -d 'server: tunnel with remote checksums'
complete -c lvstop -n '__lvstop_command edit' -l no-persistent -d 'service: remove the persistence'
complete -c lvstop -n '__lvstop_command edit' -l no-pe -d 'service: remove the persistence engine'
complete -c lvstop -n '__lvstop_command edit' -l no-ops -d 'service: switch one-packet scheduling off'
complete -c lvstop -n '__lvstop_command edit' -l no-sched-flags -d 'service: remove the scheduler flags'
complete -c lvstop -n '__lvstop_command edit' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command edit' -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at edit 0' -a 'service server'
complete -c lvstop -k -n '__lvstop_at edit 1 service' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at edit 1 server' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at edit 2 server' -a '(__lvstop_live servers)'

complete -c lvstop -n '__lvstop_command delete' -s t -l tcp-service -x -d 'the TCP service'
complete -c lvstop -n '__lvstop_command delete' -s u -l udp-service -x -d 'the UDP service'
complete -c lvstop -n '__lvstop_command delete' -l sctp-service -x -d 'the SCTP service'
complete -c lvstop -n '__lvstop_command delete' -s f -l fwmark-service -x -d 'the service of a firewall mark'
complete -c lvstop -n '__lvstop_command delete' -s 6 -l ipv6 -d 'the firewall mark is for IPv6'
complete -c lvstop -n '__lvstop_command delete' -s r -l real-server -x -d 'the server; without PORT, the service\'s port'
complete -c lvstop -n '__lvstop_command delete' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command delete' -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at delete 0' -a 'service server'
complete -c lvstop -k -n '__lvstop_at delete 1 service' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at delete 1 server' -a '(__lvstop_live services)'
complete -c lvstop -k -n '__lvstop_at delete 2 server' -a '(__lvstop_live servers)'

complete -c lvstop -n '__lvstop_command zero' -s t -l tcp-service -x -d 'the TCP service'
complete -c lvstop -n '__lvstop_command zero' -s u -l udp-service -x -d 'the UDP service'
complete -c lvstop -n '__lvstop_command zero' -l sctp-service -x -d 'the SCTP service'
complete -c lvstop -n '__lvstop_command zero' -s f -l fwmark-service -x -d 'the service of a firewall mark'
complete -c lvstop -n '__lvstop_command zero' -s 6 -l ipv6 -d 'the firewall mark is for IPv6'
complete -c lvstop -n '__lvstop_command zero' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command zero' -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at zero 0' -a '(__lvstop_live services)'

complete -c lvstop -n '__lvstop_command timeouts' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command timeouts' -l yes -d 'change without asking'

complete -c lvstop -n '__lvstop_command sync' -l mcast-interface -x -d 'network interface; required'
complete -c lvstop -n '__lvstop_command sync' -l syncid -x -d 'sync id, 0 to 255 (0)'
complete -c lvstop -n '__lvstop_command sync' -l sync-maxlen -x -d 'largest message in bytes'
complete -c lvstop -n '__lvstop_command sync' -l mcast-group -x -d 'multicast group (224.0.0.81)'
complete -c lvstop -n '__lvstop_command sync' -l mcast-port -x -d 'UDP port (8848)'
complete -c lvstop -n '__lvstop_command sync' -l mcast-ttl -x -d 'time to live (1)'
complete -c lvstop -n '__lvstop_command sync' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command sync' -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at sync 0' -a 'start stop'
complete -c lvstop -k -n '__lvstop_at sync 1 start' -a 'master backup'
complete -c lvstop -k -n '__lvstop_at sync 1 stop' -a 'master backup'

complete -c lvstop -n '__lvstop_command ipvsadm' -s t -l tcp-service -x -d 'the TCP service'
complete -c lvstop -n '__lvstop_command ipvsadm' -s u -l udp-service -x -d 'the UDP service'
complete -c lvstop -n '__lvstop_command ipvsadm' -l sctp-service -x -d 'the SCTP service'
complete -c lvstop -n '__lvstop_command ipvsadm' -s f -l fwmark-service -x -d 'the service of a firewall mark'
complete -c lvstop -n '__lvstop_command ipvsadm' -s 6 -l ipv6 -d 'the firewall mark is for IPv6'
complete -c lvstop -n '__lvstop_command ipvsadm' -s r -l real-server -x -d 'the server; without PORT, the service\'s port'
complete -c lvstop -n '__lvstop_command ipvsadm' -s s -l scheduler -x -a 'rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh twos none' -d 'service: scheduler (default for add: wlc)'
complete -c lvstop -n '__lvstop_command ipvsadm' -s p -l persistent -d 'service: keep clients on their server for S seconds (360)'
complete -c lvstop -n '__lvstop_command ipvsadm' -s M -l netmask -x -d 'service: clients of one network stay together; for IPv6 a prefix length'
complete -c lvstop -n '__lvstop_command ipvsadm' -l pe -x -a 'sip' -d 'service: persistence engine'
complete -c lvstop -n '__lvstop_command ipvsadm' -s o -l ops -d 'service: one-packet scheduling'
complete -c lvstop -n '__lvstop_command ipvsadm' -s b -l sched-flags -x -d 'service: scheduler flags, separated by commas'
complete -c lvstop -n '__lvstop_command ipvsadm' -s m -l masquerading -d 'server: masquerading (NAT)'
complete -c lvstop -n '__lvstop_command ipvsadm' -s g -l gatewaying -d 'server: direct routing (default for add)'
complete -c lvstop -n '__lvstop_command ipvsadm' -s i -l ipip -d 'server: tunnel'
complete -c lvstop -n '__lvstop_command ipvsadm' -s w -l weight -x -d 'server: weight (default for add: 1)'
complete -c lvstop -n '__lvstop_command ipvsadm' -s x -l u-threshold -x -d 'server: upper threshold of connections; 0 is none'
complete -c lvstop -n '__lvstop_command ipvsadm' -s y -l l-threshold -x -d 'server: lower threshold of connections; 0 is none'
complete -c lvstop -n '__lvstop_command ipvsadm' -l tun-type -x -a 'ipip gue gre' -d 'server: tunnel type (default for add: ipip)'
complete -c lvstop -n '__lvstop_command ipvsadm' -l tun-port -x -d 'server: port of a gue tunnel'
complete -c lvstop -n '__lvstop_command ipvsadm' -l tun-nocsum -d 'server: tunnel without checksums'
complete -c lvstop -n '__lvstop_command ipvsadm' -l tun-csum -d 'server: tunnel with checksums'
complete -c lvstop -n '__lvstop_command ipvsadm' -l tun-remcsum -d 'server: tunnel with remote checksums'
complete -c lvstop -n '__lvstop_command ipvsadm' -l mcast-interface -x -d 'network interface; required'
complete -c lvstop -n '__lvstop_command ipvsadm' -l syncid -x -d 'sync id, 0 to 255 (0)'
complete -c lvstop -n '__lvstop_command ipvsadm' -l sync-maxlen -x -d 'largest message in bytes'
complete -c lvstop -n '__lvstop_command ipvsadm' -l mcast-group -x -d 'multicast group (224.0.0.81)'
complete -c lvstop -n '__lvstop_command ipvsadm' -l mcast-port -x -d 'UDP port (8848)'
complete -c lvstop -n '__lvstop_command ipvsadm' -l mcast-ttl -x -d 'time to live (1)'
complete -c lvstop -n '__lvstop_command ipvsadm' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command ipvsadm' -l yes -d 'change without asking'

complete -c lvstop -n '__lvstop_command undo' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command undo' -s y -l yes -d 'change without asking'

complete -c lvstop -n '__lvstop_command log' -s n -l count -x -d 'print only the last N commands'
complete -c lvstop -n '__lvstop_command log' -l json -d 'print each command as a JSON object on one line, as in the file'

complete -c lvstop -n '__lvstop_command save' -l force -d 'replace the file if it exists'
complete -c lvstop -n '__lvstop_command save' -l note -x -d 'save a note with the snapshot'
complete -c lvstop -n '__lvstop_command save' -l partial -d 'save the readable rules if some could not be read'
complete -c lvstop -k -n '__lvstop_at save 0' -a '(__fish_complete_path (commandline -ct))'

complete -c lvstop -n '__lvstop_command diff' -l service -x -a '(__lvstop_live services)' -d 'only this service; may be repeated'
complete -c lvstop -n '__lvstop_command diff' -l keep-weights -d 'keep the current weights of servers that both sides have'
complete -c lvstop -n '__lvstop_command diff' -l keepalived -x -a '(__fish_complete_path (commandline -ct))' -d 'compare with what this keepalived.conf wants; - is standard input'
complete -c lvstop -n '__lvstop_command diff' -l ldirectord -x -a '(__fish_complete_path (commandline -ct))' -d 'compare with what this ldirectord.cf wants; - is standard input'
complete -c lvstop -n '__lvstop_command diff' -l config-id -x -d 'lines of keepalived.conf that begin with @: for which machine'
complete -c lvstop -n '__lvstop_command diff' -l json -d 'print the difference as one JSON object'
complete -c lvstop -k -n '__lvstop_at diff 0' -a '(__lvstop_live snapshots) (__fish_complete_path (commandline -ct))'
complete -c lvstop -k -n '__lvstop_at diff 1' -a '(__lvstop_live snapshots) (__fish_complete_path (commandline -ct))'

complete -c lvstop -n '__lvstop_command restore' -l service -x -a '(__lvstop_live services)' -d 'only this service; may be repeated'
complete -c lvstop -n '__lvstop_command restore' -l keep-weights -d 'keep the current weights of servers that both sides have'
complete -c lvstop -n '__lvstop_command restore' -l rollback-on-error -d 'roll back to the previous rules if a command fails'
complete -c lvstop -n '__lvstop_command restore' -l finish -d 'run the rest of an interrupted restore'
complete -c lvstop -n '__lvstop_command restore' -l roll-back -d 'go back to the rules from before an interrupted restore'
complete -c lvstop -n '__lvstop_command restore' -l forget -d 'leave everything as an interrupted restore left it'
complete -c lvstop -n '__lvstop_command restore' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command restore' -s y -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at restore 0' -a '(__lvstop_live snapshots) (__fish_complete_path (commandline -ct))'

complete -c lvstop -n '__lvstop_command snapshots' -l json -d 'print the list as JSON, one line for each snapshot'
complete -c lvstop -n '__lvstop_command snapshots' -l dry-run -d 'print the commands but change nothing'
complete -c lvstop -n '__lvstop_command snapshots' -s y -l yes -d 'change without asking'
complete -c lvstop -k -n '__lvstop_at snapshots 0' -a 'show delete rename note'
complete -c lvstop -k -n '__lvstop_at snapshots more show' -a '(__lvstop_live snapshots)'
complete -c lvstop -k -n '__lvstop_at snapshots more delete' -a '(__lvstop_live snapshots)'
complete -c lvstop -k -n '__lvstop_at snapshots 1 rename' -a '(__lvstop_live snapshots)'
complete -c lvstop -k -n '__lvstop_at snapshots 1 note' -a '(__lvstop_live snapshots)'

complete -c lvstop -n '__lvstop_command config' -s d -l interval -x -d 'seconds between readings (2)'
complete -c lvstop -n '__lvstop_command config' -l view -x -a 'services servers connections traffic snapshots log checks' -d 'the first view'
complete -c lvstop -n '__lvstop_command config' -l filter -x -d 'show only the rows that match, such as state:draining (docs/filter.md)'
complete -c lvstop -n '__lvstop_command config' -l sort -x -a '(__lvstop_live columns)' -d 'sort by a column; -COLUMN largest first, +COLUMN smallest first'
complete -c lvstop -n '__lvstop_command config' -l units -x -a 'bits bytes' -d 'unit of traffic, bits or bytes (bits)'
complete -c lvstop -n '__lvstop_command config' -l budget -x -d 'time limit for one reading of the connection table, in seconds (1)'
complete -c lvstop -n '__lvstop_command config' -l names -a 'beside instead off' -d 'look up names of addresses in /etc/hosts and DNS; show them beside or instead, or off'
complete -c lvstop -n '__lvstop_command config' -l dry-run -d 'show the commands of every change but change nothing'
complete -c lvstop -n '__lvstop_command config' -l json -d 'print one JSON object'
