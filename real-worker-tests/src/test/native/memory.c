/* Allocations of this process and the device's free memory. */
#define _GNU_SOURCE
#include "fake_cuda.h"

#include <stdlib.h>

/* Below this size allocations share granules; they are rounded up to SMALL_STEP. */
#define SMALL_LIMIT MIB
#define SMALL_STEP 512

struct allocation {
    CUdeviceptr address;
    CUdevice device;
    uint64_t bytes; /* the charged size, which is rounded up */
    int is_small;
    struct allocation *next;
};

static struct allocation *allocations; /* guarded by the machine's lock */
static CUdeviceptr next_address = 0x7f0000000000ull; /* guarded by the machine's lock */

static uint64_t *charged_to(CUdevice device, int is_small) {
    struct holding *holding = &this_process()->on[device];
    return is_small ? &holding->small : &holding->large;
}

static void unlink_and_free(struct allocation **link) {
    struct allocation *gone = *link;
    *charged_to(gone->device, gone->is_small) -= gone->bytes;
    *link = gone->next;
    free(gone);
}

void forget_allocations(CUdevice device) {
    struct allocation **link = &allocations;
    while (*link != NULL) {
        if ((*link)->device == device) {
            unlink_and_free(link);
        } else {
            link = &(*link)->next;
        }
    }
}

/* A small deterministic generator: the same noise in every run. */
static uint64_t noise(void) {
    static uint64_t seed = 42;
    uint64_t granules = setting("FAKE_CUDA_NOISE_MIB", 0) * MIB / GRANULE;
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return (seed >> 33) % (granules + 1) * GRANULE;
}

EXPORT CUresult cuMemGetInfo_v2(size_t *free_bytes, size_t *total_bytes) {
    ENTER_WITH_CONTEXT();
    CUdevice device = current_context()->device;
    machine_lock();
    uint64_t total = machine_of_this_process()->devices[device].total;
    uint64_t used = used_bytes(device) + noise();
    machine_unlock();
    *total_bytes = total;
    *free_bytes = used > total ? 0 : total - used;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
    ENTER_WITH_CONTEXT();
    if (address == NULL || bytes == 0) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    CUdevice device = current_context()->device;
    int is_small = bytes < SMALL_LIMIT;
    uint64_t charge = is_small ? (bytes + SMALL_STEP - 1) / SMALL_STEP * SMALL_STEP : whole_granules(bytes);
    struct allocation *made = malloc(sizeof *made);
    if (made == NULL) {
        return CUDA_ERROR_UNKNOWN;
    }
    machine_lock();
    uint64_t before = used_bytes(device);
    *charged_to(device, is_small) += charge;
    uint64_t after = used_bytes(device);
    if (after > before && after > machine_of_this_process()->devices[device].total) {
        *charged_to(device, is_small) -= charge;
        machine_unlock();
        free(made);
        return CUDA_ERROR_OUT_OF_MEMORY;
    }
    *made = (struct allocation){next_address, device, charge, is_small, allocations};
    allocations = made;
    *address = next_address;
    next_address += whole_granules(bytes);
    machine_unlock();
    return CUDA_SUCCESS;
}

EXPORT CUresult cuMemFree_v2(CUdeviceptr address) {
    ENTER_WITH_CONTEXT();
    CUresult result = CUDA_ERROR_INVALID_VALUE;
    machine_lock();
    for (struct allocation **link = &allocations; *link != NULL; link = &(*link)->next) {
        if ((*link)->address == address) {
            unlink_and_free(link);
            result = CUDA_SUCCESS;
            break;
        }
    }
    machine_unlock();
    return result;
}

EXPORT CUresult cuMemsetD8_v2(CUdeviceptr address, unsigned char value, size_t bytes) {
    (void)address;
    (void)value;
    (void)bytes;
    ENTER_WITH_CONTEXT();
    return CUDA_SUCCESS;
}
