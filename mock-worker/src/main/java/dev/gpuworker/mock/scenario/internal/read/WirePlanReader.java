package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.ByteOffset;
import dev.gpuworker.mock.scenario.ByteOffset.Anchor;
import dev.gpuworker.mock.scenario.Pieces;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.WirePlan.Newline;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code wire: {…}} of a step. */
final class WirePlanReader {
    private static final int FRAME_BYTES_MAX = 64 * 1024 * 1024;
    private static final Pattern OFFSET = Pattern.compile("(?:(start|text|end) ?)?(?:([+-]?) ?(0|[1-9][0-9]{0,7}))?");
    private static final String REST = "rest";

    private final Values values;
    private final Problems problems;

    WirePlanReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
    }

    /** Returns the plan of the step, or none. */
    WirePlan of(Fields step) {
        return step.get("wire", this::plan, WirePlan.NONE);
    }

    private Optional<WirePlan> plan(Node node) {
        return Fields.of(node, "wire", Vocabulary.WIRE, problems).flatMap(fields -> {
            Pieces pieces = fields.get("pieces", this::pieces, Pieces.WHOLE);
            Duration gap = fields.get("gap", values::duration, Duration.ZERO);
            ByteOffset stopAfter = fields.get("stop-after", this::offset);
            Newline newline = fields.get("newline", this::newline, Newline.LF);
            int coalesce = fields.get("coalesce", n -> values.integer(n, 1, WirePlan.COALESCE_MAX), 1);
            return values.built(node, () -> new WirePlan(pieces, gap, stopAfter, newline, coalesce));
        });
    }

    private Optional<Newline> newline(Node node) {
        return values.word(node, Newline.values(), newline -> newline.name().toLowerCase(Locale.ROOT));
    }

    private Optional<Pieces> pieces(Node node) {
        if (node instanceof Node.Sequence list) {
            return listed(list);
        }
        return values.integer(node, 1, FRAME_BYTES_MAX).map(Pieces::each);
    }

    private Optional<Pieces> listed(Node.Sequence list) {
        List<ByteOffset> places = new ArrayList<>();
        int last = list.items().size() - 1;
        for (int k = 0; k <= last; k++) {
            Node item = list.items().get(k);
            boolean rest = item instanceof Scalar scalar && scalar.text().equals(REST);
            if (rest && k < last) {
                problems.add(item.at(), "\"rest\" must be the last piece");
            } else if (!rest) {
                piece(item, places);
            }
        }
        return values.built(list, () -> new Pieces.At(places));
    }

    /** A number is the size of a piece after the previous one; a named place is where the piece ends. */
    private void piece(Node item, List<ByteOffset> places) {
        if (item instanceof Scalar scalar && scalar.is(Scalar.Type.INTEGER)) {
            ByteOffset before = places.isEmpty() ? ByteOffset.of(0) : places.get(places.size() - 1);
            values.integer(item, 1, FRAME_BYTES_MAX)
                    .ifPresent(size -> places.add(new ByteOffset(before.anchor(), before.bytes() + size)));
        } else {
            offset(item).ifPresent(places::add);
        }
    }

    private Optional<ByteOffset> offset(Node node) {
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        Matcher matcher = OFFSET.matcher(text);
        if (text.isEmpty() || !matcher.matches() || (matcher.group(1) == null && "-".equals(matcher.group(2)))) {
            problems.add(
                    node.at(),
                    "expected a number of bytes or a place, but this is " + Values.shown(node),
                    "examples: 12, text+5, end-1");
            return Optional.empty();
        }
        String name = matcher.group(1) == null ? "start" : matcher.group(1);
        int bytes = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        boolean before = "-".equals(matcher.group(2));
        return Optional.of(new ByteOffset(Anchor.valueOf(name.toUpperCase(Locale.ROOT)), before ? -bytes : bytes));
    }
}
