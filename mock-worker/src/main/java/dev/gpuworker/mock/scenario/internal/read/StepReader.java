package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Pause.Stall;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.Verb;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one step: a mapping with exactly one verb, or the verb alone. */
final class StepReader {
    private final Problems problems;
    private final Values values;
    private final PacingReader pacing;
    private final WriteReader writes;

    StepReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
        pacing = new PacingReader(problems);
        writes = new WriteReader(problems);
    }

    Optional<Step> read(Node node) {
        if (node instanceof Scalar scalar && scalar.is(Scalar.Type.TEXT)) {
            return step(scalar.text(), scalar.at(), new Scalar(scalar.at(), "", Scalar.Type.NOTHING));
        }
        if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            problems.add(node.at(), "a step must be a verb with its keys, but this is " + node.kind(), allowed(""));
            return Optional.empty();
        }
        List<Node.Entry> entries = mapping.entries();
        for (Node.Entry extra : entries.subList(1, entries.size())) {
            second(entries.get(0), extra);
        }
        return step(entries.get(0).key(), entries.get(0).at(), entries.get(0).value());
    }

    private void second(Node.Entry first, Node.Entry extra) {
        boolean key = Verb.of(first.key())
                .map(verb -> verb.keys().contains(extra.key()))
                .orElse(false);
        String hint = key
                ? "it belongs inside: " + first.key() + ": { " + extra.key() + ": … }"
                : "begin a new step: - " + Shown.line(extra.key());
        problems.add(
                extra.at(),
                "a step has exactly one verb, but " + Shown.quoted(extra.key()) + " appears beside \""
                        + Shown.line(first.key()) + "\"",
                hint);
    }

    private Optional<Step> step(String word, Place at, Node node) {
        Optional<Verb> verb = Verb.of(word);
        if (verb.isEmpty()) {
            problems.add(at, "unknown verb " + Shown.quoted(word), allowed(word));
        }
        return verb.flatMap(known -> step(known, node));
    }

    private Optional<? extends Step> step(Verb verb, Node node) {
        return switch (verb) {
            case STARTED -> writes.started(node);
            case TOKEN -> writes.token(node);
            case TOKENS -> writes.tokens(node);
            case METRICS -> writes.metrics(node);
            case END -> writes.end(node);
            case ERROR -> writes.error(node);
            case COMMENT -> writes.comment(node);
            case RAW -> writes.raw(node);
            case WAIT -> pacing.read(node).map(Pause.Wait::new);
            case HOLD -> hold(node);
            case STALL -> stall(node);
            case EOF -> bare(verb, node, new Ending.Eof());
            case RESET -> bare(verb, node, new Ending.Reset());
            case CUT -> cut(node);
            case EXIT -> exit(node);
        };
    }

    private static String allowed(String verb) {
        return Suggestion.hint(verb, Verb.words());
    }

    private Optional<Fields> fields(Verb verb, Node node) {
        return Fields.of(node, verb.word(), verb.keys(), problems);
    }

    private Optional<Step> bare(Verb verb, Node node, Step step) {
        return fields(verb, node).map(fields -> step);
    }

    private Optional<Step> hold(Node node) {
        Optional<String> gate = node instanceof Node.Mapping
                ? fields(Verb.HOLD, node).flatMap(fields -> fields.require("gate", values::text))
                : values.text(node);
        return gate.flatMap(name -> values.built(node, () -> new Pause.Hold(name)));
    }

    private Optional<Step> stall(Node node) {
        if (node instanceof Scalar scalar && scalar.is(Scalar.Type.TEXT)) {
            return scalar.text().matches("[0-9].*")
                    ? values.duration(node).flatMap(time -> stall(node, Stall.At.HERE, Optional.of(time)))
                    : stallAt(node).flatMap(at -> stall(node, at, Optional.empty()));
        }
        return fields(Verb.STALL, node).flatMap(fields -> {
            Stall.At at = fields.get("at", this::stallAt, Stall.At.HERE);
            return stall(node, at, fields.node("for").flatMap(values::duration));
        });
    }

    private Optional<Stall.At> stallAt(Node node) {
        return values.word(node, Stall.At.values());
    }

    private Optional<Step> stall(Node node, Stall.At at, Optional<Duration> time) {
        return values.built(node, () -> new Stall(at, time.orElse(null)));
    }

    private Optional<Step> cut(Node node) {
        if (node instanceof Scalar scalar && scalar.is(Scalar.Type.TEXT)) {
            return kind(node).map(Ending.Cut::new);
        }
        return fields(Verb.CUT, node)
                .map(fields -> new Ending.Cut(fields.get("kind", this::kind, Ending.Cut.Kind.CLOSE)));
    }

    private Optional<Ending.Cut.Kind> kind(Node node) {
        return values.word(node, Ending.Cut.Kind.values());
    }

    private Optional<Step> exit(Node node) {
        if (node instanceof Scalar scalar && !scalar.is(Scalar.Type.NOTHING)) {
            return values.integer(node, 0, 255).map(Ending.Exit::new);
        }
        return fields(Verb.EXIT, node).flatMap(fields -> {
            int code = fields.get("code", n -> values.integer(n, 0, 255), 1);
            Duration backAfter = fields.get("back-after", values::duration);
            return values.built(node, () -> new Ending.Exit(code, backAfter));
        });
    }
}
