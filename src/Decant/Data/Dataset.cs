using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Tables;

namespace Decant.Data;

/// <summary>
/// Samples by their index, and what each of them has: the fields of the schema. The samples lie in memory, in files or nowhere until they
/// are drawn. Reading is safe from several threads at once; nothing about a data set changes after it was made.
/// </summary>
public abstract class Dataset
{
    [ThreadStatic]
    private static Sample? s_one;

    private readonly Lazy<string> _fingerprint;

    /// <summary>A data set of a name and a schema.</summary>
    /// <param name="name">Its name in a report, such as <c>mnist train</c>.</param>
    /// <param name="schema">What every sample has.</param>
    protected Dataset(string name, Schema schema)
    {
        Name = name;
        Schema = schema;
        SampleShape = [.. Input.Shape.Select(size => size.Size)];
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>Its name in a report.</summary>
    public string Name { get; }

    /// <summary>What every sample has.</summary>
    public Schema Schema { get; }

    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Shape of the first input of one sample: <c>[C, H, W]</c> for images, <c>[D]</c> for the columns of a table.</summary>
    public IReadOnlyList<int> SampleShape { get; }

    /// <summary>Numbers in the first input of one sample: the product of <see cref="SampleShape"/>.</summary>
    public int SampleSize => Input.Count;

    /// <summary>Whether the first input is an image <c>[C, H, W]</c> with values between 0 and 1.</summary>
    public bool IsImages => Input.Geometry == FieldGeometry.Pixels;

    /// <summary>Names of the classes in the order of their labels; empty where samples have no class.</summary>
    public IReadOnlyList<string> ClassNames => Schema.Find(Field.LabelName)?.Names ?? [];

    /// <summary>Names of the numbers of the first input where they are columns of a table; empty for images.</summary>
    public IReadOnlyList<string> ColumnNames => Input.Names;

    /// <summary>How a table's columns became the numbers of a sample; null where they come from no table.</summary>
    public virtual TableSchema? Table => null;

    /// <summary>What is known of samples that are texts; null where they are none.</summary>
    internal virtual TextFacts? Texts => null;

    /// <summary>Whether reading a sample may mean to read and decode a file, so that several threads should read ahead.</summary>
    public virtual bool ReadsFiles => false;

    /// <summary>Facts about a sample other than its class; empty where there are none.</summary>
    public IReadOnlyList<TargetSet> TargetSets => [.. Schema.Fields.Select(one => one.Targets).OfType<TargetSet>()];

    /// <summary>SHA-256, in hexadecimal, of everything that decides the samples: their content, or the generator and its seed.</summary>
    public string Fingerprint => _fingerprint.Value;

    private Field Input => Schema.Inputs[0];

    /// <summary>
    /// Writes one sample: of the fields that <paramref name="sample"/> asks for all that this data set has; of one that varies, its length
    /// too.
    /// Allocates nothing where that can be avoided.
    /// </summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="sample">The memory. Fields of other names belong to someone else.</param>
    public abstract void Read(int index, Sample sample);

    /// <summary>The class of a sample, from 0; -1 where samples have no class.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public int Label(int index)
    {
        if (Schema.Find(Field.LabelName) is not { } field)
        {
            return -1;
        }

        Span<long> label = stackalloc long[1];
        Read(field, index, label);
        return (int)label[0];
    }

    /// <summary>Writes the first input of one sample: images from 0 to 1, channels first; tables as their raw columns.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">At least <see cref="SampleSize"/> long.</param>
    public void Read(int index, Span<float> destination) => Read(Input, index, destination);

    /// <summary>Writes the numbers and codes of one row of a table.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="row">Room for all of them.</param>
    internal void ReadRow(int index, TableRow row)
    {
        if (row.Numbers.Length > 0)
        {
            Read<float>(Schema[Field.NumbersName], index, row.Numbers);
        }

        if (row.Categories.Length > 0)
        {
            Read<long>(Schema[Field.CategoriesName], index, row.Categories);
        }
    }

    /// <summary>Writes the numbers of one target set of one sample; NaN for what is unknown.</summary>
    /// <param name="set">One of <see cref="TargetSets"/>.</param>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">At least as long as the set has columns.</param>
    /// <exception cref="ArgumentException">The data set does not have this target set.</exception>
    public void ReadTargets(TargetSet set, int index, Span<float> destination) =>
        Read(
            Schema.Find(set) ?? throw new ArgumentException($"Reading targets: '{Name}' has no target set '{set.Name}'.", nameof(set)),
            index,
            destination
        );

    /// <summary>Writes one field of one sample, without the others.</summary>
    /// <param name="field">A field of the schema.</param>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">At least as long as the field of the largest sample.</param>
    /// <returns>The sample's length along the axis that varies; -1 where the field is as long in every sample.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="DecantException">The field holds another type of numbers.</exception>
    public unsafe int Read<T>(Field field, int index, Span<T> destination)
        where T : unmanaged
    {
        if (destination.Length < field.Count)
        {
            throw new ArgumentException(
                $"Reading '{field.Name}' of '{Name}': expected room for {field.Count} numbers, received {destination.Length}.",
                nameof(destination)
            );
        }

        // What is written is of the field's own type: in memory of another it would not fit.
        if (ElementTypes.Of<T>() != field.Type)
        {
            throw new DecantException(
                $"Reading '{field.Name}' of '{Name}': expected memory for {field.Type}, received {ElementTypes.Of<T>()}. Take the field's "
                    + "own type."
            );
        }

        // A data set may read another one while it reads: that needs a sample of its own.
        var sample = s_one ?? Sample.OfOne();
        s_one = null;
        fixed (T* memory = destination)
        {
            sample.Ask(field, memory);
            Read(index, sample);
        }

        s_one = sample;
        return field.Length is null ? -1 : sample.LengthAt(0);
    }

    /// <summary>How many samples each class has.</summary>
    public int[] CountClasses()
    {
        var counts = new int[ClassNames.Count];
        for (var i = 0; counts.Length > 0 && i < Count; i++)
        {
            counts[Label(i)]++;
        }

        return counts;
    }

    /// <summary>Computes <see cref="Fingerprint"/>; called at most once.</summary>
    protected abstract string ComputeFingerprint();

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Count} samples of [{string.Join(", ", SampleShape)}], {ClassNames.Count} classes";
}
