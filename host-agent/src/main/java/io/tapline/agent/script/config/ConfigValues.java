package io.tapline.agent.script.config;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Settings while they are gathered. */
final class ConfigValues {
  private final Map<ConfigOption, Object> values = new EnumMap<>(ConfigOption.class);
  private final ScriptConfig base;
  private final Set<String> fixed;

  /** What {@code base} says, to be changed. */
  ConfigValues(ScriptConfig base) {
    this.base = base;
    this.fixed = new HashSet<>(base.fixed());
  }

  /** Sets what may be set by the script. */
  void set(ConfigOption option, Object value) {
    if (!fixed.contains(option.word())) {
      values.put(option, value);
    }
  }

  /** Sets what the script may not change. */
  void fix(ConfigOption option, Object value) {
    values.put(option, value);
    fixed.add(option.word());
  }

  ScriptConfig toConfig() {
    return new ScriptConfig(
        get(ConfigOption.CACHE_USER_SYMBOLS, base.cacheUserSymbols()),
        get(ConfigOption.CPP_DEMANGLE, base.cppDemangle()),
        get(ConfigOption.LAZY_SYMBOLICATION, base.lazySymbolication()),
        get(ConfigOption.LICENSE, base.license()),
        get(ConfigOption.LOG_SIZE, base.logSize()),
        get(ConfigOption.MAX_BPF_PROGS, base.maxBpfProgs()),
        get(ConfigOption.MAX_CAT_BYTES, base.maxCatBytes()),
        get(ConfigOption.MAX_MAP_KEYS, base.maxMapKeys()),
        get(ConfigOption.MAX_PROBES, base.maxProbes()),
        get(ConfigOption.MAX_STRLEN, base.maxStrlen()),
        get(ConfigOption.MISSING_PROBES, base.missingProbes()),
        get(ConfigOption.ON_STACK_LIMIT, base.onStackLimit()),
        get(ConfigOption.PERF_RB_PAGES, base.perfRbPages()),
        get(ConfigOption.SHOW_DEBUG_INFO, base.showDebugInfo()),
        get(ConfigOption.STACK_MODE, base.stackMode()),
        get(ConfigOption.STR_TRUNC_TRAILER, base.strTruncTrailer()),
        get(ConfigOption.PRINT_MAPS_ON_EXIT, base.printMapsOnExit()),
        base.unstableMapDecl(),
        get(ConfigOption.UNSTABLE_TSERIES, base.unstableTseries()),
        base.unstableAddr(),
        get(ConfigOption.UNSTABLE_TYPEINFO, base.unstableTypeinfo()),
        get(ConfigOption.UNSTABLE_DW_USTACK, base.unstableDwUstack()),
        fixed);
  }

  /** A value has its option's type, which is {@code otherwise}'s. */
  @SuppressWarnings("unchecked")
  private <T> T get(ConfigOption option, T otherwise) {
    return (T) values.getOrDefault(option, otherwise);
  }
}
