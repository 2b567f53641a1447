/**
 * What happened. {@link dev.gpuworker.mock.internal.journal.JournalLog} keeps a
 * {@link dev.gpuworker.mock.internal.journal.JobRecord} of every job,
 * {@link dev.gpuworker.mock.internal.journal.ClientJudge} judges the clients by it, and
 * {@link dev.gpuworker.mock.internal.journal.Tally} counts.
 */
@NullMarked
package dev.gpuworker.mock.internal.journal;

import org.jspecify.annotations.NullMarked;
