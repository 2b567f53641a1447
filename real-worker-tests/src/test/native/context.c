/* Contexts: each costs memory, and each thread has its own stack of them. */
#define _GNU_SOURCE
#include "fake_cuda.h"

#include <stdlib.h>

#define STACK_MAX 16

static struct context primary[DEVICES_MAX];
static int primary_references[DEVICES_MAX]; /* guarded by the machine's lock */

static __thread struct context *stack[STACK_MAX];
static __thread int depth; /* the current context is stack[depth - 1] */

struct context *current_context(void) {
    struct context *current = depth == 0 ? NULL : stack[depth - 1];
    return current != NULL && current->alive ? current : NULL;
}

/* Under the lock. */
static CUresult charge(CUdevice device) {
    uint64_t cost = setting("FAKE_CUDA_CTX_MIB", 512) * MIB;
    if (used_bytes(device) + cost > machine_of_this_process()->devices[device].total) {
        return CUDA_ERROR_OUT_OF_MEMORY;
    }
    this_process()->on[device].contexts += cost;
    this_process()->on[device].touched = 1;
    return CUDA_SUCCESS;
}

/* Under the lock. */
static void end_context(struct context *context) {
    context->alive = 0;
    this_process()->on[context->device].contexts -= setting("FAKE_CUDA_CTX_MIB", 512) * MIB;
}

EXPORT CUresult cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device) {
    ENTER_FOR(device);
    machine_lock();
    CUresult result = primary_references[device] == 0 ? charge(device) : CUDA_SUCCESS;
    if (result == CUDA_SUCCESS) {
        primary[device] = (struct context){.device = device, .alive = 1, .is_primary = 1};
        primary_references[device]++;
        *context = &primary[device];
    }
    machine_unlock();
    return result;
}

static CUresult release_primary(CUdevice device, int keep) {
    machine_lock();
    CUresult result = primary_references[device] == 0 ? CUDA_ERROR_INVALID_CONTEXT : CUDA_SUCCESS;
    if (result == CUDA_SUCCESS) {
        primary_references[device] = keep;
        if (keep == 0) {
            forget_allocations(device);
            end_context(&primary[device]);
        }
    }
    machine_unlock();
    return result;
}

EXPORT CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device) {
    ENTER_FOR(device);
    return release_primary(device, primary_references[device] - 1);
}

EXPORT CUresult cuDevicePrimaryCtxReset_v2(CUdevice device) {
    ENTER_FOR(device);
    return primary_references[device] == 0 ? CUDA_SUCCESS : release_primary(device, 0);
}

EXPORT CUresult cuDevicePrimaryCtxGetState(CUdevice device, unsigned *flags, int *active) {
    ENTER_FOR(device);
    *flags = 0;
    *active = primary_references[device] > 0;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxCreate_v2(CUcontext *context, unsigned flags, CUdevice device) {
    (void)flags;
    ENTER_FOR(device);
    struct context *created = depth < STACK_MAX ? calloc(1, sizeof *created) : NULL;
    if (created == NULL) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    machine_lock();
    CUresult result = charge(device);
    machine_unlock();
    if (result != CUDA_SUCCESS) {
        free(created);
        return result;
    }
    *created = (struct context){.device = device, .alive = 1};
    stack[depth++] = created;
    *context = created;
    return CUDA_SUCCESS;
}

/* Keeps the struct, so that a use after the end returns INVALID_CONTEXT. */
EXPORT CUresult cuCtxDestroy_v2(CUcontext context) {
    ENTER();
    if (context == NULL || !context->alive || context->is_primary) {
        return CUDA_ERROR_INVALID_CONTEXT;
    }
    machine_lock();
    end_context(context);
    machine_unlock();
    if (depth > 0 && stack[depth - 1] == context) {
        depth--;
    }
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxSetCurrent(CUcontext context) {
    ENTER();
    if (context == NULL) {
        depth = depth > 0 ? depth - 1 : 0;
        return CUDA_SUCCESS;
    }
    if (!context->alive) {
        return CUDA_ERROR_INVALID_CONTEXT;
    }
    depth = depth > 0 ? depth : 1;
    stack[depth - 1] = context;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxGetCurrent(CUcontext *context) {
    ENTER();
    *context = depth == 0 ? NULL : stack[depth - 1];
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxPushCurrent_v2(CUcontext context) {
    ENTER();
    if (depth == STACK_MAX) {
        return CUDA_ERROR_INVALID_VALUE;
    }
    stack[depth++] = context;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxPopCurrent_v2(CUcontext *context) {
    ENTER();
    if (depth == 0) {
        return CUDA_ERROR_INVALID_CONTEXT;
    }
    struct context *popped = stack[--depth];
    if (context != NULL) {
        *context = popped;
    }
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxGetDevice(CUdevice *device) {
    ENTER_WITH_CONTEXT();
    *device = current_context()->device;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuCtxSynchronize(void) {
    ENTER_WITH_CONTEXT();
    return CUDA_SUCCESS;
}
