package dev.gpuworker.mock.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.internal.http.RequestHeaders;
import dev.gpuworker.mock.internal.time.HandTicker;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.internal.frames.SampleJobs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalLogTest {
    private static final Script SCRIPT = Script.builder().started().end().build();

    private final HandTicker clock = new HandTicker();

    /** The size of an ended job without events. */
    private final int bytes = record(1).bytes();

    @Test
    void theOldestEndedJobsGoIfThereIsNoRoom() {
        JournalLog journal = new JournalLog(3L * bytes);
        for (int ordinal = 1; ordinal <= 5; ordinal++) {
            over(journal, record(ordinal));
        }

        assertThat(journal.jobs()).extracting(RecordedJob::jobId).containsExactly("job-3", "job-4", "job-5");
        assertThat(journal.jobsDropped()).isEqualTo(2);
        assertThat(journal.job("job-1")).isEmpty();
    }

    @Test
    void aDroppedJobCanNotBeTaken() throws Exception {
        JournalLog journal = new JournalLog(2L * bytes);
        over(journal, record(1));
        over(journal, record(2));
        over(journal, record(3));

        assertThat(journal.take(Duration.ZERO).jobId()).isEqualTo("job-2");
        assertThat(journal.take(Duration.ZERO).jobId()).isEqualTo("job-3");
        assertThatThrownBy(() -> journal.take(Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no job ended within");
    }

    @Test
    void jobsUnderWayAreNeverDropped() {
        JournalLog journal = new JournalLog(1);
        journal.arrived(record(1));

        over(journal, record(2));
        over(journal, record(3));

        assertThat(journal.jobs()).extracting(RecordedJob::jobId).containsExactly("job-1", "job-3");
    }

    @Test
    void theNewestJobStaysEvenIfItIsLargerThanTheJournal() {
        JournalLog journal = new JournalLog(1);

        over(journal, record(1));

        assertThat(journal.job("job-1")).isPresent();
        assertThat(journal.jobsDropped()).isZero();
    }

    @Test
    void aLargeJobTakesThePlaceOfSeveralSmallOnes() {
        JournalLog journal = new JournalLog(4L * bytes);
        over(journal, record(1));
        over(journal, record(2));
        over(journal, record(3));
        JobRecord large = record(4);
        int events = 2 * bytes / SentLog.BYTES_PER_EVENT;
        for (int k = 0; k < events; k++) {
            large.written(SampleJobs.token(k), k, k);
        }

        over(journal, large);

        assertThat(journal.jobs()).extracting(RecordedJob::jobId).containsExactly("job-3", "job-4");
    }

    @Test
    void aJobIsOverOnce() {
        JournalLog journal = new JournalLog(10L * bytes);
        JobRecord record = record(1);
        over(journal, record);

        journal.over(record);

        assertThat(journal.jobs()).hasSize(1);
    }

    @Test
    void aStrayCancelIsNoneIfItsJobMayHaveBeenDropped() {
        JournalLog journal = new JournalLog(bytes);
        journal.cancelAsked("unknown", 1);
        int before = journal.view(true).strayCancels().size();

        over(journal, record(1));
        over(journal, record(2));

        assertThat(before).isEqualTo(1);
        assertThat(journal.view(true).strayCancels()).isEmpty();
    }

    private void over(JournalLog journal, JobRecord record) {
        journal.arrived(record);
        record.settled(JobOutcome.ENDED, null, clock.nanos());
        journal.over(record);
    }

    private JobRecord record(long ordinal) {
        return new JobRecord(SampleJobs.job(ordinal, SCRIPT, OnCancel.AT_ONCE), RequestHeaders.NONE, clock, false);
    }
}
