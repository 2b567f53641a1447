package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Keyword;
import java.util.List;

/** The checks of a worker's process: its starts ({@code P-1xx}) and its life ({@code P-2xx}). */
final class ProcessChecks {
    private static final String START_HINT =
            "Read the log of this start, in the folder of the report; docs/worker-api.md section 5";
    private static final String LIFE_HINT =
            "Read the worker's log, in the folder of the report; docs/worker-api.md section 5";
    private static final String END_HINT =
            "Read the last lines of the worker's log, and dmesg; every later check that could not "
                    + "run is a consequence of this";

    static final Check BAD_WORKER_ID = start("P-101", "A worker id that is not a UUID makes the start fail.");
    static final Check NO_SUCH_MODEL =
            start("P-102", "A missing model file makes the start fail, and the log names the file.");
    static final Check NO_SUCH_DEVICE = start("P-103", "A device that does not exist makes the start fail.");
    static final Check PORT_TAKEN = start("P-104", "A port that is taken makes the start fail.");
    static final Check UNKNOWN_FLAG = start("P-105", "A wrong command line makes the start fail with code 2.");

    static final Check NO_MOCK = new Check(
            "P-201",
            Keyword.MUST,
            List.of("D-14", "M0-SYS-2.2.1"),
            "A worker on a GPU is not a mock.",
            "Check whether --worker names the real binary");
    static final Check READY =
            life("P-202", Keyword.MUST, "The worker is ready within 60 s.", "M0-W-1110", "M0-W-1120");
    static final Check LOGS = life(
            "P-203",
            Keyword.SHOULD,
            "The log reports the load's progress and that the worker is ready.",
            "M0-W-1621",
            "M0-W-1900");
    static final Check TERM_WHEN_IDLE = signal("P-204", "SIGTERM ends an idle worker");
    static final Check TERM_WHEN_BUSY = signal("P-205", "SIGTERM while a job runs ends the worker");
    static final Check INT_WHEN_BUSY = signal("P-206", "SIGINT while a job runs ends the worker");
    static final Check END_TO_END =
            life("P-207", Keyword.MUST, "A job runs end to end: started, tokens, one terminal event.", "M0-W-1820");
    static final Check LIVES_THROUGH_PACT = end("P-208", "The worker keeps running while the pact is verified.");
    static final Check LIVES_THROUGH_RULES =
            end("P-209", "The worker keeps running while the rules run; if they shut it down, it exits with code 0.");

    static final Check PROGRESS =
            life("P-210", Keyword.MUST, "Load progress in the log never falls, and ends at 100 percent.", "M0-W-1621");

    private ProcessChecks() {}

    static List<Check> all() {
        return List.of(
                BAD_WORKER_ID,
                NO_SUCH_MODEL,
                NO_SUCH_DEVICE,
                PORT_TAKEN,
                UNKNOWN_FLAG,
                NO_MOCK,
                READY,
                LOGS,
                PROGRESS,
                TERM_WHEN_IDLE,
                TERM_WHEN_BUSY,
                INT_WHEN_BUSY,
                END_TO_END,
                LIVES_THROUGH_PACT,
                LIVES_THROUGH_RULES);
    }

    private static Check start(String id, String title) {
        return new Check(id, Keyword.MUST, List.of("M0-W-1100", "M0-W-1111"), title, START_HINT);
    }

    private static Check life(String id, Keyword keyword, String title, String... requirements) {
        return new Check(id, keyword, List.of(requirements), title, LIFE_HINT);
    }

    private static Check signal(String id, String what) {
        return life(
                id,
                Keyword.MUST,
                what + " with code 0 within 5 s, and nothing stays behind.",
                "M0-W-1340",
                "M0-W-1630");
    }

    private static Check end(String id, String title) {
        return new Check(id, Keyword.MUST, List.of("M0-W-1340"), title, END_HINT);
    }
}
