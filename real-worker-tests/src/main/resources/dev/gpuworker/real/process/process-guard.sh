# process-guard MARK GRACE_SECONDS LOG_BYTES_MAX
# Stops every worker of a test JVM once that JVM has gone, however it went: exit, Ctrl-C, crash or SIGKILL.
#
# Standard input is a pipe from the JVM. Its lines are "watch PID" and "forget PID"; PID is a worker that leads its own session.
# End-of-file means that the JVM has gone. A worker's processes are those of its session, and those that carry
# WORKER_GUARD_ID=MARK/... in their environment: so a descendant that left the session by setsid or a double fork is found too.
mark=$1 grace=$2 log_blocks=$(($3 / 512)) watched=' '

# The guard lives exactly as long as its JVM. A signal meant for the JVM's group must not end it before its work is done.
trap '' HUP INT TERM

while read -r verb pid; do
    case $watched in *" $pid "*) known=1 ;; *) known= ;; esac
    case $verb$known in
        watch) watched="$watched$pid " ;;
        forget1) watched="${watched%% $pid *} ${watched#* $pid }" ;;
    esac
done
exec </dev/null >/dev/null 2>&1

sessions=$(printf '%s' "$watched" | tr -s ' ' '|')
sessions=${sessions#|} sessions=${sessions%|}

# Field 3 of /proc/PID/stat is the state (Z and X are dead already), field 6 the session.
members() {
    found=
    for file in $(grep -lsE "WORKER_GUARD_ID=$mark/|\\) [^ZX] [0-9]+ [0-9]+ (${sessions:-none}) " \
        /proc/[0-9]*/environ /proc/[0-9]*/stat); do
        pid=${file#/proc/} pid=${pid%%/*}
        case " $found " in *" $pid "*) ;; *) found="$found $pid" ;; esac
    done
    [ -n "$found" ]
}

# A worker that writes without end must not fill the disk while nobody bounds its log.
flooding() {
    for pid in $found; do
        [ -z "$(find -L "/proc/$pid/fd/1" "/proc/$pid/fd/2" -type f -size "+$log_blocks" 2>/dev/null)" ] || return 0
    done
    return 1
}

# The first look can come before a process that is just being started has its environment: look twice.
members || { sleep 0.2; members || exit 0; }
kill -s TERM $found
tenths=0
while [ $tenths -lt $((grace * 10)) ] && ! flooding; do
    sleep 0.1
    tenths=$((tenths + 1))
    members || break
done
# A process that forks while it is being killed is caught in the next round.
rounds=0
while [ $rounds -lt 100 ]; do
    members || { sleep 0.2; members || exit 0; }
    kill -s KILL $found
    rounds=$((rounds + 1))
    sleep 0.1
done
exit 1
