package io.tapline.agent.script.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings from a script and from outside; mistakes in bpftrace 0.27.1's words. */
class ConfigReaderTest {

  private record Outcome(ScriptConfig config, List<String> errors, List<String> warnings) {}

  private static Outcome read(String settings, ScriptConfig outside) {
    Source source = new Source("stdin", "config = { " + settings + " } begin { }");
    Diagnostics diagnostics = new Diagnostics(source);
    ScriptConfig config =
        ConfigReader.read(
            Parser.parse(source, diagnostics).preamble().settings(), outside, diagnostics);
    return new Outcome(
        config,
        diagnostics.list().stream().map(Diagnostic::message).toList(),
        diagnostics.warnings().stream().map(Diagnostic::message).toList());
  }

  private static ScriptConfig config(String settings) {
    Outcome outcome = read(settings, ScriptConfig.DEFAULT);
    assertThat(outcome.errors()).isEmpty();
    return outcome.config();
  }

  @Test
  void readsEverySetting() {
    ScriptConfig config =
        config(
            """
            cache_user_symbols = PER_PROGRAM; cpp_demangle = false; lazy_symbolication = 1;
            license = "GPL v2"; log_size = 1e3; max_bpf_progs = 0x10; max_cat_bytes = 010;
            max_map_keys = 1_000; max_probes = "7"; max_strlen = 5; missing_probes = warn;
            on_stack_limit = 64; perf_rb_pages = 4; show_debug_info = no; stack_mode = perf;
            str_trunc_trailer = ""; print_maps_on_exit = 0; unstable_tseries = enable
            """);
    assertThat(config.cacheUserSymbols()).isEqualTo(ScriptConfig.SymbolCache.PER_PROGRAM);
    assertThat(config.cppDemangle()).isFalse();
    assertThat(config.lazySymbolication()).isTrue();
    assertThat(config.license()).isEqualTo("GPL v2");
    assertThat(config.logSize()).isEqualTo(1000);
    assertThat(config.maxBpfProgs()).isEqualTo(16);
    assertThat(config.maxCatBytes()).isEqualTo(8);
    assertThat(config.maxMapKeys()).isEqualTo(1000);
    assertThat(config.maxProbes()).isEqualTo(7);
    assertThat(config.maxStrlen()).isEqualTo(5);
    assertThat(config.missingProbes()).isEqualTo(ScriptConfig.MissingProbes.WARN);
    assertThat(config.onStackLimit()).isEqualTo(64);
    assertThat(config.perfRbPages()).isEqualTo(4);
    assertThat(config.showDebugInfo()).isFalse();
    assertThat(config.stackMode()).isEqualTo(Type.StackMode.PERF);
    assertThat(config.strTruncTrailer()).isEmpty();
    assertThat(config.printMapsOnExit()).isFalse();
    assertThat(config.unstableTseries()).isEqualTo(ScriptConfig.Unstable.ENABLE);
  }

  @ParameterizedTest
  @CsvSource({"max_strlen", "MAX_STRLEN", "BPFTRACE_MAX_STRLEN", "bpftrace_Max_StrLen"})
  void takesNamesInAnyCaseAndWithThePrefix(String name) {
    assertThat(config(name + " = 77").maxStrlen()).isEqualTo(77);
  }

  @Test
  void theLastLineWinsAndTheEnvironmentOverAll() {
    assertThat(config("max_strlen = 1; MAX_STRLEN = 2").maxStrlen()).isEqualTo(2);
    ConfigReader.FromEnvironment environment =
        ConfigReader.environment(Map.of("BPFTRACE_MAX_STRLEN", "9", "BPFTRACE_NOTHING", "x"));
    assertThat(environment.problems()).isEmpty();
    Outcome outcome = read("max_strlen = 1; max_probes = 5", environment.config());
    assertThat(outcome.config().maxStrlen()).isEqualTo(9);
    assertThat(outcome.config().maxProbes()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 1 | a: not a known configuration option",
        "max_map_keys = perf | max_map_keys: expecting a number, got perf",
        "max_map_keys = \"7x\" | max_map_keys: expecting a number, got 7x",
        "max_strlen = 99999999999 | max_strlen: at most 2147483647, got 99999999999",
        "stack_mode = PERF | stack_mode: Invalid value for stack_mode: valid values are bpftrace,"
            + " raw, perf, and build_id.",
        "missing_probes = foo | missing_probes: Invalid value for missing_probes: valid values are"
            + " ignore, warn, and error.",
        "cache_user_symbols = foo | cache_user_symbols: Invalid value for cache_user_symbols:"
            + " valid values are PER_PID, PER_PROGRAM, and NONE.",
        "cpp_demangle = foo | cpp_demangle: Invalid bool value: valid values are true, false, 1 or"
            + " 0.",
        "unstable_tseries = foo | unstable_tseries: Invalid value for unstable config: valid"
            + " values are enable, warn, and error.",
        "vmlinux = 3 | vmlinux: can only be set as an environment variable"
      })
  void saysWhatIsWrong(String setting, String expected) {
    assertThat(read(setting, ScriptConfig.DEFAULT).errors()).containsExactly(expected);
  }

  @Test
  void refusesLicensesTheKernelDoesNotKnow() {
    assertThat(read("license = MIT", ScriptConfig.DEFAULT).errors().get(0))
        .startsWith("Invalid value for license. Found: MIT. Valid values: Dual MIT/GPL,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strlen = 3 | strlen has been renamed, please use max_strlen",
        "unstable_map_decl = foo | unstable_map_decl is deprecated and has no effect",
        "symbol_source = x | symbol_source is deprecated and has no effect"
      })
  void warnsOfOldNames(String setting, String expected) {
    Outcome outcome = read(setting, ScriptConfig.DEFAULT);
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.warnings()).containsExactly(expected);
  }

  @Test
  void hintsAtTheNearestName() {
    Source source = new Source("stdin", "config = { max_strle = 1 } begin { }");
    Diagnostics diagnostics = new Diagnostics(source);
    ConfigReader.read(
        Parser.parse(source, diagnostics).preamble().settings(), ScriptConfig.DEFAULT, diagnostics);
    assertThat(diagnostics.list().get(0).hint()).isEqualTo("did you mean 'max_strlen'?");
  }

  @Test
  void theEnvironmentsMistakesAreLines() {
    assertThat(ConfigReader.environment(Map.of("BPFTRACE_STACK_MODE", "foo")).problems())
        .containsExactly(
            "stack_mode: Invalid value for stack_mode: valid values are bpftrace, raw, perf, and"
                + " build_id.");
  }
}
