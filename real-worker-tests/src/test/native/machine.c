/* The accounting: one file that every process maps, under a lock that survives the death of its holder. */
#define _GNU_SOURCE
#include "fake_cuda.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAGIC 0xFA4ECDA3u

static struct machine *machine;
static struct process *me;
static pid_t my_pid;

uint64_t setting(const char *name, uint64_t fallback) {
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? strtoull(value, NULL, 0) : fallback;
}

uint64_t whole_granules(uint64_t bytes) {
    return (bytes + GRANULE - 1) / GRANULE * GRANULE;
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

/* Field 22 of /proc/<pid>/stat, or 0 if there is no such process or it is a zombie. */
static uint64_t living_since(pid_t pid) {
    char path[64];
    char text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return 0;
    }
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    char *after_name = strrchr(text, ')');
    if (after_name == NULL || after_name + 2 >= text + length || after_name[2] == 'Z' || after_name[2] == 'X') {
        return 0;
    }
    int field = 2;
    for (char *at = after_name + 1; *at != '\0'; at++) {
        if (*at == ' ' && ++field == 22) {
            return strtoull(at + 1, NULL, 10);
        }
    }
    return 0;
}

/* Plays the driver at the end of a process: frees its memory, late or not completely if a setting says so. */
static void reclaim(struct process *dead) {
    for (int d = 0; d < machine->device_count; d++) {
        if (dead->on[d].touched) {
            machine->devices[d].lost += dead->lose_on_exit;
        }
    }
    memset(dead, 0, sizeof *dead);
}

static void reclaim_from_the_dead(void) {
    for (int i = 0; i < PROCESSES_MAX; i++) {
        struct process *process = &machine->processes[i];
        if (process->pid == 0 || living_since(process->pid) == process->start_time) {
            continue;
        }
        if (process->died_ms == 0) {
            process->died_ms = now_ms();
        }
        if (now_ms() - process->died_ms >= process->reclaim_ms) {
            reclaim(process);
        }
    }
}

void machine_lock(void) {
    if (pthread_mutex_lock(&machine->lock) == EOWNERDEAD) {
        pthread_mutex_consistent(&machine->lock);
    }
    reclaim_from_the_dead();
}

void machine_unlock(void) {
    pthread_mutex_unlock(&machine->lock);
}

uint64_t used_bytes(CUdevice device) {
    uint64_t used = machine->devices[device].reserved + machine->devices[device].lost;
    for (int i = 0; i < PROCESSES_MAX; i++) {
        const struct holding *holding = &machine->processes[i].on[device];
        used += holding->contexts + holding->large + whole_granules(holding->small);
    }
    return used;
}

struct machine *machine_of_this_process(void) {
    return machine != NULL && my_pid == getpid() ? machine : NULL;
}

struct process *this_process(void) {
    return me;
}

static void set_up(struct machine *fresh) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&fresh->lock, &attributes);
    fresh->device_count = (int)setting("FAKE_CUDA_DEVICES", 1);
    if (fresh->device_count > DEVICES_MAX) {
        fresh->device_count = DEVICES_MAX;
    }
    for (int d = 0; d < fresh->device_count; d++) {
        fresh->devices[d].total = setting("FAKE_CUDA_TOTAL_MIB", 143771) * MIB;
        fresh->devices[d].reserved = setting("FAKE_CUDA_RESERVED_MIB", 0) * MIB;
    }
    fresh->magic = MAGIC;
}

/* Maps the file while its record lock is held, so that exactly one process sets it up. Closing it frees that lock. */
static struct machine *map_file(int file) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat status;
    if (fcntl(file, F_SETLKW, &whole) != 0 || fstat(file, &status) != 0) {
        return NULL;
    }
    if (status.st_size < (off_t)sizeof(struct machine) && ftruncate(file, sizeof(struct machine)) != 0) {
        return NULL;
    }
    struct machine *mapped =
        mmap(NULL, sizeof(struct machine), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) {
        return NULL;
    }
    if (mapped->magic != MAGIC) {
        set_up(mapped);
    }
    return mapped;
}

static struct process *take_slot(void) {
    for (int i = 0; i < PROCESSES_MAX; i++) {
        struct process *slot = &machine->processes[i];
        if (slot->pid == 0) {
            slot->start_time = living_since(my_pid);
            slot->reclaim_ms = (int64_t)setting("FAKE_CUDA_RECLAIM_MS", 0);
            slot->lose_on_exit = setting("FAKE_CUDA_LOSE_ON_EXIT_MIB", 0) * MIB;
            slot->pid = my_pid;
            return slot;
        }
    }
    return NULL;
}

CUresult machine_open(void) {
    if (machine_of_this_process() != NULL) {
        return CUDA_SUCCESS;
    }
    const char *path = getenv("FAKE_CUDA_STATE");
    if (path == NULL || *path == '\0') {
        return CUDA_ERROR_NO_DEVICE;
    }
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        return CUDA_ERROR_UNKNOWN;
    }
    struct machine *mapped = map_file(file);
    close(file);
    if (mapped == NULL) {
        return CUDA_ERROR_UNKNOWN;
    }
    if (mapped->device_count == 0) {
        return CUDA_ERROR_NO_DEVICE;
    }
    machine = mapped;
    my_pid = getpid();
    machine_lock();
    me = take_slot();
    machine_unlock();
    return me == NULL ? CUDA_ERROR_UNKNOWN : CUDA_SUCCESS;
}

/* An orderly exit starts the clock of FAKE_CUDA_RECLAIM_MS; a killed process is noticed at the next reading. */
__attribute__((destructor)) static void note_exit(void) {
    if (machine_of_this_process() != NULL && me != NULL) {
        machine_lock();
        me->died_ms = now_ms();
        machine_unlock();
    }
}
