package dev.gpuworker.mock.scenario.internal.read;

import java.util.List;

/** A part of a scenario file with its place, the same for YAML and JSON. */
sealed interface Node {
    /** Returns the place where it begins. */
    Place at();

    /** Returns its kind for people, with an article. */
    String kind();

    /** Keys and values in the file's order; a key may appear twice. */
    record Mapping(Place at, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One key with its value. */
    record Entry(String key, Place at, Node value) {}

    /** Values in order. */
    record Sequence(Place at, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** One value; the text as written, without quotes. */
    record Scalar(Place at, String text, Type type) implements Node {
        enum Type {
            TEXT("text"),
            INTEGER("a number"),
            DECIMAL("a number with a fraction"),
            BOOLEAN("a boolean"),
            NOTHING("nothing");

            private final String name;

            Type(String name) {
                this.name = name;
            }
        }

        @Override
        public String kind() {
            return type.name;
        }

        boolean is(Type wanted) {
            return type == wanted;
        }
    }
}
