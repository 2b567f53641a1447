/**
 * A device's memory, read through the CUDA driver, and the processes that use it.
 * {@link dev.gpuworker.real.vram.device.Cuda} opens a device; {@link dev.gpuworker.real.vram.device.NvidiaSmi} lists
 * its processes. This package judges nothing.
 */
@NullMarked
package dev.gpuworker.real.vram.device;

import org.jspecify.annotations.NullMarked;
