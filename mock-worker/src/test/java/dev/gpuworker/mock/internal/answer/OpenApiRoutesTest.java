package dev.gpuworker.mock.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gpuworker.mock.MockWorker;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenApiRoutesTest {
    private static final Set<HandlerType> ASKED =
            Set.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE);

    /** What the page loads is nobody else's. */
    private static final Set<String> PARTS_OF_THE_PAGE = Set.of("GET /mock/page.css", "GET /mock/page.js");

    @Test
    void everyRouteIsDescribedAndNoOther() throws IOException {
        Set<String> routes = Javalin.create(Routes::configure).unsafe.internalRouter.allHttpHandlers().stream()
                .filter(route -> ASKED.contains(route.endpoint.method))
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .filter(route -> !PARTS_OF_THE_PAGE.contains(route))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described())
                .as(
                        "src/main/resources/dev/gpuworker/mock/openapi.yaml describes each route of Routes and ControlRoutes")
                .isEqualTo(routes);
    }

    private static Set<String> described() throws IOException {
        Set<String> described = new TreeSet<>();
        try (InputStream in = MockWorker.class.getResourceAsStream("openapi.yaml")) {
            JsonNode paths = new YAMLMapper().readTree(in).path("paths");
            paths.properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(
                                    method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        }
        return described;
    }
}
