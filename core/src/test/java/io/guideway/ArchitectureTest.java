package io.guideway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows point one way: who may know whom, as docs/design.md has it. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.guideway");

    private static final DescribedPredicate<JavaClass> NATIVE_MEMORY = nameMatching(
                    "io\\.guideway\\.ring\\.(Mem|NativeBlock|Mbuf|Prefetch)")
            .forSubtype();

    /** Package to the packages of ours that it may know, beside itself and native memory. */
    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("ring", List.of()),
            Map.entry("stats", List.of()),
            Map.entry("host", List.of()),
            Map.entry("thread", List.of()),
            Map.entry("supervisor", List.of("thread")),
            Map.entry("packet", List.of()),
            Map.entry("hash", List.of()),
            Map.entry("maglev", List.of("hash")),
            Map.entry("flow", List.of("packet", "hash")),
            Map.entry("service", List.of("packet", "maglev")),
            Map.entry("rewrite", List.of("packet", "service")),
            Map.entry("wire", List.of("packet", "service", "stats")),
            Map.entry("forward", List.of("packet", "maglev", "flow", "service", "rewrite", "ring", "stats")),
            Map.entry(
                    "forwarder",
                    List.of(
                            "forward", "packet", "flow", "service", "rewrite", "ring", "stats", "wire", "tier",
                            "thread")),
            Map.entry("tier", List.of("packet", "flow", "service", "thread")),
            Map.entry("controller", List.of("packet", "maglev", "service", "stats", "wire", "thread")),
            Map.entry(
                    "cli",
                    List.of(
                            "controller",
                            "forwarder",
                            "forward",
                            "packet",
                            "flow",
                            "service",
                            "ring",
                            "stats",
                            "wire",
                            "tier",
                            "supervisor",
                            "host")));

    static Stream<Map.Entry<String, List<String>>> packages() {
        return MAY_KNOW.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsOnlyWhatItMay(final Map.Entry<String, List<String>> rule) {
        final String[] known = Stream.concat(Stream.of(rule.getKey()), rule.getValue().stream())
                .map(name -> "io.guideway." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage("io.guideway." + rule.getKey() + ".."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.guideway..")
                        .and(DescribedPredicate.not(resideInAnyPackage(known)))
                        .and(DescribedPredicate.not(NATIVE_MEMORY)))
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsRule() {
        for (final JavaClass type : CLASSES) {
            final String name = type.getPackageName().split("\\.")[2];
            assertTrue(MAY_KNOW.containsKey(name), "no rule for package io.guideway." + name);
        }
    }

    @Test
    void packagesFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("io.guideway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void thePacketPathMakesNoThreadsAndOpensNoFiles() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.guideway.packet..",
                        "io.guideway.hash..",
                        "io.guideway.maglev..",
                        "io.guideway.flow..",
                        "io.guideway.service..",
                        "io.guideway.rewrite..",
                        "io.guideway.forward.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio.file..", "java.util.concurrent..", "io.aeron.."))
                .check(CLASSES);
    }

    @Test
    void onlyRingCallsC() {
        noClasses()
                .that(resideInAPackage("io.guideway.."))
                .and(DescribedPredicate.not(resideInAPackage("io.guideway.ring..")))
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.foreign.."))
                .check(CLASSES);
    }

    /** Counters touch memory of their own, and stats knows no ring. */
    @Test
    void onlyRingAndCountersTouchNativeMemory() {
        noClasses()
                .that(resideInAPackage("io.guideway.."))
                .and(DescribedPredicate.not(resideInAPackage("io.guideway.ring..")))
                .and(DescribedPredicate.not(nameMatching("io\\.guideway\\.stats\\.CounterTable")))
                .should()
                .dependOnClassesThat(nameMatching("org\\.agrona\\.UnsafeApi").forSubtype())
                .check(CLASSES);
    }
}
