/**
 * Linux-specific help for starting and watching processes: {@code /proc}
 * ({@link dev.gpuworker.real.process.linux.ProcStat}), program files, logs and waits. It knows nothing about workers,
 * and is public only for {@link dev.gpuworker.real.process}.
 */
@NullMarked
package dev.gpuworker.real.process.linux;

import org.jspecify.annotations.NullMarked;
