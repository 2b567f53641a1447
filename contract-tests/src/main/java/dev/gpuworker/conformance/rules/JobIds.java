package dev.gpuworker.conformance.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.wire.WireJson;

/** Reads the job_id from a request. */
final class JobIds {
    private JobIds() {}

    static String of(Exchange exchange) {
        try {
            return WireJson.tree(exchange.transcript().requestBody())
                    .path("job_id")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
