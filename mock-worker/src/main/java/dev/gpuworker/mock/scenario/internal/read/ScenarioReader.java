package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Answer;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.StreamHead;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.Match;
import dev.gpuworker.mock.scenario.match.Share;
import dev.gpuworker.wire.AfterStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one scenario of a file. */
final class ScenarioReader {
    private static final Pattern CALLS = Pattern.compile("(0|[1-9][0-9]{0,8})( ?- ?(0|[1-9][0-9]{0,8})?)?");

    private static final List<String> HEAD = List.of("headers", "after-stream");

    private final Problems problems;
    private final Values values;
    private final MatchReader matches;
    private final StepReader steps;
    private final ReplyReader replies;
    private final HeadersReader headers;
    private final OnCancelReader cancels;

    ScenarioReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
        matches = new MatchReader(problems);
        steps = new StepReader(problems);
        replies = new ReplyReader(problems);
        headers = new HeadersReader(problems);
        cancels = new OnCancelReader(problems);
    }

    /** Returns the scenario; empty if a required part is missing or wrong. */
    Optional<LocatedScenario> read(Node node) {
        return Fields.of(node, "a scenario", Vocabulary.SCENARIO, problems).flatMap(this::read);
    }

    private Optional<LocatedScenario> read(Fields fields) {
        Optional<String> name = fields.require("name", this::name);
        Match when = fields.get("when", matches::read, Match.ANY);
        CallRange calls = fields.get("calls", this::calls, CallRange.ALL);
        Share share = fields.get("share", this::share, Share.ALL);
        OnCancel onCancel = fields.get("on-cancel", cancels::read, OnCancel.AT_ONCE);
        Map<String, Place> violates = violates(fields);
        List<Place> places = new ArrayList<>();
        Optional<Answer> answer = answer(fields, places);
        return name.flatMap(title -> answer.map(given -> new LocatedScenario(
                new Scenario(title, when, calls, share, given, onCancel, violates.keySet()),
                fields.node("name").map(Node::at).orElse(fields.at()),
                fields.keyPlace(fields.has("stream") ? "stream" : "reply"),
                places,
                fields.keyPlace("on-cancel"),
                violates)));
    }

    private Optional<String> name(Node node) {
        return values.text(node).filter(text -> {
            boolean named = Scenario.isName(text);
            if (!named) {
                problems.add(
                        node.at(),
                        Values.shown(node) + " is not a name",
                        "use letters, digits, dots, dashes and underscores, at most 100");
            }
            return named;
        });
    }

    private Optional<CallRange> calls(Node node) {
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        Matcher matcher = CALLS.matcher(text);
        if (!matcher.matches()) {
            problems.add(node.at(), "expected calls such as 1, 1-2 or 3-, but this is " + Values.shown(node));
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        boolean single = matcher.group(2) == null;
        int open = matcher.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(3));
        return values.built(node, () -> new CallRange(first, single ? first : open));
    }

    private Optional<Share> share(Node node) {
        return values.text(node).flatMap(text -> values.built(node, () -> Share.parse(text)));
    }

    private Optional<Answer> answer(Fields fields, List<Place> places) {
        return fields.exactlyOne(List.of("stream", "reply"))
                .flatMap(key -> fields.node(key).flatMap(node -> {
                    if (key.equals("reply")) {
                        HEAD.forEach(name -> refuseBesideReply(fields, name));
                        return replies.read(node, "reply");
                    }
                    return script(node, head(fields), places);
                }));
    }

    private void refuseBesideReply(Fields fields, String name) {
        if (fields.has(name)) {
            String hint = name.equals("headers") ? "write: reply: { headers: … }" : "";
            problems.add(fields.keyPlace(name), "\"" + name + "\" is a key of streams", hint);
        }
    }

    private StreamHead head(Fields fields) {
        return new StreamHead(
                fields.get("headers", headers::read, Map.of()),
                fields.get("after-stream", node -> values.word(node, AfterStream.values())));
    }

    private Optional<Answer> script(Node node, StreamHead head, List<Place> places) {
        if (!(node instanceof Node.Sequence list)) {
            problems.add(
                    node.at(),
                    "stream must be a list of steps, but this is " + Values.shown(node),
                    "write: - started: {}");
            return Optional.empty();
        }
        List<Step> read = new ArrayList<>();
        for (Node item : list.items()) {
            steps.read(item).ifPresent(step -> {
                read.add(step);
                places.add(verbPlace(item));
            });
        }
        boolean complete = read.size() == list.items().size();
        return complete ? values.built(node, () -> new Script(read, head)) : Optional.empty();
    }

    private static Place verbPlace(Node step) {
        return step instanceof Node.Mapping mapping ? mapping.entries().get(0).at() : step.at();
    }

    private Map<String, Place> violates(Fields fields) {
        Map<String, Place> ids = new LinkedHashMap<>();
        List<Node> items = fields.node("violates")
                .map(node -> node instanceof Node.Sequence list ? list.items() : List.of(node))
                .orElse(List.of());
        for (Node item : items) {
            values.text(item).ifPresent(id -> {
                if (ids.putIfAbsent(id, item.at()) != null) {
                    problems.add(item.at(), "duplicate id " + Shown.quoted(id));
                }
            });
        }
        return ids;
    }
}
