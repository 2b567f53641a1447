package dev.gpuworker.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.stream.Collectors;

/** The architecture rules that hold in every module; each module's test includes them and adds its own. */
public final class EveryModulesRules {
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
            .because("every wait has a condition and a deadline");

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

    /** The largest package that a reader can still take in at once. */
    private static final int TYPES_MAX = 40;

    @ArchTest
    static void noPackageIsFlat(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) ->
                        assertThat(count).as("types of %s", name).isLessThanOrEqualTo(TYPES_MAX));
    }

    private EveryModulesRules() {}

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
