package io.tapline.agent.script.config;

import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings from the environment's {@code BPFTRACE_...} and from a script's config block. Names are
 * in any case, with the prefix or without. The environment wins over the script, the script over
 * what holds otherwise; of two lines of a script the last wins.
 */
public final class ConfigReader {
  /** Former names, which still work. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "strlen", "max_strlen",
          "map_keys_max", "max_map_keys",
          "cat_bytes_max", "max_cat_bytes",
          "no_cpp_demangle", "cpp_demangle");

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "max_type_res_iterations",
          "symbol_source",
          "unstable_addr",
          "unstable_import",
          "unstable_macro",
          "unstable_map_decl");

  private static final Set<String> OF_ENVIRONMENT =
      Set.of("btf", "kernel_build", "kernel_source", "vmlinux");

  private ConfigReader() {}

  /**
   * What the environment says.
   *
   * @param config to be given to {@link #read}
   * @param problems each a line, as bpftrace says it; the script must not run if there is one
   */
  public record FromEnvironment(ScriptConfig config, List<String> problems) {
    public FromEnvironment {
      problems = List.copyOf(problems);
    }
  }

  /** Settings out of environment variables; those that are none of ours are passed over. */
  public static FromEnvironment environment(Map<String, String> variables) {
    ConfigValues values = new ConfigValues(ScriptConfig.DEFAULT);
    List<String> problems = new ArrayList<>();
    if (variables.keySet().stream().noneMatch(v -> v.startsWith("BPFTRACE_"))) {
      return new FromEnvironment(ScriptConfig.DEFAULT, problems);
    }
    for (ConfigOption option : ConfigOption.values()) {
      String written = variables.get("BPFTRACE_" + option.name());
      if (written == null) {
        continue;
      }
      try {
        values.fix(option, option.read(written));
      } catch (InvalidSettingException e) {
        problems.add(e.getMessage());
      }
    }
    return new FromEnvironment(values.toConfig(), problems);
  }

  /** The settings of a script whose config block has these lines. */
  public static ScriptConfig read(
      List<Preamble.Setting> settings, ScriptConfig outside, Diagnostics diagnostics) {
    if (settings.isEmpty()) {
      return outside;
    }
    ConfigValues values = new ConfigValues(outside);
    for (Preamble.Setting setting : settings) {
      set(setting, values, diagnostics);
    }
    return values.toConfig();
  }

  private static void set(Preamble.Setting setting, ConfigValues values, Diagnostics diagnostics) {
    SourceRange range = setting.range();
    String name = ConfigOption.plain(setting.name());
    if (OF_ENVIRONMENT.contains(name)) {
      diagnostics.error(range, name + ": can only be set as an environment variable");
      return;
    }
    if (WITHOUT_EFFECT.contains(name)) {
      diagnostics.warn(range, name + " is deprecated and has no effect");
      return;
    }
    String now = RENAMED.getOrDefault(name, name);
    if (!now.equals(name)) {
      diagnostics.warn(range, name + " has been renamed, please use " + now);
    }
    Optional<ConfigOption> option = ConfigOption.of(now);
    if (option.isEmpty()) {
      List<String> known = Arrays.stream(ConfigOption.values()).map(ConfigOption::word).toList();
      diagnostics.error(
          range,
          setting.name() + ": not a known configuration option",
          Suggestions.didYouMean(name, known));
      return;
    }
    try {
      Object value = option.get().read(setting.value());
      boolean opposite = name.startsWith("no_");
      values.set(option.get(), opposite ? !(Boolean) value : value);
    } catch (InvalidSettingException e) {
      diagnostics.error(range, e.getMessage());
    }
  }
}
