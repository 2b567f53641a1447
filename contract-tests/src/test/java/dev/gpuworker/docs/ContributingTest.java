package dev.gpuworker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md names exists: types, members, files and rules. It fixes the words, so it must not rot. */
class ContributingTest {
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("@?([A-Z]\\w*)((?:\\.\\w+)*)(?:\\([^)]*\\))?");
    private static final Pattern MEMBER = Pattern.compile("([a-z]\\w*)(?:\\([^)]*\\))?");
    private static final Pattern RULE = Pattern.compile("W-[0-9]{3}");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w*)");
    /** Command lines, and pieces of Java that show a style. */
    private static final Pattern NOT_A_NAME = Pattern.compile("mvn .*|-.*|catch .*|// .*|.*….*|# .*|@[a-z]+|log\\..*");

    /** Libraries' types that the style guide names. */
    private static final List<String> LIBRARIES = List.of(
            "java.lang.",
            "java.util.",
            "java.time.",
            "java.io.",
            "org.jspecify.annotations.",
            "org.junit.jupiter.api.parallel.");

    /** Source texts by the types that they declare. */
    private static final Map<String, String> SOURCES = new LinkedHashMap<>();

    private static final Set<String> FILES = new LinkedHashSet<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        SOURCES.put("pom.xml", Project.read("pom.xml"));
        for (Path file : Project.javaFiles("main", "test", "bench")) {
            if (file.endsWith("ContributingTest.java")) {
                continue; // it invents names
            }
            String text = Files.readString(file);
            Matcher declared = DECLARATION.matcher(text);
            while (declared.find()) {
                SOURCES.merge(declared.group(1), text, String::concat);
            }
        }
        for (String module : Project.MODULES) {
            try (Stream<Path> files = Files.walk(Project.ROOT.resolve(module).resolve("src"))) {
                files.forEach(file -> FILES.add(String.valueOf(file.getFileName())));
            }
        }
    }

    @Test
    void everythingThatItNamesExists() throws IOException {
        String page =
                CODE_BLOCK.matcher(allowed(Project.read("CONTRIBUTING.md"))).replaceAll("");

        List<String> names = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(page);
        while (quoted.find()) {
            names.add(quoted.group(1));
        }

        assertThat(names).hasSizeGreaterThan(100);
        assertThat(names.stream().distinct().filter(name -> !exists(name)))
                .as("what CONTRIBUTING.md names, but the project does not have")
                .isEmpty();
    }

    @Test
    void bannedSuffixesAreNotUsed() throws IOException {
        String page = Project.read("CONTRIBUTING.md");
        String banned = page.substring(page.indexOf("Banned: "));
        List<String> suffixes = QUOTED.matcher(banned)
                .results()
                .map(match -> match.group(1).replace("(s)", "").replace("…", ""))
                .filter(word -> word.length() > 1)
                .toList();

        assertThat(suffixes).contains("Manager", "Impl");
        assertThat(SOURCES.keySet().stream()
                        .filter(type ->
                                suffixes.stream().anyMatch(word -> type.endsWith(word) || type.startsWith("Abstract"))))
                .isEmpty();
    }

    @Test
    void anInventedNameIsFound() {
        assertThat(Stream.of(
                        "Step.Sleep", "ResetConnection", "RulesCatchMutantsTest", "itlP98", "docs/none.md", "W-998"))
                .noneMatch(ContributingTest::exists);
    }

    /** Leaves out the words that the page forbids. */
    private static String allowed(String page) {
        return page.substring(0, page.indexOf("Banned: "));
    }

    private static boolean exists(String name) {
        if (NOT_A_NAME.matcher(name).matches()) {
            return true;
        }
        Matcher type = TYPE.matcher(name);
        if (type.matches() && (hasType(type.group(1), type.group(2)) || isOfALibrary(type.group(1)))) {
            return true;
        }
        Matcher member = MEMBER.matcher(name);
        return RULE.matcher(name).matches()
                ? rules().contains(name)
                : isFile(name) || (member.matches() && SOURCES.values().stream().anyMatch(mentions(member.group(1))));
    }

    private static boolean hasType(String type, String members) {
        return Optional.ofNullable(SOURCES.get(type))
                .filter(text -> Stream.of(members.split("\\."))
                        .filter(member -> !member.isEmpty())
                        .allMatch(member -> mentions(member).test(text)))
                .isPresent();
    }

    private static Predicate<String> mentions(String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").asPredicate();
    }

    private static boolean isOfALibrary(String type) {
        return LIBRARIES.stream().anyMatch(library -> {
            try {
                Class.forName(library + type, false, ContributingTest.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        });
    }

    private static boolean isFile(String name) {
        return name.startsWith("*.")
                ? FILES.stream().anyMatch(file -> file.endsWith(name.substring(1)))
                : FILES.contains(name) || Files.exists(Project.ROOT.resolve(name));
    }

    private static Set<String> rules() {
        return WorkerRulebook.all().rules().stream().map(Rule::id).collect(Collectors.toSet());
    }
}
