package io.tapline.agent.runtime;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.event.BatchShape;
import io.tapline.agent.event.FieldText;
import io.tapline.agent.event.KernelClock;
import io.tapline.agent.event.Redaction;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.attach.Attacher;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.Loader;
import io.tapline.agent.kernel.load.PermissionException;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.redact.SqlText;
import io.tapline.agent.script.tapset.Tapset;
import io.tapline.agent.script.tapset.TapsetHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Starts sessions on the running kernel: compiles, loads, attaches. On the agent's thread. */
final class KernelSessions implements SessionStarter {
  private final TapsetCompiler compiler;
  private final Loader loader;
  private final Attacher attacher;
  private final BpfMap ringMap;
  private final RingPump ring;
  private final EventPublisher publisher;
  private final FieldText numbers;
  private final KernelClock clock;
  private final LongSupplier wallNanos;

  /**
   * @param ringMap the ring that all scripts share; {@code ring} reads it
   */
  KernelSessions(
      TapsetCompiler compiler,
      Loader loader,
      Attacher attacher,
      BpfMap ringMap,
      RingPump ring,
      EventPublisher publisher,
      FieldText numbers,
      KernelClock clock,
      LongSupplier wallNanos) {
    this.compiler = compiler;
    this.loader = loader;
    this.attacher = attacher;
    this.ringMap = ringMap;
    this.ring = ring;
    this.publisher = publisher;
    this.numbers = numbers;
    this.clock = clock;
    this.wallNanos = wallNanos;
  }

  @Override
  public Session start(Tapset tapset) throws CannotStartException {
    BatchShape shape = shape(tapset.header());
    CompiledScript script = compiler.compile(tapset, ring.nextId());
    KernelObjects objects = load(script);
    List<Attachment> attachments = new ArrayList<>();
    try {
      for (int i = 0; i < script.programs().size(); i++) {
        for (ProbePoint point : script.programs().get(i).points()) {
          attachments.add(attacher.attach(objects.programs().get(i), point));
        }
      }
    } catch (AttachException e) {
      attachments.forEach(Attachment::close);
      objects.close();
      throw new CannotStartException(Why.UNSUPPORTED, String.valueOf(e.getMessage()));
    }
    Session session =
        new Session(
            shape, script, objects, attachments, publisher, numbers, clock, wallNanos.getAsLong());
    ring.add(session);
    return session;
  }

  private KernelObjects load(CompiledScript script) throws CannotStartException {
    try {
      return loader.load(
          script.maps(),
          script.programs().stream().map(CompiledScript.ProbeProgram::spec).toList(),
          Map.of(CompiledScript.RING, ringMap));
    } catch (PermissionException e) {
      throw new CannotStartException(Why.UNSUPPORTED, String.valueOf(e.getMessage()));
    } catch (LoadException e) {
      throw new CannotStartException(Why.FAULT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * What the header says of the fields.
   *
   * @throws CannotStartException when it asks for a redaction that does not exist: rather nothing
   *     than something unredacted
   */
  private static BatchShape shape(TapsetHeader header) throws CannotStartException {
    Map<String, Redaction> redactions = new HashMap<>();
    for (Map.Entry<String, String> wanted : header.redactions().entrySet()) {
      if (!wanted.getValue().equals("sql")) {
        throw new CannotStartException(
            Why.FAULT,
            "header: redact: "
                + wanted.getKey()
                + " = "
                + wanted.getValue()
                + ": unknown redaction, known are: sql");
      }
      redactions.put(wanted.getKey(), new SqlText());
    }
    return new BatchShape(
        header.tapset(), header.keys(), header.value(), header.unit(), redactions);
  }
}
