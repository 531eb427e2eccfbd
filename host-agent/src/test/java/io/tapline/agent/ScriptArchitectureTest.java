package io.tapline.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The compiler's rooms import what house rules let them, and nothing in a circle. */
class ScriptArchitectureTest {
  private static final String ROOT = "io.tapline.agent.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "io.tapline.agent.script", "io.tapline.agent.compile", "io.tapline.agent.bpf");

  private static void onlyImports(String room, String... rooms) {
    String[] allowed = new String[rooms.length + 3];
    for (int i = 0; i < rooms.length; i++) {
      allowed[i] = ROOT + rooms[i];
    }
    allowed[rooms.length] = "java..";
    allowed[rooms.length + 1] = "org.jspecify..";
    allowed[rooms.length + 2] = ROOT + room;
    classes()
        .that()
        .resideInAPackage(ROOT + room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(CLASSES);
  }

  @Test
  void groundRoomsOfTheLanguageImportLittle() {
    onlyImports("script.source", "name");
    onlyImports("script.type", "event");
    onlyImports("script.ast", "script.source", "probe");
    onlyImports("script.parse", "script.source", "script.ast", "probe");
    onlyImports("script.config", "script.source", "script.ast", "script.type");
    onlyImports("script.expand", "script.source", "script.ast", "script.parse", "script.config");
    onlyImports("script.ir", "script.source", "script.type", "event", "probe");
    onlyImports("script.record", "script.source", "script.type", "script.ast", "target..");
    onlyImports("bpf.insn");
    onlyImports("bpf.spec", "bpf.insn");
    onlyImports("compile.builtin", "bpf.insn", "script.ir");
  }

  @Test
  void scriptSeesTheHostOnlyThroughTargetAndProbe() {
    onlyImports("script.check", "script..", "event", "probe", "target");
    onlyImports("script.function", "script..", "probe", "target", "target.symbol");
    noClasses()
        .that()
        .resideInAPackage(ROOT + "script.check")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "script.function")
        .check(CLASSES);
  }

  @Test
  void codeGenerationNeverSeesTheTreeAsWritten() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "compile..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "script.ast", ROOT + "script.parse", ROOT + "kernel..")
        .check(CLASSES);
  }

  @Test
  void gatheringsKnowNoProgram() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "compile.gathering")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.tapline.agent..")
                .and(
                    not(
                        resideInAnyPackage(
                            ROOT + "compile.gathering", ROOT + "bpf.insn", ROOT + "script.ir"))))
        .check(CLASSES);
  }

  @Test
  void nothingRunsInACircle() {
    slices().matching("io.tapline.agent.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
