package dev.gpuworker.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A way to ask a worker for text: a prompt, and how to sample. Immutable.
 *
 * @param name what kind of prompt it is, for reports, which never quote a prompt
 * @param text the prompt, 1 to 32768 code points
 * @param temperature 0.0 to 2.0; at 0 the worker's text is reproducible
 * @param repetitionPenalty 0.0 to 2.0; 1 means that repetition is not penalised
 */
public record JobPrompt(String name, String text, double temperature, double repetitionPenalty) {
    /** Returns this prompt at temperature 0, without a penalty. */
    static JobPrompt of(String name, String text) {
        return new JobPrompt(name, text, 0, 1);
    }

    /** Returns the same prompt, sampled in another way. */
    JobPrompt sampled(double otherTemperature, double otherPenalty) {
        return new JobPrompt(name, text, otherTemperature, otherPenalty);
    }

    /** Writes prompt and sampling into the body of a job, and returns it. */
    public ObjectNode putInto(ObjectNode job) {
        job.put("prompt", text);
        if (temperature == 0) {
            job.put("temperature", 0);
        } else {
            job.put("temperature", temperature);
        }
        job.remove("repetition_penalty");
        return repetitionPenalty == 1 ? job : job.put("repetition_penalty", repetitionPenalty);
    }

    /** Returns the name with the sampling, without blanks: {@code counting-at-temperature-0.8}. */
    String role() {
        return name.replace(' ', '-')
                + (temperature == 0 ? "" : "-at-temperature-" + temperature)
                + (repetitionPenalty == 1 ? "" : "-with-repetition-penalty-" + repetitionPenalty);
    }

    /** Returns the name with the sampling, without the prompt's text. */
    @Override
    public String toString() {
        return role();
    }
}
