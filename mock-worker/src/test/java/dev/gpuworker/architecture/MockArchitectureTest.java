package dev.gpuworker.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "dev.gpuworker", importOptions = ImportOption.DoNotIncludeTests.class)
class MockArchitectureTest {
    @ArchTest
    static final ArchRule wireDependsOnTheJdkAndJacksonAlone = classes()
            .that()
            .resideInAPackage("dev.gpuworker.wire..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "com.fasterxml.jackson..", "org.jspecify.annotations..", "dev.gpuworker.wire.."))
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
    static final ArchRule onlyTheCommandLinePrintsAndExits = noClasses()
            .that()
            .resideOutsideOfPackage("..cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("libraries don't print and don't end the process");

    @ArchTest
    static final ArchRule nothingSleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("timing is testable: deadlines go through the ticker");

    @ArchTest
    static final ArchRule durationsAreMonotonic = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .because("the wall clock jumps; durations come from System.nanoTime");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().assignedFrom(packageWithItsInternals())
            .should()
            .beFreeOfCycles()
            .because("the picture in docs/adr/0001 stays true");

    @ArchTest
    static final ArchRule internalsAreNotPublicApi = noClasses()
            .that(resideInAPackage("dev.gpuworker.mock.scenario.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.gpuworker.mock", "dev.gpuworker.mock.internal.."))
            .because("scenarios are values; the worker depends on them and not the reverse");

    private static SliceAssignment packageWithItsInternals() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName().replaceFirst("\\.internal.*", ""));
            }

            @Override
            public String getDescription() {
                return "packages, a package and its internal one counted as one";
            }
        };
    }
}
