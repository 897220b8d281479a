using Decant.Tables;

namespace Decant.Data;

/// <summary>
/// Samples that lie in memory, and what is known about each. Reading is cheap and safe from several threads at once;
/// nothing about a data set changes after it was made.
/// </summary>
public abstract class Dataset
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>A data set of a name, sample shape and classes.</summary>
    /// <param name="name">What a report calls it, such as <c>mnist train</c>.</param>
    /// <param name="sampleShape">Shape of one sample, without the batch axis.</param>
    /// <param name="classNames">Names of the classes in the order of their labels; empty where samples have no class.</param>
    protected Dataset(string name, IReadOnlyList<int> sampleShape, IReadOnlyList<string> classNames)
    {
        Name = name;
        SampleShape = sampleShape;
        ClassNames = classNames;
        SampleSize = sampleShape.Aggregate(1, (product, size) => checked(product * size));
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>What a report calls the data set.</summary>
    public string Name { get; }

    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Shape of one sample: <c>[C, H, W]</c> for images, <c>[D]</c> for the columns of a table.</summary>
    public IReadOnlyList<int> SampleShape { get; }

    /// <summary>Numbers in one sample: the product of <see cref="SampleShape"/>.</summary>
    public int SampleSize { get; }

    /// <summary>Whether samples are images <c>[C, H, W]</c> with values between 0 and 1.</summary>
    public bool IsImages => SampleShape.Count == 3;

    /// <summary>Names of the classes in the order of their labels; empty where samples have no class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Names of the numbers of a sample where they are columns of a table; empty for images.</summary>
    public virtual IReadOnlyList<string> ColumnNames => [];

    /// <summary>How a table's columns became the numbers of a sample; null where they come from no table.</summary>
    public virtual TableSchema? Table => null;

    /// <summary>Facts about a sample other than its class; empty where there are none.</summary>
    public virtual IReadOnlyList<TargetSet> TargetSets => [];

    /// <summary>SHA-256, in hexadecimal, of everything that decides the samples: their content, or the generator and its seed.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The class of a sample, from 0; -1 where samples have no class.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public abstract int Label(int index);

    /// <summary>Writes one sample: images from 0 to 1, channels first; tables as their raw columns.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">At least <see cref="SampleSize"/> long.</param>
    public abstract void Read(int index, Span<float> destination);

    /// <summary>Writes the numbers of one target set of one sample; NaN for what nobody knows.</summary>
    /// <param name="set">One of <see cref="TargetSets"/>.</param>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="destination">At least as long as the set has columns.</param>
    /// <exception cref="ArgumentException">The data set does not have this target set.</exception>
    public virtual void ReadTargets(TargetSet set, int index, Span<float> destination) =>
        throw new ArgumentException($"Reading targets: '{Name}' has no target set '{set.Name}'.", nameof(set));

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
