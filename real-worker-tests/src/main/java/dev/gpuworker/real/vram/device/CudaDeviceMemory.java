package dev.gpuworker.real.vram.device;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * The device as the CUDA driver shows it. This is the only class that uses JCuda, and only {@link Cuda} may use it: its
 * first use loads native code, which fails for good if there is no driver.
 *
 * <p>It retains the device's primary context from open to close and loads no modules, so its own share never changes.
 */
final class CudaDeviceMemory implements DeviceAllocator {
    private static final int NAME_BYTES = 256;

    private final GpuDevice device;
    private final CUdevice handle;
    private final CUcontext primary;
    private boolean closed; // guarded by this

    private CudaDeviceMemory(GpuDevice device, CUdevice handle, CUcontext primary) {
        this.device = device;
        this.handle = handle;
        this.primary = primary;
    }

    /** Loads the library, initialises the driver and returns the number of devices. */
    static int initialise() {
        driverVersion();
        check(JCudaDriver.cuInit(0), "cuInit", "(driver for CUDA " + driverVersion() + ")");
        int[] count = new int[1];
        check(JCudaDriver.cuDeviceGetCount(count), "cuDeviceGetCount", "");
        return count[0];
    }

    /** Opens the device with this index, which must exist. */
    static CudaDeviceMemory open(int index) {
        String where = "on device " + index;
        var handle = new CUdevice();
        check(JCudaDriver.cuDeviceGet(handle, index), "cuDeviceGet", where);
        byte[] name = new byte[NAME_BYTES];
        check(JCudaDriver.cuDeviceGetName(name, name.length, handle), "cuDeviceGetName", where);
        String[] busId = new String[1];
        check(JCudaDriver.cuDeviceGetPCIBusId(busId, NAME_BYTES, handle), "cuDeviceGetPCIBusId", where);
        long[] total = new long[1];
        check(JCudaDriver.cuDeviceTotalMem(total, handle), "cuDeviceTotalMem", where);
        var primary = new CUcontext();
        check(JCudaDriver.cuDevicePrimaryCtxRetain(primary, handle), "cuDevicePrimaryCtxRetain", where);
        return new CudaDeviceMemory(
                new GpuDevice(index, text(name), busId[0].trim(), total[0], driverVersion()), handle, primary);
    }

    @Override
    public GpuDevice device() {
        return device;
    }

    @Override
    public synchronized VramReading read() {
        useThisContext();
        long[] free = new long[1];
        long[] total = new long[1];
        check("cuMemGetInfo", JCudaDriver.cuMemGetInfo(free, total));
        return new VramReading(free[0], total[0]);
    }

    @Override
    public synchronized DeviceAllocation allocate(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be at least 1, but was " + bytes);
        }
        useThisContext();
        var block = new CUdeviceptr();
        check("cuMemAlloc(" + bytes + ")", JCudaDriver.cuMemAlloc(block, bytes));
        var allocation = new Block(block, bytes);
        int written = JCudaDriver.cuMemsetD8(block, (byte) 0x5A, bytes);
        if (written != CUresult.CUDA_SUCCESS) {
            allocation.close();
        }
        check("cuMemsetD8", written);
        return allocation;
    }

    @Override
    public synchronized long contextCostBytes() {
        long before = read().usedBytes();
        var extra = new CUcontext();
        check("cuCtxCreate", JCudaDriver.cuCtxCreate(extra, 0, handle));
        long[] free = new long[1];
        long[] total = new long[1];
        int read = JCudaDriver.cuMemGetInfo(free, total);
        check("cuCtxDestroy", JCudaDriver.cuCtxDestroy(extra));
        check("cuMemGetInfo", read);
        return new VramReading(free[0], total[0]).usedBytes() - before;
    }

    /** Releases this object's share of the device; blocks that are still held are freed with the context. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            check("cuDevicePrimaryCtxRelease", JCudaDriver.cuDevicePrimaryCtxRelease(handle));
        }
    }

    /** The current context belongs to the thread, and any thread may call. */
    private void useThisContext() {
        if (closed) {
            throw new IllegalStateException(device + " was closed");
        }
        check("cuCtxSetCurrent", JCudaDriver.cuCtxSetCurrent(primary));
    }

    private void check(String function, int result) {
        check(result, function, "on device " + device.index());
    }

    private static void check(int result, String function, String where) {
        if (result != CUresult.CUDA_SUCCESS) {
            throw DeviceMemoryException.ofCall(function, result, CUresult.stringFor(result), where);
        }
    }

    private static int driverVersion() {
        int[] version = new int[1];
        check(JCudaDriver.cuDriverGetVersion(version), "cuDriverGetVersion", "");
        return version[0];
    }

    private static String text(byte[] zeroTerminated) {
        int length = 0;
        while (length < zeroTerminated.length && zeroTerminated[length] != 0) {
            length++;
        }
        return new String(zeroTerminated, 0, length, StandardCharsets.UTF_8);
    }

    private final class Block implements DeviceAllocation {
        private final CUdeviceptr address;
        private final long bytes;
        private boolean freed; // guarded by CudaDeviceMemory.this

        Block(CUdeviceptr address, long bytes) {
            this.address = address;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            synchronized (CudaDeviceMemory.this) {
                if (!freed && !closed) {
                    freed = true;
                    useThisContext();
                    check("cuMemFree", JCudaDriver.cuMemFree(address));
                }
            }
        }
    }
}
