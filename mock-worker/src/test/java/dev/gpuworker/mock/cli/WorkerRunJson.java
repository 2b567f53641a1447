package dev.gpuworker.mock.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gpuworker.wire.WireJson;
import java.net.http.HttpResponse;

/** Reads fields of answers. */
final class WorkerRunJson {
    private WorkerRunJson() {}

    static String text(HttpResponse<String> answer, String field) throws JsonProcessingException {
        return WireJson.tree(answer.body()).path(field).asText();
    }
}
