package dev.gpuworker.mock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies a prompt without keeping any of its text (D-04).
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
            throw new IllegalStateException("SHA-256 is missing, which every Java platform must have", e);
        }
    }
}
