package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The random numbers of one job. They depend only on the set's seed, the scenario's name and the request's seed, so
 * neither other jobs nor the order of arrival change them.
 */
public final class ExecutionRandom {
    private ExecutionRandom() {}

    /**
     * Returns a new generator at its start.
     *
     * @param set seed of the scenario set
     * @param scenario name of the scenario
     * @param request seed of the job: the request's, or the one that the worker chose
     */
    public static RandomGenerator of(Seed set, String scenario, Seed request) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(set.bits())
                .putLong(request.bits())
                .array());
        byte[] hash = digest.digest(scenario.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(ByteBuffer.wrap(hash).getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every JDK must have", e);
        }
    }
}
