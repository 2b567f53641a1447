/* Initialisation, devices, and the failures that a test asks for. */
#define _GNU_SOURCE
#include "fake_cuda.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "cuMemGetInfo" names cuMemGetInfo and cuMemGetInfo_v2. */
static int names(const char *wanted, size_t length, const char *function) {
    return strncmp(wanted, function, length) == 0 && (function[length] == '\0' || strncmp(function + length, "_v", 2) == 0);
}

/* FAKE_CUDA_FAIL=function=code[@n] */
static CUresult injected_failure(const char *function) {
    static int calls;
    const char *failure = getenv("FAKE_CUDA_FAIL");
    const char *equals = failure == NULL ? NULL : strchr(failure, '=');
    if (equals == NULL || !names(failure, (size_t)(equals - failure), function)) {
        return CUDA_SUCCESS;
    }
    const char *at = strchr(equals, '@');
    int first_failing_call = at == NULL ? 1 : atoi(at + 1);
    return __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) >= first_failing_call ? atoi(equals + 1) : CUDA_SUCCESS;
}

CUresult enter(const char *function) {
    CUresult failure = injected_failure(function);
    if (failure != CUDA_SUCCESS) {
        return failure;
    }
    return machine_of_this_process() == NULL ? CUDA_ERROR_NOT_INITIALIZED : CUDA_SUCCESS;
}

CUresult check_device(CUdevice device) {
    return device < 0 || device >= machine_of_this_process()->device_count ? CUDA_ERROR_INVALID_DEVICE : CUDA_SUCCESS;
}

EXPORT CUresult cuInit(unsigned flags) {
    CUresult failure = injected_failure(__func__);
    if (failure != CUDA_SUCCESS) {
        return failure;
    }
    return flags != 0 ? CUDA_ERROR_INVALID_VALUE : machine_open();
}

/* May be called before cuInit. */
EXPORT CUresult cuDriverGetVersion(int *version) {
    CUresult failure = injected_failure(__func__);
    if (failure == CUDA_SUCCESS) {
        *version = (int)setting("FAKE_CUDA_VERSION", 13000);
    }
    return failure;
}

EXPORT CUresult cuDeviceGetCount(int *count) {
    ENTER();
    *count = machine_of_this_process()->device_count;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuDeviceGet(CUdevice *device, int index) {
    ENTER_FOR(index);
    *device = index;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuDeviceGetName(char *name, int length, CUdevice device) {
    ENTER_FOR(device);
    const char *chosen = getenv("FAKE_CUDA_NAME");
    snprintf(name, (size_t)length, "%s", chosen == NULL ? "FAKE H200" : chosen);
    return CUDA_SUCCESS;
}

EXPORT CUresult cuDeviceTotalMem_v2(size_t *bytes, CUdevice device) {
    ENTER_FOR(device);
    *bytes = machine_of_this_process()->devices[device].total;
    return CUDA_SUCCESS;
}

EXPORT CUresult cuDeviceGetPCIBusId(char *id, int length, CUdevice device) {
    ENTER_FOR(device);
    snprintf(id, (size_t)length, "0000:F%d:00.0", device);
    return CUDA_SUCCESS;
}
