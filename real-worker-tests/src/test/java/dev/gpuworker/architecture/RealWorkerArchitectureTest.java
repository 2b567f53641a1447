package dev.gpuworker.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.gpuworker.testing.EveryModulesRules;

@AnalyzeClasses(packages = "dev.gpuworker.real", importOptions = ImportOption.DoNotIncludeTests.class)
class RealWorkerArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(EveryModulesRules.class);

    @ArchTest
    static final ArchRule oneClassKnowsJcuda = noClasses()
            .that(nameMatching("(?!dev\\.gpuworker\\.real\\.vram\\.device\\.CudaDeviceMemory(\\$.*)?$).*"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jcuda.."))
            .because("everything else runs and is tested without a GPU");

    @ArchTest
    static final ArchRule onlyTheStandInIsBuiltOnTheMock = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.gpuworker.real.process..", "dev.gpuworker.real.vram..", "dev.gpuworker.real.report..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.gpuworker.mock.."))
            .because("what judges the real worker must not learn how the mock works");

    @ArchTest
    static final ArchRule othersInternalsStayTheirs = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.gpuworker..internal.."))
            .because("what is internal may change without notice");

    @ArchTest
    static final ArchRule nothingButTheStandInsTestersKnowsTheStandIn = noClasses()
            .that()
            .resideOutsideOfPackages("dev.gpuworker.real.standin..", "dev.gpuworker.real.cli..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.gpuworker.real.standin.."))
            .because("the harness must not know whom it watches");

    @ArchTest
    static final ArchRule pactStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("..pact..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("au.com.dius.pact.."))
            .because("Pact's tree stays away from those who don't verify pacts");
}
