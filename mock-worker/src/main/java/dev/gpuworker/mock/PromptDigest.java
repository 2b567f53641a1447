package dev.gpuworker.mock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a prompt: enough to recognise it, nothing of its text (D-04).
 *
 * @param sha256 lower-case hexadecimal SHA-256 of the UTF-8 text
 * @param codePoints length in Unicode code points
 */
public record PromptDigest(String sha256, int codePoints) {
    /** Returns the digest of a prompt. */
    public static PromptDigest of(String prompt) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(prompt.getBytes(StandardCharsets.UTF_8));
            return new PromptDigest(HexFormat.of().formatHex(digest), prompt.codePointCount(0, prompt.length()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
