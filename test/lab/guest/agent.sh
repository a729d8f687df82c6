# Carries out the jobs that the host asks for on the guest's second console, a line each:
#   run ID    runs /run/lab/ID/job in the background, then answers: done ID
#   kill ID   kills all processes of that job, for which no answer comes then
# A job writes its results into its own folder; nothing but these short lines crosses the console.

set -m # Each job is a process group of its own, so that it can be killed as a whole.
echo ready
while read -r verb id; do
	case $verb in
		run)
			{
				. "/run/lab/$id/job"
				echo "done $id"
			} &
			eval "group_$id=$!"
			;;
		kill) eval "kill -KILL -\$group_$id" ;;
	esac
	jobs >/dev/null # Forgets the jobs that have ended; they would stay as zombies.
done
