package io.tapline.agent.script.config;

import io.tapline.agent.script.type.Type;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One setting: its name and what its values look like. */
enum ConfigOption {
  CACHE_USER_SYMBOLS(ConfigOption::symbolCache),
  CPP_DEMANGLE(ConfigOption::flag),
  LAZY_SYMBOLICATION(ConfigOption::flag),
  LICENSE(ConfigOption::license),
  LOG_SIZE(ConfigOption::number),
  MAX_BPF_PROGS(ConfigOption::number),
  MAX_CAT_BYTES(ConfigOption::number),
  MAX_MAP_KEYS(ConfigOption::number),
  MAX_PROBES(ConfigOption::number),
  MAX_STRLEN(ConfigOption::number),
  MISSING_PROBES(ConfigOption::missingProbes),
  ON_STACK_LIMIT(ConfigOption::number),
  PERF_RB_PAGES(ConfigOption::number),
  SHOW_DEBUG_INFO(ConfigOption::flag),
  STACK_MODE(ConfigOption::stackMode),
  STR_TRUNC_TRAILER((option, value) -> value),
  PRINT_MAPS_ON_EXIT(ConfigOption::flag),
  UNSTABLE_TSERIES(ConfigOption::unstable),
  UNSTABLE_TYPEINFO(ConfigOption::unstable),
  UNSTABLE_DW_USTACK(ConfigOption::unstable),
  /** Without a meaning here, and no mistake. */
  USE_BLAZESYM(ConfigOption::flag);

  private static final List<String> LICENSES =
      List.of(
          "Dual MIT/GPL",
          "Dual BSD/GPL",
          "Dual MPL/GPL",
          "GPL and additional rights",
          "GPL v2",
          "GPL");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:0[xX]([0-9a-fA-F_]+)|(0[0-7_]+)|([0-9][0-9_]{0,20})(?:[eE]([0-9]{1,2}))?)[uU]?[lL]{0,2}");

  @SuppressWarnings("ImmutableEnumChecker") // All are functions that hold nothing.
  private final ValueReader reader;

  ConfigOption(ValueReader reader) {
    this.reader = reader;
  }

  /** As it stands in a config block. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The setting of that name: as in a config block or in the environment, in any case. */
  static Optional<ConfigOption> of(String written) {
    String name = plain(written);
    return Arrays.stream(values()).filter(o -> o.word().equals(name)).findFirst();
  }

  /** A setting's name in lower case, without the environment's prefix. */
  static String plain(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return lower.startsWith("bpftrace_") ? lower.substring("bpftrace_".length()) : lower;
  }

  /** The value that {@code written} means. */
  Object read(String written) throws InvalidSettingException {
    return reader.read(this, written);
  }

  private interface ValueReader {
    Object read(ConfigOption option, String written) throws InvalidSettingException;
  }

  private InvalidSettingException invalid(String what) {
    return new InvalidSettingException(word() + ": " + what);
  }

  private InvalidSettingException invalidChoice(String name, String choices) {
    return invalid("Invalid value for " + name + ": valid values are " + choices + ".");
  }

  private Object number(String written) throws InvalidSettingException {
    if (written.equals("true") || written.equals("false")) {
      return written.equals("true") ? 1 : 0;
    }
    Matcher number = NUMBER.matcher(written);
    if (written.length() > 40 || !number.matches()) {
      throw invalid("expecting a number, got " + written);
    }
    BigInteger value = number(number);
    if (value.bitLength() >= Integer.SIZE) {
      throw invalid("at most " + Integer.MAX_VALUE + ", got " + written);
    }
    return value.intValueExact();
  }

  private BigInteger number(Matcher number) throws InvalidSettingException {
    try {
      if (number.group(1) != null) {
        return new BigInteger(number.group(1).replace("_", ""), 16);
      }
      if (number.group(2) != null) {
        return new BigInteger(number.group(2).replace("_", ""), 8);
      }
      BigInteger value = new BigInteger(number.group(3).replace("_", ""));
      return number.group(4) == null
          ? value
          : value.multiply(BigInteger.TEN.pow(Integer.parseInt(number.group(4))));
    } catch (NumberFormatException e) {
      throw invalid("expecting a number, got " + number.group());
    }
  }

  private Object flag(String written) throws InvalidSettingException {
    switch (written.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> {
        return true;
      }
      case "false", "no", "off" -> {
        return false;
      }
      default -> {
        if (written.matches("[0-9]+")) {
          return !written.matches("0+");
        }
        throw invalid("Invalid bool value: valid values are true, false, 1 or 0.");
      }
    }
  }

  private Object symbolCache(String written) throws InvalidSettingException {
    return switch (written.toUpperCase(Locale.ROOT)) {
      case "PER_PID", "1", "TRUE" -> ScriptConfig.SymbolCache.PER_PID;
      case "PER_PROGRAM" -> ScriptConfig.SymbolCache.PER_PROGRAM;
      case "NONE", "0", "FALSE" -> ScriptConfig.SymbolCache.NONE;
      default -> throw invalidChoice(word(), "PER_PID, PER_PROGRAM, and NONE");
    };
  }

  private Object missingProbes(String written) throws InvalidSettingException {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "error" -> ScriptConfig.MissingProbes.ERROR;
      case "warn" -> ScriptConfig.MissingProbes.WARN;
      case "ignore" -> ScriptConfig.MissingProbes.IGNORE;
      default -> throw invalidChoice(word(), "ignore, warn, and error");
    };
  }

  private Object stackMode(String written) throws InvalidSettingException {
    return switch (written) {
      case "bpftrace" -> Type.StackMode.BPFTRACE;
      case "perf" -> Type.StackMode.PERF;
      case "raw" -> Type.StackMode.RAW;
      case "build_id" -> throw invalid("stacks of build ids are not built");
      default -> throw invalidChoice(word(), "bpftrace, raw, perf, and build_id");
    };
  }

  private Object unstable(String written) throws InvalidSettingException {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "enable", "true" -> ScriptConfig.Unstable.ENABLE;
      case "warn" -> ScriptConfig.Unstable.WARN;
      case "error", "false", "0" -> ScriptConfig.Unstable.ERROR;
      default -> {
        if (written.matches("[0-9]+")) {
          yield ScriptConfig.Unstable.ENABLE;
        }
        throw invalidChoice("unstable config", "enable, warn, and error");
      }
    };
  }

  private Object license(String written) throws InvalidSettingException {
    if (LICENSES.contains(written)) {
      return written;
    }
    throw new InvalidSettingException(
        "Invalid value for license. Found: "
            + written
            + ". Valid values: "
            + String.join(", ", LICENSES)
            + ". Read more about BPF programs and licensing:"
            + " https://docs.kernel.org/bpf/bpf_licensing.html"
            + "#using-bpf-programs-in-the-linux-kernel");
  }
}
