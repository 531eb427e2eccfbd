package io.tapline.agent.script.record;

import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where members lie, by the x86-64 ABI (System V psABI, section 3.1.2): a member begins at a
 * multiple of its type's alignment, a bit field lies within one number of its type, a record's size
 * is a multiple of its members' largest alignment. Packed, everything follows the last byte or bit.
 */
final class CLayout {
  private static final long MAX_BYTES = 1 << 28;

  /** Nameless structs within nameless structs may double with each level. */
  private static final int MAX_FIELDS = 10_000;

  private final Map<String, CRecord> declared;
  private final KernelTypes kernel;
  private final Map<CRecord, Placed> placed = new HashMap<>();
  private final Map<CRecord, RecordDefinition> definitions = new HashMap<>();
  private final Set<CRecord> underway = new HashSet<>();

  /** A member with its place. */
  private record Place(CMember member, long bit) {}

  private record Placed(List<Place> places, int sizeBytes, int alignment) {}

  CLayout(Map<String, CRecord> declared, KernelTypes kernel) {
    this.declared = declared;
    this.kernel = kernel;
  }

  CType.Plain plain(Type type) {
    int size = Storage.valueBytes(type);
    return new CType.Plain(type, size, alignment(type));
  }

  private static int alignment(Type type) {
    if (type instanceof Type.Record r) {
      return r.definition().fields().stream().mapToInt(f -> alignment(f.type())).max().orElse(1);
    }
    return type instanceof Type.Array a
        ? alignment(a.element())
        : Math.max(1, Storage.alignment(type));
  }

  /** Refuses a record that cannot be laid out. */
  void require(CRecord record) throws CFailure {
    place(record);
  }

  long sizeBytes(CType type) throws CFailure {
    if (type instanceof CType.Plain plain) {
      return plain.sizeBytes();
    } else if (type instanceof CType.PointerTo) {
      return Long.BYTES;
    } else if (type instanceof CType.ArrayOf array) {
      return Math.min(sizeBytes(array.element()) * array.length(), MAX_BYTES + 1);
    } else if (type instanceof CType.Tagged tagged) {
      CRecord record = declared.get(tagged.words());
      return record != null ? place(record).sizeBytes() : whole(tagged).sizeBytes();
    }
    return 0;
  }

  private int alignment(CType type) throws CFailure {
    if (type instanceof CType.Plain plain) {
      return Math.max(1, plain.alignment());
    } else if (type instanceof CType.PointerTo) {
      return Long.BYTES;
    } else if (type instanceof CType.ArrayOf array) {
      return alignment(array.element());
    } else if (type instanceof CType.Tagged tagged) {
      CRecord record = declared.get(tagged.words());
      return record != null ? place(record).alignment() : alignment(new Type.Record(whole(tagged)));
    }
    return 1;
  }

  /** A struct of the kernel that a member is made of. */
  private RecordDefinition whole(CType.Tagged tagged) throws CFailure {
    Optional<RecordDefinition> known =
        kernel
            .named(tagged.words())
            .flatMap(
                t -> t instanceof Type.Record r ? Optional.of(r.definition()) : Optional.empty());
    return known.orElseThrow(
        () ->
            new CFailure(
                tagged.range(),
                "field has incomplete type '" + tagged.words() + "'",
                "declare it before"));
  }

  private Placed place(CRecord record) throws CFailure {
    Placed known = placed.get(record);
    if (known != null) {
      return known;
    }
    if (!underway.add(record)) {
      throw new CFailure(record.range(), "'" + record.words() + "' holds itself", "");
    }
    known = record.union() ? placeUnion(record) : placeStruct(record);
    underway.remove(record);
    placed.put(record, known);
    return known;
  }

  private Placed placeUnion(CRecord record) throws CFailure {
    List<Place> places = new ArrayList<>();
    long size = 0;
    int alignment = Math.max(1, record.alignment());
    for (CMember member : record.members()) {
      places.add(new Place(member, 0));
      long bytes = member.bitWidth() >= 0 ? (member.bitWidth() + 7) / 8 : sizeBytes(member.type());
      size = Math.max(size, bytes);
      alignment = counts(member) ? Math.max(alignment, alignment(member, record)) : alignment;
    }
    return new Placed(places, rounded(size, alignment, record), alignment);
  }

