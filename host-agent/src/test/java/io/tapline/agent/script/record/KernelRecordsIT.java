package io.tapline.agent.script.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records out of the BTF of the kernel the tests run on. */
final class KernelRecordsIT {
  private Btf btf;
  private Diagnostics diagnostics;

  @BeforeEach
  void setUp() throws IOException {
    assumeTrue(Files.isReadable(Btf.VMLINUX), "missing: BTF of the kernel at " + Btf.VMLINUX);
    btf = Btf.open(Btf.VMLINUX);
    diagnostics = new Diagnostics(new Source("test.bt", ""));
  }

  private RecordTable table(String text) {
    CDefinition whole = new CDefinition(text, new SourceRange(0, text.length()));
    return ScriptRecords.read(List.of(whole), Optional.of(btf), diagnostics);
  }

  private static RecordDefinition record(RecordTable table, String words) {
    return ((Type.Record) table.named(words).orElseThrow()).definition();
  }

  @Test
  void followsPointersFromTheTask() {
    RecordDefinition task = record(table(""), "struct task_struct");
    assertThat(task.field("comm").orElseThrow().type()).hasToString("int8[16]");
    assertThat(RecordTable.isCharArray(task.field("comm").orElseThrow().type())).isTrue();
    assertThat(task.field("pid").orElseThrow().type()).isEqualTo(new Type.Int(4, true));
    Type.Pointer memory = (Type.Pointer) task.field("mm").orElseThrow().type();
    RecordDefinition map = ((Type.Record) memory.target()).definition();
    assertThat(map.name()).isEqualTo("struct mm_struct");
    // Members of a nameless struct within.
    assertThat(map.field("arg_start").orElseThrow().type()).isEqualTo(Type.UINT64);
    RecordField bit = task.field("in_iowait").orElseThrow();
    assertThat(bit.bitWidth()).isEqualTo(1);
    assertThat(diagnostics.isEmpty()).isTrue();
  }

  @Test
  void knowsEnumeratorsAndTypedefs() {
    RecordTable table = table("");
    RecordTable.Constant.Number listen =
        (RecordTable.Constant.Number) table.constant("TCP_LISTEN").orElseThrow();
    assertThat(listen.value()).isEqualTo(10);
    assertThat(((Type.Enumeration) listen.type()).names()).containsEntry(1L, "TCP_ESTABLISHED");
    assertThat(table.named("sector_t")).contains(Type.UINT64);
    assertThat(table.named("task_struct")).isPresent();
    assertThat(table.named("struct no_such_struct")).isEmpty();
  }

  @Test
  void typesTheArgumentsOfRawTracepointsAndFunctions() {
    RecordTable table = table("");
    assertThat(table.tracepoint("sched_switch").orElseThrow())
        .map(p -> p.type() + " " + p.name())
        .startsWith("bool preempt", "struct task_struct * prev", "struct task_struct * next");
    RecordTable.Prototype read = table.function("vfs_read").orElseThrow();
    assertThat(read.parameters()).map(RecordTable.Parameter::name).startsWith("file", "buf");
    assertThat(read.result()).isEqualTo(Type.INT64);
    assertThat(table.function("no_such_function")).isEmpty();
  }

  @Test
  void mixesDeclaredAndKernelTypes() {
    RecordTable table =
        table(
            """
            struct request { int mine; };
            struct both { struct list_head list; struct task_struct *task; u32 word; dev_t dev; };
            """);
    assertThat(record(table, "struct request").fields()).hasSize(1);
    RecordDefinition both = record(table, "struct both");
    assertThat(both.sizeBytes()).isEqualTo(32);
    assertThat(both.field("list").orElseThrow().type()).hasToString("struct list_head");
  }

  @Test
  void readsEveryRecordOfTheKernel() throws IOException {
    RecordTable table = table("");
    int records = 0;
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.STRUCT && !btf.name(id).isEmpty()) {
        RecordDefinition record = record(table, "struct " + btf.name(id));
        for (RecordField field : record.fields()) {
          assertThat(field.offsetBytes()).isBetween(0, Math.max(0, record.sizeBytes()));
        }
        records++;
      }
    }
    assertThat(records).isGreaterThan(1000);
    assertThat(diagnostics.isEmpty()).isTrue();
  }
}
