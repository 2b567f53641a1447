package dev.gpuworker.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gpuworker.testing.EveryModulesRules;
import java.util.List;

@AnalyzeClasses(packages = "dev.gpuworker", importOptions = ImportOption.DoNotIncludeTests.class)
class MockArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(EveryModulesRules.class);

    @ArchTest
    static final ArchRule wireDependsOnTheJdkJacksonAndTheLeafAlone = classes()
            .that()
            .resideInAPackage("dev.gpuworker.wire..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations..",
                    "dev.gpuworker.io..",
                    "dev.gpuworker.wire.."))
            .because("it must be embeddable everywhere");

    @ArchTest
    static final ArchRule ioDependsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage("dev.gpuworker.io..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.gpuworker.io.."))
            .because("mock, examiner and harness share it, and none may learn of another through it");

    @ArchTest
    static final ArchRule mockDoesNotKnowItsExaminers = noClasses()
            .that()
            .resideInAPackage("dev.gpuworker.mock..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.gpuworker.client..",
                    "dev.gpuworker.conformance..",
                    "au.com.dius.pact..",
                    "dev.gpuworker.real.."))
            .because("a mock that knows its examiners can be fitted to them");

    @ArchTest
    static final ArchRule serverTypesStayInside = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gpuworker.mock.internal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."))
            .because("Javalin stays replaceable");

    @ArchTest
    static final ArchRule junitStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gpuworker.mock.junit..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.junit.."))
            .because("the mock also runs from the command line, without JUnit");

    @ArchTest
    static final ArchRule scenariosDoNotKnowTheWorker = noClasses()
            .that(resideInAPackage("dev.gpuworker.mock.scenario.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.gpuworker.mock", "dev.gpuworker.mock.internal.."))
            .because("scenarios are values; the worker depends on them and not the reverse");

    @ArchTest
    static final ArchRule internalsAreUsedByTheirParentAlone = classes()
            .that(resideInAPackage("dev.gpuworker.."))
            .should(useInternalsOfTheirOwnPackageOnly())
            .because("what is internal may change without notice");

    /** From a step to its bytes: the validator judges exactly the bytes that the player sends. */
    private static final String ROAD = "dev.gpuworker.mock.scenario.internal.frames";

    /** The rooms of the mock's implementation; each may use only earlier ones. */
    private static final List<String> ROOMS = List.of("time", "http", "journal", "play", "answer");

    @ArchTest
    static void roomsDependInOneDirection(JavaClasses classes) {
        for (int k = 0; k < ROOMS.size() - 1; k++) {
            String[] later = ROOMS.subList(k + 1, ROOMS.size()).stream()
                    .map(MockArchitectureTest::room)
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(room(ROOMS.get(k))))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(later))
                    .because("each room is understood without those after it: " + ROOMS)
                    .check(classes);
        }
    }

    @ArchTest
    static void everyRoomIsInTheList(JavaClasses classes) {
        String inside = "dev.gpuworker.mock.internal.";

        assertThat(classes.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(inside))
                        .map(name -> name.substring(inside.length()))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    private static String room(String name) {
        return "dev.gpuworker.mock.internal." + name + "..";
    }

    private static ArchCondition<JavaClass> useInternalsOfTheirOwnPackageOnly() {
        return new ArchCondition<>("use only the internals of their own package") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency use : user.getDirectDependenciesFromSelf()) {
                    String used = use.getTargetClass().getPackageName();
                    if (used.startsWith("dev.gpuworker.") && !isOwn(user.getPackageName(), used)) {
                        events.add(SimpleConditionEvent.violated(user, use.getDescription()));
                    }
                }
            }
        };
    }

    /** Returns whether a package is not internal, or is internal to the package that uses it. */
    private static boolean isOwn(String user, String used) {
        int at = (used + ".").indexOf(".internal.");
        if (at < 0) {
            return true;
        }
        String parent = used.substring(0, at);
        boolean sharesTheRoad = used.equals(ROAD) && user.startsWith("dev.gpuworker.mock.internal.");
        return (user + ".").startsWith(parent + ".") || sharesTheRoad;
    }
}
