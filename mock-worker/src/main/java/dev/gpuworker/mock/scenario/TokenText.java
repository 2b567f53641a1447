package dev.gpuworker.mock.scenario;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens as a word tokenizer does: white space belongs to the following word. */
final class TokenText {
    private TokenText() {}

    static List<String> split(String text) {
        List<String> tokens = new ArrayList<>();
        int from = 0;
        for (int at = 1; at < text.length(); at++) {
            if (Character.isWhitespace(text.charAt(at)) && !Character.isWhitespace(text.charAt(at - 1))) {
                tokens.add(text.substring(from, at));
                from = at;
            }
        }
        tokens.add(text.substring(from));
        return List.copyOf(tokens);
    }
}