  private Placed placeStruct(CRecord record) throws CFailure {
    List<Place> places = new ArrayList<>();
    long bit = 0;
    int alignment = Math.max(1, record.alignment());
    for (CMember member : record.members()) {
      int own = alignment(member, record);
      long size = sizeBytes(member.type()) * 8;
      if (member.bitWidth() == 0) {
        bit = up(bit, size);
        continue;
      }
      if (member.bitWidth() > size) {
        throw new CFailure(member.range(), "a bit field is wider than its type", "");
      }
      boolean packed = record.pack() == 1 || member.packed();
      if (member.bitWidth() < 0) {
        bit = up(bit, own * 8L);
        places.add(new Place(member, bit));
        bit += size;
      } else {
        boolean crosses = bit / size != (bit + member.bitWidth() - 1) / size;
        bit = member.alignment() > 0 ? up(bit, member.alignment() * 8L) : bit;
        bit = crosses && !packed ? up(bit, size) : bit;
        places.add(new Place(member, bit));
        bit += member.bitWidth();
      }
      alignment = counts(member) ? Math.max(alignment, own) : alignment;
    }
    return new Placed(places, rounded((bit + 7) / 8, alignment, record), alignment);
  }

  /** Bit fields without a name take room, but align nothing. */
  private static boolean counts(CMember member) {
    return member.bitWidth() < 0 || !member.name().isEmpty();
  }

  private int alignment(CMember member, CRecord record) throws CFailure {
    int natural = member.packed() ? 1 : Math.min(record.pack(), alignment(member.type()));
    return Math.max(natural, member.alignment());
  }

  private static int rounded(long bytes, int alignment, CRecord record) throws CFailure {
    if (bytes > MAX_BYTES) {
      throw new CFailure(record.range(), "'" + record.words() + "' is too large", "");
    }
    return (int) up(bytes, alignment);
  }

  private static long up(long number, long multiple) {
    return multiple == 0 ? number : (number + multiple - 1) / multiple * multiple;
  }

  /** A declared record as the language's; its fields are made when they are asked. */
  RecordDefinition definition(CRecord record) throws CFailure {
    RecordDefinition known = definitions.get(record);
    if (known == null) {
      Placed places = place(record);
      known =
          new RecordDefinition(
              record.words(), record.union(), places.sizeBytes(), () -> fields(record));
      definitions.put(record, known);
    }
    return known;
  }

  private List<RecordField> fields(CRecord record) {
    List<RecordField> fields = new ArrayList<>();
    try {
      for (Place place : place(record).places()) {
        if (fields.size() < MAX_FIELDS) {
          field(place, fields);
        }
      }
    } catch (CFailure e) {
      // Every declared record was laid out, and complained about, when it was read.
      throw new IllegalStateException(e.message(), e);
    }
    return fields;
  }

  private void field(Place place, List<RecordField> fields) throws CFailure {
    CMember member = place.member();
    int offset = (int) (place.bit() / 8);
    Type type = type(member.type());
    if (!member.name().isEmpty()) {
      fields.add(
          member.bitWidth() > 0
              ? BitFields.field(member.name(), type, place.bit(), member.bitWidth())
              : new RecordField(member.name(), type, offset));
    } else if (member.bitWidth() < 0 && type instanceof Type.Record inner) {
      for (RecordField f : inner.definition().fields()) {
        fields.add(
            new RecordField(
                f.name(), f.type(), offset + f.offsetBytes(), f.bitOffset(), f.bitWidth()));
      }
    }
  }

  /** A type of C as the language's. */
  Type type(CType type) throws CFailure {
    if (type instanceof CType.Plain plain) {
      return plain.type();
    } else if (type instanceof CType.PointerTo pointer) {
      return new Type.Pointer(target(pointer.target()), Type.AddressSpace.KERNEL);
    } else if (type instanceof CType.ArrayOf array) {
      return new Type.Array(type(array.element()), array.length());
    } else if (type instanceof CType.Tagged tagged) {
      CRecord record = declared.get(tagged.words());
      return new Type.Record(record != null ? definition(record) : whole(tagged));
    }
    return new Type.None();
  }

  /** What a pointer points to may be a struct that nobody describes. */
  private Type target(CType type) throws CFailure {
    if (type instanceof CType.Tagged tagged
        && !declared.containsKey(tagged.words())
        && kernel.named(tagged.words()).isEmpty()) {
      return new Type.Record(new RecordDefinition(tagged.words(), false, 0, List::of));
    }
    return type(type);
  }
}
