using System.Security.Cryptography;

namespace Decant.Data.Fields;

/// <summary>A field of all samples of a data set, in memory.</summary>
/// <param name="field">What it is.</param>
internal abstract class MemoryField(Field field)
{
    /// <summary>What it is.</summary>
    public Field Field { get; private set; } = field;

    /// <summary>Writes one sample's numbers, if the sample asks for them.</summary>
    public abstract void Read(int index, Sample sample);

    /// <summary>Adds to a fingerprint what decides the samples' numbers; those that come with a class or an identity add nothing.</summary>
    public virtual void Identify(IncrementalHash hash) { }

    /// <summary>Target sets and other fields in one list.</summary>
    public static MemoryField[] Of(IReadOnlyList<MemoryTargets>? targets, IReadOnlyList<MemoryField>? others) =>
        [.. targets ?? [], .. others ?? []];

    /// <summary>The schema of an input, a class where there are classes, and other fields.</summary>
    public static Schema Join(Field input, IReadOnlyList<string> classNames, MemoryField[] others) => Join([input], classNames, others);

    /// <summary>The schema of several fields, a class where there are classes, and other fields.</summary>
    public static Schema Join(IReadOnlyList<Field> first, IReadOnlyList<string> classNames, MemoryField[] others)
    {
        List<Field> fields = [.. first];
        if (classNames.Count > 0)
        {
            fields.Add(Field.Label(classNames));
        }

        foreach (var other in others)
        {
            // A table may name a column of numbers as Decant names an input.
            if (fields.Any(field => field.Name == other.Field.Name))
            {
                other.Field = other.Field with
                {
                    Name = $"{other.Field.Name} ({(other.Field.Role == FieldRole.Identity ? "identity" : "target")})",
                };
            }

            fields.Add(other.Field);
        }

        return new Schema(fields);
    }
}
