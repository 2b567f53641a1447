# process-guard MARK GRACE_SECONDS LOG_BYTES_MAX
# Stops every worker of a test JVM once that JVM has gone, however it went: exit, Ctrl-C, crash or SIGKILL.
#
# Standard input is a pipe from the JVM. Its lines are "watch PID START" and "forget PID START": PID is a worker that leads its own
# session, START field 22 of its /proc/PID/stat, so that a later process with the same number is not taken for it.
# End-of-file means that the JVM has gone. A worker's processes are those of its session, and those that carry
# WORKER_GUARD_ID=MARK/... in their environment: so a descendant that left the session by setsid or a double fork is found too.
mark=$1 grace=$2 log_blocks=$(($3 / 512)) watched=' '

# The guard lives exactly as long as its JVM. A signal meant for the JVM's group must not end it before its work is done.
trap '' HUP INT TERM

while read -r verb pid start; do
    worker=$pid:$start
    case $watched in *" $worker "*) known=1 ;; *) known= ;; esac
    case $verb$known in
        watch) watched="$watched$worker " ;;
        forget1) watched="${watched%% $worker *} ${watched#* $worker }" ;;
    esac
done
exec </dev/null >/dev/null 2>&1

# While any process has a number as its session, no new process gets it. So a session is the worker's unless its leader is another.
sessions=
for worker in $watched; do
    pid=${worker%:*}
    if read -r stat <"/proc/$pid/stat"; then
        set -- ${stat##*) }
        [ "${20}" = "${worker#*:}" ] || continue
    fi
    sessions="$sessions $pid"
done
pattern=$(printf '%s' "${sessions# }" | tr ' ' '|')

# Field 3 of /proc/PID/stat is the state (Z and X are dead already), field 6 the session.
members() {
    found=
    for file in $(grep -lsE "WORKER_GUARD_ID=$mark/|\\) [^ZX] [0-9]+ [0-9]+ (${pattern:-none}) " \
        /proc/[0-9]*/environ /proc/[0-9]*/stat); do
        pid=${file#/proc/} pid=${pid%%/*}
        case " $found " in *" $pid "*) ;; *) found="$found $pid" ;; esac
    done
    [ -n "$found" ]
}

# Within a group no process can fork itself away from the signal, and a look at /proc misses whoever is born and gone meanwhile: so the
# groups of the workers are signalled unseen. Field 5 of /proc/PID/stat is the group.
signal_groups() {
    for session in $sessions; do
        kill -s "$1" -- "-$session"
    done
}
kill_all() {
    signal_groups KILL
    for pid in $found; do
        read -r stat <"/proc/$pid/stat" || continue
        set -- ${stat##*) }
        kill -s KILL -- "-$3" "$pid"
    done
}

# SIGTERM once to each: a second one means "at once" to many programs.
terminate_all() {
    signal_groups TERM
    for pid in $found; do
        read -r stat <"/proc/$pid/stat" || continue
        set -- ${stat##*) }
        case " $sessions " in *" $3 "*) ;; *) kill -s TERM "$pid" ;; esac
    done
}

# A worker that writes without end must not fill the disk while nobody bounds its log.
flooding() {
    for pid in $found; do
        [ -z "$(find -L "/proc/$pid/fd/1" "/proc/$pid/fd/2" -type f -size "+$log_blocks" 2>/dev/null)" ] || return 0
    done
    return 1
}

# The first look can come before a process that is just being started has its environment: look twice.
members || { sleep 0.2; members; }
terminate_all
tenths=0
while members && [ $tenths -lt $((grace * 10)) ] && ! flooding; do
    sleep 0.1
    tenths=$((tenths + 1))
done
# Who changes groups while it is being killed is caught in the next round.
rounds=0
while [ $rounds -lt 100 ]; do
    kill_all
    rounds=$((rounds + 1))
    sleep 0.1
    members || exit 0
done
exit 1
