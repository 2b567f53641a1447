/**
 * Device memory: read through the CUDA driver, followed over a worker's life, and judged.
 * {@link dev.gpuworker.real.vram.device.Cuda} opens a device; {@link dev.gpuworker.real.vram.VramWatch} records. The
 * verdicts need only numbers, so they are tested without a GPU.
 */
@NullMarked
package dev.gpuworker.real.vram;

import org.jspecify.annotations.NullMarked;
