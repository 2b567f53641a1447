package dev.gpuworker.conformance;

import dev.gpuworker.wire.RequestLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The prompts that a run knows, by what they are good for. What makes one model write on makes another one stop at
 * once, so there are several shapes of each. Immutable.
 */
public final class JobPrompts {
    /**
     * The shapes that models continue at length: the last ones are for models that follow instructions only in a chat.
     */
    private static final List<JobPrompt> LONG = List.of(
            JobPrompt.of("story", "Write a short story about a worker that counts from one to one hundred."),
            JobPrompt.of("counting", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,"),
            JobPrompt.of("tale", "Once upon a time, in a land far away, there lived"),
            JobPrompt.of(
                    "list",
                    "The following is a list of one hundred animals, one on each line:\n1. Dog\n2. Cat\n3. Horse\n4."),
            JobPrompt.of(
                    "repetition",
                    "Repeat the word worker two thousand times, and nothing else: worker worker worker worker"),
            JobPrompt.of("code", "def fibonacci(n):\n    \"\"\"Returns the first n numbers.\"\"\"\n"),
            JobPrompt.of(
                    "chat",
                    "<|im_start|>user\nWrite a very long story about the sea.<|im_end|>\n<|im_start|>assistant\n"),
            JobPrompt.of("dialogue", "User: Tell me a very long story.\nAssistant:"));

    private static final List<JobPrompt> MULTI_BYTE = List.of(
            JobPrompt.of("scripts", "Répète s'il te plaît: 🙂 漢字 עברית 👩‍👩‍👧‍👦, und zähle bis zehn."),
            JobPrompt.of("emoji", "🙂 🙂 🙂 🙂 🙂 🙂 🙂 🙂"),
            JobPrompt.of("kanji", "漢字仮名漢字仮名漢字仮名漢字仮名"),
            JobPrompt.of(
                    "multilingual chat",
                    "<|im_start|>user\nWrite ten emoji and nothing else.<|im_end|>\n<|im_start|>assistant\n🙂"));

    private static final List<JobPrompt> BRIEF = List.of(
            JobPrompt.of(
                    "brief chat",
                    "<|im_start|>user\nAnswer with one word: is the sky blue?<|im_end|>\n<|im_start|>assistant\n"),
            JobPrompt.of("question", "Question: Is the sky blue? Answer with yes or no.\nAnswer:"));

    /** The prompts that a run uses if nothing else is said. */
    public static final JobPrompts STANDARD = new JobPrompts(LONG);

    private static final String OWN = "your prompt";

    private final List<JobPrompt> ordinary;

    private JobPrompts(List<JobPrompt> ordinary) {
        this.ordinary = List.copyOf(ordinary);
    }

    /** Returns only these prompts, in this order; each 1 to 32768 code points long, at least one. */
    public static JobPrompts of(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a run needs at least one prompt");
        }
        return new JobPrompts(own(texts));
    }

    /**
     * Returns the same prompts after these, which the run then uses first.
     *
     * @param texts prompts that the worker is known to continue; each 1 to 32768 code points long
     */
    public JobPrompts after(List<String> texts) {
        List<JobPrompt> all = own(texts);
        all.addAll(ordinary);
        return new JobPrompts(all);
    }

    private static List<JobPrompt> own(List<String> texts) {
        List<JobPrompt> all = new ArrayList<>();
        for (String text : texts) {
            int length = text.codePointCount(0, text.length());
            if (length < 1 || length > RequestLimits.PROMPT_CODE_POINTS_MAX) {
                throw new IllegalArgumentException("a prompt must have 1 to " + RequestLimits.PROMPT_CODE_POINTS_MAX
                        + " code points, but has " + length);
            }
            all.add(JobPrompt.of(texts.size() == 1 ? OWN : OWN + " " + (all.size() + 1), text));
        }
        return all;
    }

    /** Returns the name of the prompt with this text. */
    public static String nameOf(String text) {
        return Stream.of(LONG, MULTI_BYTE, BRIEF)
                .flatMap(List::stream)
                .filter(prompt -> prompt.text().equals(text))
                .map(JobPrompt::name)
                .findFirst()
                .orElse(OWN);
    }

    /** Returns the prompt that is used until it turns out that the worker does not continue it. */
    public JobPrompt first() {
        return ordinary.get(0);
    }

    /** Returns the prompts that many models continue, at temperature 0, in the order of use; at least one. */
    public List<JobPrompt> ordinary() {
        return ordinary;
    }

    /**
     * Returns every way to make a job go on, in the order of trying: all prompts at temperature 0, then with a penalty
     * for repetition, then at higher temperatures.
     */
    public List<JobPrompt> all() {
        List<JobPrompt> all = new ArrayList<>(ordinary);
        ordinary.forEach(prompt -> all.add(prompt.sampled(0, 1.3)));
        ordinary.forEach(prompt -> all.add(prompt.sampled(0.8, 1)));
        ordinary.forEach(prompt -> all.add(prompt.sampled(1.5, 1.1)));
        return List.copyOf(all);
    }

    /** Returns prompts that models answer with characters of several bytes. */
    public List<JobPrompt> multiByte() {
        return MULTI_BYTE;
    }

    /** Returns prompts that models answer in a word or two, so that the job ends by itself. */
    public List<JobPrompt> brief() {
        return BRIEF;
    }
}
