/*
 * A fake libcuda.so.1 for tests: the part of the CUDA driver API that a probe of device memory needs.
 *
 * It keeps the accounting of up to DEVICES_MAX devices in one file that all processes map, so that a probe and a worker in
 * different processes see each other's memory. It computes nothing and stores no contents. It proves that our code is
 * right, but nothing about NVIDIA's driver. All device names begin with FAKE.
 *
 * Settings, all by environment:
 *   FAKE_CUDA_STATE             file with the accounting; without it cuInit finds no device
 *   read when the file is created: FAKE_CUDA_DEVICES (1), FAKE_CUDA_TOTAL_MIB (143771), FAKE_CUDA_RESERVED_MIB (0)
 *   read by each process:
 *   FAKE_CUDA_CTX_MIB           cost of a context (512)
 *   FAKE_CUDA_RECLAIM_MS        how long after this process's death its memory comes back (0)
 *   FAKE_CUDA_LOSE_ON_EXIT_MIB  memory that never comes back after this process's death (0)
 *   FAKE_CUDA_NOISE_MIB         readings of this process show up to this much more memory in use than there is (0)
 *   FAKE_CUDA_FAIL              function=code or function=code@n: that function fails, from its n-th call on
 *   FAKE_CUDA_NAME, FAKE_CUDA_VERSION   device name ("FAKE H200") and driver version (13000)
 */
#ifndef FAKE_CUDA_H
#define FAKE_CUDA_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define EXPORT __attribute__((visibility("default")))
#define MIB (1024ull * 1024)
/* The driver hands out device memory in blocks of this size. */
#define GRANULE (2 * MIB)
#define DEVICES_MAX 4
#define PROCESSES_MAX 256

/* The codes of the real cuda.h. */
enum {
    CUDA_SUCCESS = 0,
    CUDA_ERROR_INVALID_VALUE = 1,
    CUDA_ERROR_OUT_OF_MEMORY = 2,
    CUDA_ERROR_NOT_INITIALIZED = 3,
    CUDA_ERROR_NO_DEVICE = 100,
    CUDA_ERROR_INVALID_DEVICE = 101,
    CUDA_ERROR_INVALID_CONTEXT = 201,
    CUDA_ERROR_NOT_SUPPORTED = 801,
    CUDA_ERROR_UNKNOWN = 999
};

typedef int CUresult;
typedef int CUdevice;
typedef struct context *CUcontext;
typedef unsigned long long CUdeviceptr;

/* What one process holds on one device, in bytes. Small allocations share granules. */
struct holding {
    uint64_t contexts;
    uint64_t large;
    uint64_t small;
    int touched; /* it has had a context there, which may have ended */
};

struct process {
    pid_t pid; /* 0: the slot is free */
    uint64_t start_time; /* distinguishes a process from a later one with the same pid */
    int64_t died_ms; /* 0: not known to be dead */
    int64_t reclaim_ms;
    uint64_t lose_on_exit;
    struct holding on[DEVICES_MAX];
};

struct device {
    uint64_t total;
    uint64_t reserved;
    uint64_t lost;
};

/* The shared file. */
struct machine {
    uint32_t magic;
    pthread_mutex_t lock;
    int device_count;
    struct device devices[DEVICES_MAX];
    struct process processes[PROCESSES_MAX];
};

struct context {
    CUdevice device;
    int alive;
    int is_primary;
};

/* machine.c */
uint64_t setting(const char *name, uint64_t fallback);
CUresult machine_open(void);
struct machine *machine_of_this_process(void); /* NULL before cuInit and after fork */
struct process *this_process(void);
void machine_lock(void); /* also frees the memory of dead processes */
void machine_unlock(void);
uint64_t used_bytes(CUdevice device); /* under the lock */
uint64_t whole_granules(uint64_t bytes);

/* driver.c: every exported function calls this first. */
CUresult enter(const char *function);
CUresult check_device(CUdevice device);

/* context.c */
struct context *current_context(void); /* NULL when this thread has no living one */

/* memory.c */
void forget_allocations(CUdevice device);

#define ENTER()                                                                                                        \
    do {                                                                                                               \
        CUresult entered = enter(__func__);                                                                            \
        if (entered != CUDA_SUCCESS) {                                                                                 \
            return entered;                                                                                            \
        }                                                                                                              \
    } while (0)

#define ENTER_FOR(device)                                                                                              \
    do {                                                                                                               \
        ENTER();                                                                                                       \
        CUresult checked = check_device(device);                                                                       \
        if (checked != CUDA_SUCCESS) {                                                                                 \
            return checked;                                                                                            \
        }                                                                                                              \
    } while (0)

#define ENTER_WITH_CONTEXT()                                                                                           \
    do {                                                                                                               \
        ENTER();                                                                                                       \
        if (current_context() == NULL) {                                                                               \
            return CUDA_ERROR_INVALID_CONTEXT;                                                                         \
        }                                                                                                              \
    } while (0)

#endif
