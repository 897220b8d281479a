using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// A kind of place that samples come from: a file format, an archive, a generator. One of one's own takes what it needs in its constructor
/// and goes into <see cref="Recipes.DataSettings.Source"/>.
/// </summary>
public abstract class DataSource
{
    /// <summary>Samples that are there already, to be divided as a recipe says.</summary>
    /// <param name="samples">The samples. Their name is that of the source.</param>
    public static DataSource Of(Dataset samples) => new OpenedSource(new SourceParts(samples, null, null, []));

    /// <summary>Samples that are there already and divided.</summary>
    /// <param name="splits">The three parts. The name of the training samples is that of the source.</param>
    public static DataSource Of(DataSplits splits) =>
        new OpenedSource(new SourceParts(splits.Train, splits.Validation, splits.Test, splits.Notes));

    /// <summary>The word in the recipe, under <c>data.source</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it reads, in a sentence.</summary>
    public virtual string Description => $"The samples '{Name}' of the program.";

    /// <summary>The options that it understands in addition to those of the split; by itself none.</summary>
    internal virtual IReadOnlyList<DataOption> Options => [];

    /// <summary>Whether its samples are rows, whose columns can be named as what is to be learnt.</summary>
    internal virtual bool IsTable => false;

    /// <summary>Opens the samples.</summary>
    /// <param name="root">Where relative paths start.</param>
    /// <exception cref="DecantException">A file is missing, damaged, or not what it should be.</exception>
    public abstract SourceParts Open(string root);

    /// <summary>Opens the samples as the options of a recipe say.</summary>
    /// <param name="options">Checked options, and where relative paths start.</param>
    internal virtual SourceParts Open(DataOptions options) => Open(options.Root);

    /// <summary>
    /// The options that would read what lies at a path, for a command that was given nothing else; null where it does
    /// not look like this source.
    /// </summary>
    /// <param name="path">A file or folder that exists.</param>
    internal virtual IReadOnlyDictionary<string, string>? Recognise(string path) => null;
}
