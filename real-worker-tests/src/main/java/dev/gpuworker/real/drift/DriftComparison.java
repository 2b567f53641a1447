package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.real.drift.Difference.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares two answers to the same request. */
final class DriftComparison {
    /** Headers that belong to one connection or one moment. */
    private static final Set<String> IGNORED =
            Set.of("date", "content-length", "transfer-encoding", "connection", "keep-alive", "content-type");

    private final RecordedAnswer mock;
    private final RecordedAnswer real;
    private final List<Difference> differences = new ArrayList<>();

    private DriftComparison(RecordedAnswer mock, RecordedAnswer real) {
        this.mock = mock;
        this.real = real;
    }

    static List<Difference> of(RecordedAnswer mock, RecordedAnswer real) {
        return new DriftComparison(mock, real).run();
    }

    private List<Difference> run() {
        if (real.transcript().status() == 0) {
            add(
                    Severity.CRITICAL,
                    "status",
                    status(mock),
                    "no answer: " + real.transcript().failure());
            return differences;
        }
        differ(Severity.CRITICAL, "status", status(mock), status(real));
        differ(Severity.CRITICAL, "header content-type", mock.mediaType(), real.mediaType());
        headers();
        differ(
                Severity.CRITICAL,
                "ending",
                mock.transcript().ending().name(),
                real.transcript().ending().name());
        if (mock.isStream() && real.isStream()) {
            streams();
        } else if (!mock.isStream() && !real.isStream()) {
            shapes("", List.of(mock.body()), List.of(real.body()));
        }
        return differences;
    }

    private void headers() {
        Set<String> names = new TreeSet<>(mock.transcript().headers().keySet());
        names.addAll(real.transcript().headers().keySet());
        names.removeAll(IGNORED);
        for (String name : names) {
            String inMock = mock.transcript().header(name).isPresent() ? "sent" : "not sent";
            String inReal = real.transcript().header(name).isPresent() ? "sent" : "not sent";
            boolean promised = OptionalParts.isPromisedHeader(name);
            differ(promised ? Severity.CRITICAL : Severity.INFO, "header " + name, inMock, inReal);
        }
    }

    private void streams() {
        differ(Severity.CRITICAL, "events", sequence(mock), sequence(real));
        Map<String, List<JsonNode>> inMock = byType(mock);
        Map<String, List<JsonNode>> inReal = byType(real);
        inMock.forEach((type, events) -> {
            if (inReal.containsKey(type)) {
                shapes(type + ".", events, inReal.get(type));
            }
        });
    }

    /**
     * Consecutive events of one type count as one, because their number may differ. Metrics are left out, because they
     * may come at any time.
     */
    private static String sequence(RecordedAnswer answer) {
        List<String> types = new ArrayList<>();
        answer.frames().forEach(received -> {
            String type = String.valueOf(received.frame().event());
            if (!type.equals(ReadNames.METRICS)
                    && (types.isEmpty() || !types.get(types.size() - 1).equals(type))) {
                types.add(type);
            }
        });
        return types.stream()
                .map(type -> type.equals("null") ? "(no event line)" : type)
                .collect(Collectors.joining(" "));
    }

    private static Map<String, List<JsonNode>> byType(RecordedAnswer answer) {
        return answer.frames().stream()
                .collect(Collectors.groupingBy(
                        received -> String.valueOf(received.frame().event()),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                received -> RecordedAnswer.jsonOrText(
                                        received.frame().data()),
                                Collectors.toList())));
    }

    private void shapes(String prefix, List<JsonNode> inMock, List<JsonNode> inReal) {
        Shape mockShape = Shape.of(inMock);
        Shape realShape = Shape.of(inReal);
        Set<String> paths = new TreeSet<>(mockShape.types().keySet());
        paths.addAll(realShape.types().keySet());
        for (String path : paths) {
            Set<String> mockTypes = mockShape.types().getOrDefault(path, Set.of());
            Set<String> realTypes = realShape.types().getOrDefault(path, Set.of());
            String where = path.isEmpty() ? prefix + "body" : prefix + path;
            boolean fits = mockTypes.containsAll(realTypes)
                    || (mockTypes.contains("number") && realTypes.equals(Set.of("integer")));
            if (mockTypes.isEmpty()) {
                add(OptionalParts.ofReal(where), where, "absent", String.join(" or ", realTypes));
            } else if (realTypes.isEmpty()) {
                add(OptionalParts.ofMock(where), where, String.join(" or ", mockTypes), "absent");
            } else if (!fits) {
                add(Severity.CRITICAL, where, String.join(" or ", mockTypes), String.join(" or ", realTypes));
            } else if (mockShape.values().containsKey(path)) {
                values(where, mockShape.values().get(path), realShape.values().getOrDefault(path, Set.of()));
            }
        }
    }

    private void values(String where, Set<String> mockValues, Set<String> realValues) {
        differ(Severity.CRITICAL, where, String.join(" ", mockValues), String.join(" ", realValues));
    }

    private static String status(RecordedAnswer answer) {
        return String.valueOf(answer.transcript().status());
    }

    private void differ(Severity severity, String path, String inMock, String inReal) {
        if (!inMock.equals(inReal)) {
            add(severity, path, inMock, inReal);
        }
    }

    private void add(Severity severity, String path, String inMock, String inReal) {
        differences.add(new Difference(severity, real.request().name(), path, inMock, inReal));
    }
}
