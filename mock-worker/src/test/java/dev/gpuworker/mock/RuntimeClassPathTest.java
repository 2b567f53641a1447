package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What comes onto the class path of whoever embeds the mock. */
class RuntimeClassPathTest {
    @Test
    void embeddersGetTheServerJsonMetricsAndLoggingApiAndNothingElse() throws Exception {
        assertThat(artifacts("not(optional = 'true') and not(scope = 'test')"))
                .containsExactlyInAnyOrder(
                        "jackson-databind",
                        "jackson-dataformat-yaml",
                        "javalin",
                        "micrometer-registry-prometheus",
                        "jspecify",
                        "slf4j-api");
    }

    @Test
    void jUnitAndTheCommandLineAreOptional() throws Exception {
        assertThat(artifacts("optional = 'true'")).containsExactlyInAnyOrder("junit-jupiter-api", "picocli");
    }

    private static List<String> artifacts(String condition) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Document pom = factory.newDocumentBuilder().parse(Path.of("pom.xml").toFile());
        XPath xpath = XPathFactory.newInstance().newXPath();
        String expression = "/project/dependencies/dependency[" + condition + "]/artifactId";
        NodeList found = (NodeList) xpath.evaluate(expression, pom, XPathConstants.NODESET);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Node node = found.item(i);
            names.add(node.getTextContent().strip());
        }
        return names;
    }
}
