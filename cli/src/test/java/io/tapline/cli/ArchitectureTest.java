package io.tapline.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the house's rules inside this module. */
final class ArchitectureTest {
  private static final String ROOT = "io.tapline.cli";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void lowerRoomsDoNotKnowHigherOnes() {
    only("outcome", "outcome");
    only("output", "output", "outcome");
    only("process", "process", "outcome");
    only("host", "host", "outcome");
    only("store", "store", "output", "outcome");
    only("bench", "bench", "store", "output", "outcome");
    only("up", "up", "store", "host", "process", "output", "outcome");
  }

  @Test
  void onlyMainAndTheForcedStopEndTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".up")
        .should()
        .callMethod(Runtime.class, "halt", int.class)
        .check(classes);
  }

  @Test
  void onlyTheTerminalKnowsTheStandardStreams() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(io.tapline.cli.output.Terminal.class.getName())
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  @Test
  void driversOfKafkaFlinkAndClickHouseStayInTheirRooms() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "org.apache.flink..",
            "com.clickhouse..",
            "jnr..",
            "org.eclipse.jetty..")
        .check(classes);
  }

  private void only(String room, String... allowed) {
    String[] ours = new String[allowed.length];
    for (int i = 0; i < allowed.length; i++) {
      ours[i] = ROOT + "." + allowed[i];
    }
    classes()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "reside in " + String.join(", ", ours) + " or outside of " + ROOT,
                dependency ->
                    !dependency.getPackageName().startsWith(ROOT)
                        || java.util.Arrays.asList(ours).contains(dependency.getPackageName())))
        .check(classes);
  }
}
