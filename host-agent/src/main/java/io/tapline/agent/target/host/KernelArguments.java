package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfParameter;
import io.tapline.agent.target.btf.BtfPrototype;
import io.tapline.agent.target.btf.CDefinition;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What functions and tracepoints of the kernel are given, as lines of a list. */
final class KernelArguments {
  private static final String ITERATOR = "bpf_iter_";

  private final KernelTypes kernel;

  KernelArguments(KernelTypes kernel) {
    this.kernel = kernel;
  }

  private interface Reader {
    List<String> read(Btf btf) throws MalformedInputException;
  }

  /** {@code struct task_struct * prev}. */
  List<String> ofRawTracepoint(String event) throws ProbeUnavailableException {
    return read(
        btf -> {
          CDefinition types = new CDefinition(btf);
          List<String> lines = new ArrayList<>();
          for (BtfParameter p : btf.tracepointArguments(event).orElse(List.of())) {
            lines.add(types.type(p.typeId()) + " " + p.name());
          }
          return lines;
        });
  }

  /**
   * Of a function, by its names or by number, with or without what it returns.
   *
   * @param numbered whether arguments are called {@code arg0} and so on
   * @param arguments whether they are shown
   * @param result whether what it returns is shown
   */
  List<String> ofFunction(String function, boolean numbered, boolean arguments, boolean result)
      throws ProbeUnavailableException {
    return read(
        btf -> {
          Optional<BtfPrototype> prototype = btf.function(function);
          if (prototype.isEmpty()) {
            return List.of();
          }
          CDefinition types = new CDefinition(btf);
          List<String> lines = new ArrayList<>();
          List<BtfParameter> parameters = arguments ? prototype.get().parameters() : List.of();
          for (int i = 0; i < parameters.size(); i++) {
            String name = numbered ? "arg" + i : parameters.get(i).name();
            lines.add(types.type(parameters.get(i).typeId()) + " " + name);
          }
          if (result && prototype.get().resultId() != 0) {
            lines.add(types.type(prototype.get().resultId()) + " retval");
          }
          return lines;
        });
  }

  /** Of an iterator, without the first, which is about the iteration itself. */
  List<String> ofIterator(String kind) throws ProbeUnavailableException {
    List<String> all = ofFunction(ITERATOR + kind, false, true, false);
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  private List<String> read(Reader reader) throws ProbeUnavailableException {
    try {
      return reader.read(kernel.get("arguments"));
    } catch (MalformedInputException e) {
      throw new ProbeUnavailableException(String.valueOf(e.getMessage()));
    }
  }
}
