package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A system call's entry or exit, read from the raw tracepoint {@code sys_enter(regs, id)} or {@code
 * sys_exit(regs, ret)} instead of the call's own, which costs twice as much and taxes every other
 * call too.
 *
 * @param entry whether it is the entry
 * @param format of {@code syscalls:sys_enter_NAME}; empty for {@code raw_syscalls} and exits
 * @param types of the format's fields as bpftrace has them; empty in the pipeline, which cuts
 *     registers to what C says
 */
record SystemCallArguments(
    boolean entry, Optional<TracepointFormat> format, Optional<FormatTypes> types)
    implements ArgumentSource {
  /** rdi, rsi, rdx, r10, r8, r9 in struct pt_regs, arch/x86/include/asm/ptrace.h. */
  private static final List<Integer> REGISTERS = List.of(112, 104, 96, 56, 72, 64);

  /** orig_ax: the number of the call. */
  private static final int NUMBER_REGISTER = 120;

  /** Where the first argument is in the record of {@code syscalls:sys_enter_NAME}. */
  private static final int FIRST_ARGUMENT_OFFSET = 16;

  private static final int SECOND_WORD = Long.BYTES;

  /** The number of the call. */
  Value number() {
    return entry
        ? new Value.ContextRead(SECOND_WORD, Long.BYTES, Type.INT64)
        : new Value.SavedRegister(NUMBER_REGISTER, Type.INT64);
  }

  @Override
  public Optional<Value> field(String name) {
    if (name.equals("id") && format.isEmpty()) {
      return Optional.of(number());
    }
    if (name.equals("__syscall_nr")) {
      Value number = number();
      return Optional.of(
          types.isEmpty() ? number : new Value.Convert(number, new Type.Int(4, true)));
    }
    if (!entry) {
      return name.equals("ret")
          ? Optional.of(new Value.ContextRead(SECOND_WORD, Long.BYTES, Type.INT64))
          : Optional.empty();
    }
    return format.flatMap(f -> f.field(name)).flatMap(this::register);
  }

  private Optional<Value> register(FormatField field) {
    int index = (field.offsetBytes() - FIRST_ARGUMENT_OFFSET) / Long.BYTES;
    if (index < 0 || index >= REGISTERS.size()) {
      return Optional.empty();
    }
    int offset = REGISTERS.get(index);
    Optional<Type> type = types.isPresent() ? types.get().of(field) : CTypes.of(field, space());
    return type.map(t -> new Value.SavedRegister(offset, t));
  }

  @Override
  public Optional<Value> element(String name, int index) {
    boolean known = entry && format.isEmpty() && name.equals("args") && index < REGISTERS.size();
    return known
        ? Optional.of(new Value.SavedRegister(REGISTERS.get(index), Type.UINT64))
        : Optional.empty();
  }

  @Override
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    names.add(format.isEmpty() ? "id" : "__syscall_nr");
    if (!entry) {
      names.add("ret");
    } else {
      format.ifPresentOrElse(
          f -> f.fields().stream().map(FormatField::name).skip(1).forEach(names::add),
          () -> names.add("args"));
    }
    return names;
  }

  @Override
  public Type.AddressSpace space() {
    return Type.AddressSpace.USER;
  }
}
