package dev.gpuworker.mock.scenario.demand;

import dev.gpuworker.wire.SentNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data of an event, with placeholders for what differs from job to job: <code>${job_id}</code>, <code>${model}
 * </code>, <code>${started_at}</code>, <code>${decode_time_ms}</code>, <code>${any}</code> for any text, and <code>
 * ${1048576 x}</code> for a text repeated. Immutable.
 */
public final class DataTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern REPEATED = Pattern.compile("([0-9]{1,7}) (.)");

    private final String text;

    /** Creates a template. Throws {@link IllegalArgumentException} for an unknown placeholder. */
    public DataTemplate(String text) {
        this.text = text;
        pattern("");
    }

    /** Returns the text with its placeholders. */
    public String text() {
        return text;
    }

    /** Returns whether this is the data of an event of this job. */
    public boolean matches(String data, String jobId) {
        return text.indexOf('$') < 0
                ? text.equals(data)
                : pattern(jobId).matcher(data).matches();
    }

    private Pattern pattern(String jobId) {
        StringBuilder pattern = new StringBuilder();
        Matcher places = PLACEHOLDER.matcher(text);
        int from = 0;
        while (places.find()) {
            literally(pattern, text.substring(from, places.start()));
            placeholder(pattern, places.group(1), jobId);
            from = places.end();
        }
        literally(pattern, text.substring(from));
        return Pattern.compile(pattern.toString());
    }

    private static void literally(StringBuilder pattern, String part) {
        pattern.append(part.isEmpty() ? "" : Pattern.quote(part));
    }

    private static void placeholder(StringBuilder pattern, String name, String jobId) {
        switch (name) {
            case SentNames.JOB_ID -> literally(pattern, jobId);
            case SentNames.MODEL -> pattern.append("[^\"\\\\]+");
            case SentNames.STARTED_AT -> pattern.append("[0-9T:.-]+Z");
            case SentNames.DECODE_TIME_MS -> pattern.append("[0-9]+");
            case "any" -> pattern.append("[\\s\\S]*");
            default -> {
                Matcher repeated = REPEATED.matcher(name);
                if (!repeated.matches()) {
                    throw new IllegalArgumentException("unknown placeholder ${" + name + "}");
                }
                literally(pattern, repeated.group(2).repeat(Integer.parseInt(repeated.group(1))));
            }
        }
    }

    /** Returns the text with its placeholders. */
    @Override
    public String toString() {
        return text;
    }
}
