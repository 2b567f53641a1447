package dev.gpuworker.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.bench.load.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the medians of all rounds as Markdown tables, with their ratios to the floor. */
final class Summary {
    private static final String FLOOR = "floor";
    private static final String STREAMS = "streams";

    private final Medians medians;
    private final StringBuilder text = new StringBuilder();

    private Summary(Medians medians) {
        this.medians = medians;
    }

    /** Writes the file and returns its text. */
    static String write(Path raw, Path summary) throws IOException {
        Summary made = new Summary(Medians.read(raw));
        made.machine();
        made.text.append(new Targets(made.medians).table());
        for (Load load : Loads.ALL) {
            if (load.paced()
                    && !load.equals(Loads.WARM)
                    && !made.medians.subjects(STREAMS, load.name()).isEmpty()) {
                made.paced(load);
            }
        }
        made.unpaced();
        made.memory();
        made.starts("cold-start", "Cold start: process to first answer", List.of("wall_ms", "cpu_ms", "idle_kib"));
        made.starts(
                "in-process",
                "Inside one JVM: start and stop of an instance",
                List.of("first_ms", "first_start_ms", "later_p50_ms", "later_min_ms", "later_start_p50_ms"));
        made.starts("close", "From the client's close to the freed slot", List.of("p50_ms", "p99_ms", "max_ms"));
        made.starts(
                "lag",
                "The mock's own report against what the client saw",
                List.of(
                        "difference_p50_ms",
                        "difference_p99_ms",
                        "own_lag_p50_ms",
                        "own_lag_p99_ms",
                        "client_deviation_p99_ms"));
        made.starts("harness", "What the harness adds to a start", List.of("bare_ms", "harness_ms", "added_ms"));
        made.starts("jmh", "Hot paths", List.of("p50_us", "p99_us", "mean_us"));
        Files.writeString(summary, made.text);
        return made.text.toString();
    }

    private void machine() {
        JsonNode machine = medians.first("machine");
        List<Double> averages = medians.loadAverages();
        text.append(String.format(
                "%s, %s processors, %s, begun %s, load average %s to %s (median %s).%n",
                machine.path("cpu").asText(),
                machine.path("processors").asText(),
                machine.path("kernel").asText(),
                machine.path("time").asText(),
                Table.number(averages.get(0)),
                Table.number(averages.get(2)),
                Table.number(averages.get(1))));
    }

    private void paced(Load load) {
        Table table = new Table(
                load.name() + ": " + load.streams() + " streams of " + load.tokens() + " tokens, one every "
                        + load.every().toMillis() + " ms",
                List.of(
                        "",
                        "runs",
                        "complete",
                        "deviation p50 ms",
                        "p99 ms",
                        "max ms",
                        "drift p50 ms",
                        "drift max ms",
                        "first token ms",
                        "CPU µs an event",
                        "to floor",
                        "while streaming",
                        "to floor"));
        double floor = medians.of(STREAMS, FLOOR, load.name(), "cpu_us_per_event");
        double floorSteady = steady(FLOOR, load);
        for (String subject : medians.subjects(STREAMS, load.name())) {
            double cost = medians.of(STREAMS, subject, load.name(), "cpu_us_per_event");
            double steady = steady(subject, load);
            table.row(List.of(
                    name(STREAMS, subject, load.name()),
                    "" + medians.rounds(STREAMS, subject, load.name(), "complete"),
                    Table.number(medians.of(STREAMS, subject, load.name(), "complete")),
                    stream(subject, load, "deviation_p50_ms"),
                    stream(subject, load, "deviation_p99_ms"),
                    stream(subject, load, "deviation_max_ms"),
                    stream(subject, load, "drift_p50_ms"),
                    stream(subject, load, "drift_max_ms"),
                    stream(subject, load, "first_token_p50_ms"),
                    Table.number(cost),
                    Table.times(cost / floor),
                    Table.number(steady),
                    Table.times(steady / floorSteady)));
        }
        text.append(table);
    }

    /** Only for subjects that keep the plan: for others the number of events in that time is unknown. */
    private double steady(String subject, Load load) {
        return subject.equals(FLOOR) || subject.startsWith("mock-worker")
                ? medians.of(STREAMS, subject, load.name(), "steady_cpu_us_per_event")
                : Double.NaN;
    }

    private String stream(String subject, Load load, String name) {
        return Table.number(medians.of(STREAMS, subject, load.name(), name));
    }

    private void unpaced() {
        Load load = Loads.D;
        Table table = new Table(
                "D: " + load.streams() + " streams of " + load.tokens() + " tokens, unpaced",
                List.of("", "runs", "events a second", "to floor", "CPU µs an event", "to floor", "writes an event"));
        double floorRate = medians.of(STREAMS, FLOOR, load.name(), "events_per_s");
        double floorCost = medians.of(STREAMS, FLOOR, load.name(), "cpu_us_per_event");
        for (String subject : medians.subjects(STREAMS, load.name())) {
            double rate = medians.of(STREAMS, subject, load.name(), "events_per_s");
            double cost = medians.of(STREAMS, subject, load.name(), "cpu_us_per_event");
            table.row(List.of(
                    name(STREAMS, subject, load.name()),
                    "" + medians.rounds(STREAMS, subject, load.name(), "complete"),
                    Table.number(rate),
                    Table.times(rate / floorRate),
                    Table.number(cost),
                    Table.times(cost / floorCost),
                    stream(subject, load, "writes_per_event")));
        }
        text.append(table);
    }

    private void memory() {
        Table table = new Table(
                "Memory, resident",
                List.of("", "idle MiB", "KiB a stream at 500", "at 2,000", "at 10,000", "threads at 2,000"));
        for (String subject : medians.subjects("ready", "")) {
            table.row(List.of(
                    name("ready", subject, ""),
                    Table.number(medians.of("ready", subject, "", "idle_kib") / 1024),
                    Table.number(perStream(subject, Loads.C500)),
                    Table.number(perStream(subject, Loads.C2000)),
                    Table.number(perStream(subject, Loads.C10000)),
                    stream(subject, Loads.C2000, "threads")));
        }
        text.append(table);
    }

    /** Against idle at the start of the run: a heap that has grown does not shrink before the next load. */
    private double perStream(String subject, Load load) {
        double idle = medians.of("ready", subject, "", "idle_kib");
        return (medians.least(STREAMS, subject, load.name(), "resident_kib") - idle) / load.streams();
    }

    private void starts(String figure, String title, List<String> names) {
        List<String> columns = new ArrayList<>(List.of("", "runs"));
        names.forEach(name -> columns.add(name.replace('_', ' ')));
        Table table = new Table(title, columns);
        if (medians.subjects(figure, "").isEmpty()) {
            return;
        }
        for (String subject : medians.subjects(figure, "")) {
            List<String> cells = new ArrayList<>(List.of(name(figure, subject, "")));
            cells.add("" + medians.rounds(figure, subject, "", names.get(0)));
            names.forEach(name -> cells.add(Table.number(medians.of(figure, subject, "", name))));
            table.row(cells);
        }
        text.append(table);
    }

    private String name(String figure, String subject, String load) {
        String reason = medians.whyNot(figure, subject, load);
        return reason.isEmpty() ? subject : subject + " (not measured at least once)";
    }
}
