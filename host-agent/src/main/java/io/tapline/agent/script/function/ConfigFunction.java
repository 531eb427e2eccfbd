package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code config}: what the settings of {@code config = { ... }} and of the environment are, a
 * record that is known now: flags, {@code uint64} numbers and texts in lower case.
 */
final class ConfigFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    ScriptConfig config = lowering.scope().config();
    Fields fields = new Fields(lowering);
    fields.flag("cpp_demangle", config.cppDemangle());
    fields.flag("lazy_symbolication", config.lazySymbolication());
    fields.flag("print_maps_on_exit", config.printMapsOnExit());
    fields.flag("use_blazesym", false);
    fields.flag("show_debug_info", config.showDebugInfo());
    fields.number("log_size", config.logSize());
    fields.number("max_bpf_progs", config.maxBpfProgs());
    fields.number("max_cat_bytes", config.maxCatBytes());
    fields.number("max_map_keys", config.maxMapKeys());
    fields.number("max_probes", config.maxProbes());
    fields.number("max_strlen", config.maxStrlen());
    fields.number("on_stack_limit", config.onStackLimit());
    fields.number("perf_rb_pages", config.perfRbPages());
    fields.text("str_trunc_trailer", config.strTruncTrailer());
    fields.word("unstable_import_statement", ScriptConfig.Unstable.ERROR);
    fields.word("unstable_tseries", config.unstableTseries());
    fields.word("unstable_typeinfo", config.unstableTypeinfo());
    fields.word("unstable_dw_ustack", config.unstableDwUstack());
    fields.word("missing_probes", config.missingProbes());
    fields.word("stack_mode", config.stackMode());
    fields.text("license", config.license());
    return fields.record();
  }

  private static final class Fields {
    private final ExpressionLowering lowering;
    private final List<String> names = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    Fields(ExpressionLowering lowering) {
      this.lowering = lowering;
    }

    private void add(String name, Value value) {
      names.add(name);
      values.add(value);
    }

    void flag(String name, boolean value) {
      add(name, new Value.Constant(new Type.Bool(), value ? 1 : 0));
    }

    void number(String name, long value) {
      add(name, lowering.numberOf(value));
    }

    void text(String name, String value) {
      add(name, lowering.literalText(value));
    }

    void word(String name, Enum<?> value) {
      text(name, value.name().toLowerCase(Locale.ROOT));
    }

    Value record() {
      List<Type> types = values.stream().map(Value::type).toList();
      return new Value.TupleOf(values, new Type.Tuple(types, names));
    }
  }
}
