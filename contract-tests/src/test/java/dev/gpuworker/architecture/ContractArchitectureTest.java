package dev.gpuworker.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.gpuworker.testing.EveryModulesRules;

@AnalyzeClasses(
        packages = {
            "dev.gpuworker.client",
            "dev.gpuworker.assertions",
            "dev.gpuworker.conformance",
            "dev.gpuworker.pact",
            "dev.gpuworker.torture"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class ContractArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(EveryModulesRules.class);

    private static final String[] EXAMINERS = {
        "dev.gpuworker.client..", "dev.gpuworker.conformance..", "dev.gpuworker.assertions..", "dev.gpuworker.pact.."
    };

    @ArchTest
    static final ArchRule examinersDoNotKnowTheMock = noClasses()
            .that()
            .resideInAnyPackage(EXAMINERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gpuworker.mock..")
            .because("rules must not learn how the mock works");

    @ArchTest
    static final ArchRule othersInternalsStayTheirs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gpuworker..internal..")
            .because("what is internal may change without notice");

    @ArchTest
    static final ArchRule pactStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("..pact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("au.com.dius.pact..")
            .because("rules also run without Pact's tree");

    @ArchTest
    static final ArchRule junitStaysInItsAdapter = noClasses()
            .that()
            .resideInAnyPackage(EXAMINERS)
            .and()
            .resideOutsideOfPackages("dev.gpuworker.conformance.junit..", "..pact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..")
            .because("rules also run from the command line");

    @ArchTest
    static final ArchRule rulesDoNotUseTheClient = noClasses()
            .that()
            .resideInAnyPackage("dev.gpuworker.conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..")
            .because("rules see exact bytes, and no mistake hides in reader and client at once");
}
