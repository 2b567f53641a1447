/**
 * What Linux shows of processes, and what the harness takes care of when it starts and watches them: {@code /proc}
 * ({@link dev.gpuworker.real.process.linux.ProcStat}), program files, logs, waits. Knows nothing of workers; public
 * only for {@link dev.gpuworker.real.process}.
 */
@NullMarked
package dev.gpuworker.real.process.linux;

import org.jspecify.annotations.NullMarked;
